// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import LiveEngine
package import TerminalUI

/// What a frame is and says, in the words of one row.
package struct FrameSummary: Sendable, Equatable {
    /// The message types with their inner parts: `serverContent·turnComplete+usageMetadata`.
    package var type: String
    /// What is worth knowing of the content.
    package var note: String
    /// The role the type is drawn in.
    package var role: ThemeRole
    /// Whether the frame carries sound or pictures.
    package var carriesMedia = false
    /// Whether it carries the microphone's sound and nothing else, as dozens a second do.
    package var isMicrophoneSound = false

    /// Notes keep at most this many characters.
    static let maximumNote = 160

    package init(_ frame: WireFrame, glyphs: GlyphSet) {
        let isOutgoing = frame.direction == .clientToServer
        var notes: [String] = []
        switch frame.meaning {
        case .client(let message):
            type = Self.joined(message.kinds)
            role = message.role ?? (isOutgoing ? .frameClientToServer : .frameServerToClient)
            notes = message.notes
            carriesMedia = message.carriesMedia
            isMicrophoneSound = message.isMicrophoneSound
        case .server(let message):
            let inner = message.serverContent?.presentParts ?? []
            let kinds = message.kinds.map { kind in
                kind == "serverContent" && !inner.isEmpty
                    ? "serverContent\(glyphs.table.dot)\(inner.joined(separator: ","))" : kind
            }
            type = Self.joined(kinds)
            role = message.role ?? (isOutgoing ? .frameClientToServer : .frameServerToClient)
            notes = message.notes
            carriesMedia = message.carriesMedia
        case .close(let code, let reason):
            type = "close"
            role = .frameClose
            notes = ["\(code) \(reason.isEmpty ? CloseCodeText.meaning(of: code) : reason)"]
        case .undecodable(let reason):
            type = "undecodable"
            role = .error
            notes = [reason]
        }
        type = TerminalText.sanitized(type, glyphs: glyphs, newlines: .marked)
        let text = notes.filter { !$0.isEmpty }.joined(separator: ", ")
        note = TerminalText.sanitized(
            String(text.prefix(Self.maximumNote)),
            glyphs: glyphs,
            newlines: .marked
        )
    }

    private static func joined(_ kinds: [String]) -> String {
        kinds.isEmpty ? "{}" : kinds.prefix(6).joined(separator: "+")
    }
}
