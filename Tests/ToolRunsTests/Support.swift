// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Testing

/// Waits for something another process does, which cannot be awaited in any other way.
func eventually(_ condition: () -> Bool) async {
    for _ in 0..<10_000 where !condition() {
        try? await Task.sleep(for: .milliseconds(1))
    }
    #expect(condition())
}

/// A directory that is removed with its last reference.
final class ScratchDirectory: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "tools-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.resolvingSymlinksInPath().path(percentEncoded: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    func contents(of name: String) -> String {
        (try? String(contentsOfFile: file(name), encoding: .utf8)) ?? ""
    }

    /// The process numbers a command has written, once it has written `count` of them.
    func processes(in name: String, count: Int) async -> [pid_t] {
        await eventually {
            contents(of: name).split(whereSeparator: \.isWhitespace).count >= count
        }
        return contents(of: name).split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
    }
}

/// Whether a process runs; one that is dead and not yet reaped does not.
func isAlive(_ process: pid_t) -> Bool {
    guard kill(process, 0) == 0 else { return false }
    let status = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    let state = status.split(separator: ") ").last?.first
    return state != nil && state != "Z" && state != "X"
}
