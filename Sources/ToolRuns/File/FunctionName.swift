// SPDX-License-Identifier: Apache-2.0

/// The API's rule for the names of functions.
enum FunctionName {
    /// The API's documents say 64 characters.
    private static let maximumLength = 64

    /// What the API would refuse about a name; nil for a good one.
    static func fault(in name: String) -> String? {
        guard name.utf8.count <= maximumLength else {
            return "is longer than \(maximumLength) characters"
        }
        guard let first = name.utf8.first, isLetter(first) || first == UInt8(ascii: "_"),
            name.utf8.allSatisfy({ isLetter($0) || isDigit($0) || "_.:-".utf8.contains($0) })
        else {
            return "must be letters, digits and `_.:-`, and begin with a letter or `_`"
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
