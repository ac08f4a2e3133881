// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import TestSupport
import Testing
import Voice

/// A console on a terminal in memory: tests type keys and play events, then look at the screen.
@MainActor
final class Stage {
    private(set) var state: ConsoleState
    private(set) var effects: [ConsoleEffect] = []
    /// The session events so far.
    private(set) var played: [SessionEvent] = []
    private let terminal: MemoryTerminal
    private var sessionClock: Duration = .zero

    init(
        _ size: Size = Size(width: 80, height: 24),
        profile: SessionProfile = .embedded,
        glyphs: GlyphSet = .unicode,
        depth: ColorDepth = .trueColor,
        preset: LayoutPreset = .debug,
        hasSound: Bool = false,
        limits: ConsoleConfiguration.Limits = .init(),
        replay: ReplayStatus? = nil
    ) {
        terminal = MemoryTerminal(size: size, colorDepth: depth, glyphs: glyphs)
        state = ConsoleState(
            configuration: ConsoleConfiguration(
                profile: profile,
                glyphs: glyphs,
                preset: preset,
                hasSound: hasSound,
                timeOfDayAtStart: .seconds(14 * 3600 + 2 * 60),
                limits: limits,
                replay: replay
            ),
            size: size
        )
    }

    /// Presses chords separated by blanks, such as "Esc 3 Ctrl-L".
    @discardableResult
    func press(_ chords: String, sourceLocation: SourceLocation = #_sourceLocation) -> Stage {
        #expect(terminal.press(chords) == [], "not a chord", sourceLocation: sourceLocation)
        return poll()
    }

    /// Types text a key at a time.
    @discardableResult
    func type(_ text: String) -> Stage {
        terminal.type(text)
        return poll()
    }

    /// Plays session events, a tenth of a second apart.
    @discardableResult
    func play(_ kinds: SessionEvent.Kind...) -> Stage {
        for kind in kinds {
            sessionClock += .milliseconds(100)
            let event = SessionEvent(offset: sessionClock, kind: kind)
            played.append(event)
            send(.session(event))
        }
        return self
    }

    @discardableResult
    func send(_ events: ConsoleEvent...) -> Stage {
        for event in events { effects += state.apply(event) }
        return self
    }

    /// Lets time pass for the session and the console.
    @discardableResult
    func wait(_ duration: Duration) -> Stage {
        sessionClock = max(sessionClock, state.now) + duration
        return send(.tick(now: sessionClock))
    }

    func resize(_ size: Size) {
        terminal.resize(to: size)
        poll()
    }

    @discardableResult
    private func poll() -> Stage {
        for input in terminal.pollInput() { send(.input(input)) }
        return self
    }

    /// Draws and returns the rows, without blanks at their ends.
    var rows: [String] {
        draw()
        return terminal.rows
    }

    var screen: String { rows.joined(separator: "\n") }

    var cursor: Point? {
        draw()
        return terminal.cursor
    }

    /// The cells of the screen.
    var cells: CellBuffer {
        draw()
        return terminal.screen
    }

    /// The session's time.
    var clock: Duration { max(sessionClock, state.now) }

    /// The screen with its styles, for a golden.
    func dump() -> String {
        draw()
        return terminal.dump()
    }

    /// Forgets the effects so far and returns them.
    func takeEffects() -> [ConsoleEffect] {
        defer { effects = [] }
        return effects
    }

    private func draw() {
        var buffer = CellBuffer(size: terminal.size)
        let theme = state.theme.resolved(for: terminal.colorDepth)
        let cursor = ConsoleScreen.draw(state, theme: theme, glyphs: terminal.glyphs, into: &buffer)
        terminal.present(buffer, cursor: cursor)
    }
}

extension SessionProfile {
    static let embedded = SessionProfile(
        route: SessionProfile.embeddedRoute,
        model: "gemini-2.0-flash-live-001",
        terms: SessionTerms(
            contextTokens: 32_768,
            sessionLife: .seconds(900),
            sessionLifeWithVideo: .seconds(120),
            connectionLife: .seconds(600),
            tariff: .free
        )
    )
}

extension SessionEvent.Kind {
    static func said(_ text: String, turn: Int = 1) -> Self {
        .userText(text, turn: turn, delivery: .sent)
    }

    static func model(_ text: String, turn: Int = 1) -> Self {
        .modelText(text, turn: turn, isThought: false)
    }

    static func up(_ number: Int, _ message: LiveClientMessage) -> Self {
        .frame(
            WireFrame(
                number: number,
                direction: .clientToServer,
                opcode: .text,
                payload: MessageCodec().encode(message),
                meaning: .client(message)
            )
        )
    }

    static func down(_ number: Int, _ message: LiveServerMessage) -> Self {
        .frame(
            WireFrame(
                number: number,
                direction: .serverToClient,
                opcode: .text,
                payload: MessageCodec().encode(message),
                meaning: .server(message)
            )
        )
    }
}
