// SPDX-License-Identifier: Apache-2.0

/// Keeps query values that grant access out of texts people read.
enum Secrets {
    private static let names: [[UInt8]] = [Array("key=".utf8), Array("access_token=".utf8)]
    private static let delimiters = Array("&#\"'<>,;)]}\\".utf8)

    /// Replaces the value after every `key=` and `access_token=` by `…`.
    ///
    /// Works on any text, since servers quote request targets in bodies and close reasons. A name
    /// that merely ends in `key` is masked as well: better one word too many than one too few.
    static func masked(in text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard let name = names.first(where: { matches($0, bytes, at: index) }) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            result += bytes[index..<index + name.count]
            index += name.count
            let end = bytes[index...].firstIndex(where: isDelimiter) ?? bytes.count
            if end > index { result += Array("…".utf8) }
            index = end
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func matches(_ name: [UInt8], _ bytes: [UInt8], at index: Int) -> Bool {
        guard index + name.count <= bytes.count else { return false }
        return zip(name, bytes[index...]).allSatisfy { $0 == $1 | ($1.isASCIIUppercase ? 0x20 : 0) }
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        byte <= UInt8(ascii: " ") || delimiters.contains(byte)
    }
}

extension UInt8 {
    fileprivate var isASCIIUppercase: Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }
}
