// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Where in the bundle the bytes are that a line stands for.
package struct MediaReference: Sendable, Equatable {
    /// One of the bundle's media files.
    package enum File: Sendable, Hashable {
        /// `mic.wav`: what the user said.
        case microphone
        /// `model.wav`: what the model said.
        case model
        /// `media/NAME`: a picture, or sound at another rate.
        case media(String)
    }

    package var file: File
    /// The first sample in a WAV file; 0 for other files, which are used whole.
    package var start: Int
    /// Samples of a WAV file, bytes of any other.
    package var count: Int

    /// Size of what it stands for.
    var byteCount: Int {
        switch file {
        case .microphone, .model: count * 2
        case .media: count
        }
    }

    /// As lines hold it.
    var json: JSONValue {
        switch file {
        case .microphone, .model:
            [
                "file": .string(file.path), "sample": .integer(Int64(start)),
                "samples": .integer(Int64(count)),
            ]
        case .media:
            ["file": .string(file.path), "bytes": .integer(Int64(count))]
        }
    }

    /// Reads a reference; nil when it is none, names a file outside the bundle or asks for too much.
    init?(_ json: JSONValue?) {
        guard let object = json?.objectValue, let path = object["file"]?.stringValue,
            let file = File(path: path)
        else { return nil }
        let limit = BundleLayout.maxMediaBytes
        let (start, count): (Int64?, Int64?) =
            switch file {
            case .microphone, .model:
                (object["sample"]?.integerValue, object["samples"]?.integerValue)
            case .media: (0, object["bytes"]?.integerValue)
            }
        // Positions beyond what a 64-bit file can hold would overflow when turned into bytes.
        guard let start, let count, (0...1 << 48).contains(start),
            (0...Int64(limit)).contains(count)
        else { return nil }
        self.init(file: file, start: Int(start), count: Int(count))
    }

    init(file: File, start: Int = 0, count: Int) {
        self.file = file
        self.start = start
        self.count = count
    }
}

extension MediaReference.File {
    /// Below the bundle's folder.
    var path: String {
        switch self {
        case .microphone: BundleLayout.microphone
        case .model: BundleLayout.model
        case .media(let name): "\(BundleLayout.media)/\(name)"
        }
    }

    /// Only names that this program gives, nil for all others.
    ///
    /// Digits, a dot, a short ending: no way leads out of the folder.
    init?(path: String) {
        switch path {
        case BundleLayout.microphone: self = .microphone
        case BundleLayout.model: self = .model
        default:
            let prefix = BundleLayout.media + "/"
            guard path.hasPrefix(prefix) else { return nil }
            let name = path.dropFirst(prefix.count)
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, (6...12).contains(parts[0].utf8.count),
                (1...8).contains(parts[1].utf8.count),
                parts[0].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
                parts[1].utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
            else { return nil }
            self = .media(String(name))
        }
    }
}
