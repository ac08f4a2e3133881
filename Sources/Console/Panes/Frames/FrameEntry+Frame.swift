// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TerminalUI

extension FrameEntry {
    /// Function calls and oddities of one frame that are kept.
    private static let maximumFindings = 8
    /// Characters of an id or an oddity that are kept.
    private static let maximumText = 200

    /// Takes from a frame what is to be kept of it; pictures count at a rate, where one is known.
    init(
        _ frame: WireFrame,
        position: Int,
        time: Duration,
        offset: Duration,
        rate: VideoRate?,
        glyphs: GlyphSet
    ) {
        number = frame.number
        self.offset = offset
        self.time = time
        direction = frame.direction
        opcode = frame.opcode
        turn = 0
        self.position = position
        summary = FrameSummary(frame, glyphs: glyphs)
        size = frame.payload.count
        payload =
            summary.carriesMedia
            ? FramePayload(shortening: frame.payload) : FramePayload(whole: frame.payload)
        sound = frame.meaning.sound
        pictures = summary.carriesMedia ? frame.meaning.pictures(at: rate) : []
        oddities = frame.meaning.oddities.prefix(Self.maximumFindings).map { text in
            let start = String(text.prefix(Self.maximumText))
            return TerminalText.sanitized(start, glyphs: glyphs, newlines: .marked)
        }
        isInjected = frame.isInjected
        callIDs = frame.meaning.callIDs.prefix(Self.maximumFindings).map {
            String($0.prefix(Self.maximumText))
        }
    }
}

extension WireFrame.Meaning {
    fileprivate var blobs: [Blob] {
        switch self {
        case .client(let message):
            let input = message.realtimeInput
            return [input?.audio].compactMap(\.self) + (input?.mediaChunks ?? [])
                + (message.clientContent?.turns.flatMap { $0.parts.compactMap(\.inlineData) } ?? [])
        case .server(let message):
            return message.serverContent?.modelTurn?.parts.compactMap(\.inlineData) ?? []
        case .close, .undecodable:
            return []
        }
    }

    fileprivate var sound: [FrameSound] {
        var pieces: [FrameSound] = []
        for blob in blobs where pieces.count < FrameSound.maximumPieces {
            if let piece = FrameSound(blob) { pieces.append(piece) }
        }
        return pieces
    }

    fileprivate var oddities: [String] {
        switch self {
        case .client(let message): Self.oddities(message.unknown, message.issues)
        case .server(let message): Self.oddities(message.unknown, message.issues)
        case .close, .undecodable: []
        }
    }

    private static func oddities(_ unknown: [UnknownField], _ issues: [DecodingIssue]) -> [String] {
        unknown.map { "unknown field \($0.path)" } + issues.map(\.description)
    }

    fileprivate var callIDs: [String] {
        switch self {
        case .client(let message):
            message.toolResponse?.functionResponses.map(\.id) ?? []
        case .server(let message):
            (message.toolCall?.functionCalls.map(\.id) ?? [])
                + (message.toolCallCancellation?.ids ?? [])
        case .close, .undecodable:
            []
        }
    }
}
