// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The pictures of a folder, each once, in the order of their names; those that change or come
/// later are shown then.
struct PictureFolder: Sendable {
    /// A file and the state it was seen in.
    private struct Seen: Equatable {
        var size: Int
        var modified: Date
    }

    enum Failure: Error, Equatable {
        case unreadable(String)
    }

    /// A folder, or one picture.
    let path: String
    private var seen: [String: Seen] = [:]

    private static let endings: Set<String> = ["jpg", "jpeg", "png"]

    init(path: String) { self.path = path }

    /// The next picture that was not shown as it is now; nil when there is none.
    mutating func next() throws(Failure) -> [UInt8]? {
        for file in try files() {
            guard let state = Self.state(of: file), seen[file] != state else { continue }
            seen[file] = state
            // A file may be gone by now, or larger than any picture.
            guard state.size <= MJPEGSplitter.maximumPictureBytes,
                let data = FileManager.default.contents(atPath: file)
            else { continue }
            return [UInt8](data)
        }
        return nil
    }

    /// Whether a path names a single picture.
    static func isPicture(_ path: String) -> Bool {
        endings.contains(URL(filePath: path).pathExtension.lowercased())
    }

    private func files() throws(Failure) -> [String] {
        if Self.isPicture(path) {
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw .unreadable("\(path) cannot be read")
            }
            return [path]
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw .unreadable("the folder \(path) cannot be read")
        }
        return names.filter(Self.isPicture)
            .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
            .map { "\(path)/\($0)" }
    }

    private static func state(of file: String) -> Seen? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
            let size = attributes[.size] as? Int,
            let modified = attributes[.modificationDate] as? Date
        else { return nil }
        return Seen(size: size, modified: modified)
    }
}
