// SPDX-License-Identifier: Apache-2.0

import Console
import Foundation
import LiveEngine
import Testing

@testable import LiveConsole

@MainActor
@Suite struct ClipboardTests {
    private let folder: String
    private let paths: StandardPaths

    init() {
        folder = NSTemporaryDirectory() + "clipboard-\(UUID().uuidString)"
        paths = StandardPaths(environment: ["HOME": folder, "XDG_STATE_HOME": folder])
    }

    private func clipboard(_ environment: [String: String]) -> Clipboard {
        Clipboard(
            redactor: Redactor(secrets: ["very-secret-key"]),
            paths: paths,
            environment: environment
        )
    }

    @Test(
        arguments: [
            (["TERM": "xterm-256color"], 10, [ClipboardRoute.terminal, .file]),
            (["TERM": "xterm-256color"], 74_995, [.file]),
            (["TERM": "linux"], 10, [.file]),
            ([:], 10, [.file]),
            (
                ["TERM": "xterm-256color", "VTE_VERSION": "7600", "WAYLAND_DISPLAY": "wayland-0"],
                10,
                [.program(["wl-copy"]), .file]
            ),
            (
                ["TERM": "tmux-256color", "TMUX": "/tmp/tmux"], 10,
                [.program(["tmux", "load-buffer", "-w", "-"]), .terminal, .file]
            ),
            (["TERM": "screen", "STY": "1.pts"], 10, [.file]),
            (
                ["TERM": "xterm", "DISPLAY": ":0"], 10,
                [.terminal, .program(["xclip", "-selection", "clipboard", "-in"]), .file]
            ),
        ] as [([String: String], Int, [ClipboardRoute])]
    )
    func waysAreTriedInOrder(environment: [String: String], bytes: Int, routes: [ClipboardRoute]) {
        #expect(ClipboardRoute.routes(environment: environment, bytes: bytes) == routes)
    }

    @Test func terminalIsHandedBase64WithoutSecrets() async {
        var sent: [String] = []
        let copy = CopyText(what: "frame 3", text: "?key=abc123 very-secret-key Bergen")
        let notice = await clipboard(["TERM": "xterm"]).place(copy) {
            sent.append($0)
            return true
        }
        let text = sent.first.flatMap { Data(base64Encoded: $0) }.map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(text == "?key=… … Bergen")
        #expect(notice == Notice(.info, "copied frame 3, 15 characters: to the terminal (OSC 52)"))
    }

    @Test func fileIsTheLastWayAndForItsOwnerOnly() async throws {
        let copy = CopyText(what: "the log", text: "authorization: Bearer abc\nand more")
        let notice = await clipboard(["TERM": "linux"]).place(copy) { _ in false }
        let file = folder + "/live-console/clipboard.txt"
        #expect(notice.text.hasSuffix("to \(file)"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "authorization: …\nand more")
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func programIsHandedTheTextOnStandardInput() async throws {
        let bin = folder + "/bin"
        try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
        let program = "#!/bin/sh\ncat > \(folder)/pasted\n"
        let isWritten = FileManager.default.createFile(
            atPath: bin + "/wl-copy",
            contents: Data(program.utf8),
            attributes: [.posixPermissions: 0o755]
        )
        #expect(isWritten)
        let environment = [
            "TERM": "linux", "WAYLAND_DISPLAY": "w", "PATH": "\(bin):/usr/bin:/bin",
        ]
        let copy = CopyText(what: "turn 1", text: "You: hello\n")
        let notice = await clipboard(environment).place(copy) { _ in false }
        #expect(notice == Notice(.info, "copied turn 1, 11 characters: to wl-copy"))
        #expect(try String(contentsOfFile: folder + "/pasted", encoding: .utf8) == "You: hello\n")
        #expect(!FileManager.default.fileExists(atPath: folder + "/live-console/clipboard.txt"))
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func programThatFailsIsNotTheWay() async throws {
        let environment = ["TERM": "linux", "DISPLAY": ":9", "PATH": "/nonexistent"]
        let notice = await clipboard(environment).place(CopyText(what: "x", text: "x")) { _ in false
        }
        #expect(notice.text.hasSuffix("clipboard.txt"))
        try FileManager.default.removeItem(atPath: folder)
    }
}
