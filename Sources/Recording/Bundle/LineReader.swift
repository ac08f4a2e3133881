// SPDX-License-Identifier: Apache-2.0

/// The lines of a file, one at a time; a last line without its end is left out.
struct LineReader {
    private static let chunkBytes = 256 << 10
    private static let lineFeed = UInt8(ascii: "\n")

    let file: ReadableFile
    /// The number of the line that was read last, from 1.
    private(set) var line = 0
    /// Whether the file ended within a line.
    private(set) var isCut = false
    private var buffer: [UInt8] = []
    /// What of the buffer has been read.
    private var position = 0
    private var fileOffset = 0

    init(_ file: ReadableFile) {
        self.file = file
    }

    /// The next line without its end; nil after the last.
    ///
    /// - Throws: `BundleError` when a line is longer than any that is written.
    mutating func next() throws(BundleError) -> [UInt8]? {
        var searched = position
        while true {
            if let end = buffer.firstOffset(of: [Self.lineFeed], from: searched) {
                defer { position = end + 1 }
                line += 1
                return Array(buffer[position..<end])
            }
            guard buffer.count - position <= BundleLayout.maxLineBytes else {
                throw BundleError(
                    path: file.path,
                    line: line + 1,
                    reason: "the line is longer than \(BundleLayout.maxLineBytes >> 20) MiB"
                )
            }
            let chunk = try file.read(at: fileOffset, count: Self.chunkBytes)
            guard !chunk.isEmpty else {
                isCut = position < buffer.count
                return nil
            }
            searched = buffer.count - position
            buffer.removeFirst(position)
            position = 0
            buffer += chunk
            fileOffset += chunk.count
        }
    }
}
