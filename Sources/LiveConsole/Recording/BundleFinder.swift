// SPDX-License-Identifier: Apache-2.0

import Foundation
import Recording

/// Finds the bundle that a person means.
enum BundleFinder {
    /// The bundle itself, or the newest in a folder of bundles.
    ///
    /// - Parameters:
    ///   - path: What the person named; nil is the folder of recordings.
    ///   - paths: Where recordings go unless the user says otherwise.
    /// - Returns: A reader at the bundle's beginning.
    /// - Throws: `CommandFailure` with code 2 saying what is not as it should be.
    static func open(_ path: String?, paths: StandardPaths) throws(CommandFailure) -> BundleReader {
        let path = path ?? paths.sessions
        do throws(BundleError) {
            return try BundleReader(path: newest(in: path) ?? path)
        } catch {
            throw CommandFailure(.badUsage, "\(error).")
        }
    }

    /// Nil when the folder is a bundle, or holds none.
    private static func newest(in folder: String) -> String? {
        guard !folder.hasSuffix(BundleLayout.folderSuffix) else { return nil }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let bundles = names.filter { $0.hasSuffix(BundleLayout.folderSuffix) }
        let dated = bundles.map { name -> (path: String, date: Date) in
            let path = folder + "/" + name
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return (path, attributes?[.modificationDate] as? Date ?? .distantPast)
        }
        return dated.max { ($0.date, $0.path) < ($1.date, $1.path) }?.path
    }
}
