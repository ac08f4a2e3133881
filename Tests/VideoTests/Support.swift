// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import LiveAPI
import LiveEngine
import Synchronization
import Testing

/// Pictures of 64x48: red, blue beside it, the lower half green.
enum Fixture {
    static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../PicturesTests/Fixtures/\(name)").standardized.path
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path(name))))
    }
}

/// A session that writes down what it is handed.
final class RecordingSession: Sendable {
    private let commands = Mutex<[SessionCommand]>([])

    @Sendable func submit(_ command: SessionCommand) -> Bool {
        commands.withLock { $0.append(command) }
        return true
    }

    var pictures: [Blob] {
        commands.withLock { commands in
            commands.compactMap { if case .sendVideo(let picture) = $0 { picture } else { nil } }
        }
    }

    /// The states of the source, and a `picture` for each that was sent, in order.
    var dialogue: [String] {
        commands.withLock { commands in
            commands.compactMap { command in
                switch command {
                case .sendVideo: "picture"
                case .reportVideo(.source(_, let status)):
                    status.reason.map { "\(status.name): \($0)" } ?? status.name
                default: "\(command)"
                }
            }
        }
    }
}

/// A directory that is removed with its last reference.
final class ScratchDirectory: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "video-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.resolvingSymlinksInPath().path(percentEncoded: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: file(name)))
    }

    func contents(of name: String) -> String {
        (try? String(contentsOfFile: file(name), encoding: .utf8)) ?? ""
    }
}

/// Waits for something another task or process does.
func eventually(_ condition: () -> Bool) async {
    for _ in 0..<20_000 where !condition() {
        try? await Task.sleep(for: .milliseconds(1))
    }
    #expect(condition())
}

/// Whether a process runs; one that is dead and not yet reaped does not.
func isAlive(_ process: pid_t) -> Bool {
    guard kill(process, 0) == 0 else { return false }
    let status = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    let state = status.split(separator: ") ").last?.first
    return state != nil && state != "Z" && state != "X"
}
