// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Recording
import Testing

@Suite struct ReplayDeckTests {
    private let bundle: TestBundle
    private var deck: ReplayDeck

    /// Three turns, at 1, 11 and 21 seconds, with a frame at the turn and one a second after it.
    init() throws {
        bundle = try TestBundle()
        var events = [SessionEvent(offset: .zero, kind: .phase(.ready))]
        for turn in 1...3 {
            let time = Duration.seconds(10 * turn - 9)
            events.append(
                SessionEvent(
                    offset: time,
                    kind: .userText("\(turn)", turn: turn, delivery: .sent)
                )
            )
            for (index, delay) in [Duration.zero, .seconds(1)].enumerated() {
                events.append(
                    SessionEvent(offset: time + delay, kind: .down(2 * turn - 1 + index, "{}"))
                )
            }
        }
        try bundle.write(events)
        let reader = try BundleReader(path: bundle.path)
        deck = ReplayDeck(reader, duration: reader.duration)
    }

    /// Everything that is due, in short: `t1` for a turn's text, `f1` for a frame, `-` for a rewind.
    private mutating func due() throws -> String {
        var words: [String] = []
        while let step = try deck.next() {
            switch step {
            case .rewound: words.append("-")
            case .record(let record):
                guard case .event(let event) = record.content else { continue }
                switch event.kind {
                case .userText(let text, _, _): words.append("t\(text)")
                case .frame(let frame): words.append("f\(frame.number)")
                default: break
                }
            }
        }
        return words.joined(separator: " ")
    }

    @Test mutating func recordsComeWhenTheirTimeHasCome() throws {
        #expect(try due() == "")
        deck.advance(by: .seconds(1))
        #expect(try due() == "t1 f1")
        deck.advance(by: .milliseconds(999))
        #expect(try due() == "")
        deck.advance(by: .milliseconds(1))
        #expect(try due() == "f2")
        #expect(deck.position == .seconds(2))
    }

    @Test mutating func atFourfoldSpeedTimePassesFourfold() throws {
        deck.changeSpeed(1)
        deck.changeSpeed(1)
        #expect(deck.speed == 4)
        deck.advance(by: .milliseconds(500))
        #expect(try due() == "t1 f1 f2")
        for _ in 0..<20 { deck.changeSpeed(1) }
        #expect(deck.speed == 32)
        for _ in 0..<20 { deck.changeSpeed(-1) }
        #expect(deck.speed == 0.25)
    }

    @Test mutating func pausedItStandsStill() throws {
        deck.togglePause()
        deck.advance(by: .seconds(100))
        #expect(try due() == "")
        deck.togglePause()
        deck.advance(by: .seconds(1))
        #expect(try due() == "t1 f1")
    }

    @Test mutating func atTheEndItStopsAndBeginsAgain() throws {
        deck.advance(by: .seconds(100))
        #expect(try due() == "t1 f1 f2 t2 f3 f4 t3 f5 f6")
        #expect(deck.isPaused)
        #expect(deck.position == .seconds(22))
        deck.togglePause()
        #expect(!deck.isPaused)
        #expect(try due() == "-")
        deck.advance(by: .seconds(1))
        #expect(try due() == "t1 f1")
    }

    @Test mutating func goingBackIsGoingOnFromTheBeginning() throws {
        deck.advance(by: .seconds(13))
        #expect(try due() == "t1 f1 f2 t2 f3 f4")
        deck.seek(to: .milliseconds(1500))
        #expect(deck.isSeeking)
        #expect(try due() == "- t1 f1")
        #expect(deck.position == .milliseconds(1500))
        #expect(!deck.isSeeking)
        deck.seek(to: .seconds(12))
        #expect(try due() == "f2 t2 f3 f4")
    }

    @Test mutating func placesBeyondTheEndsAreTheEnds() throws {
        deck.seek(to: .seconds(1000))
        #expect(try due() == "t1 f1 f2 t2 f3 f4 t3 f5 f6")
        #expect(deck.position == .seconds(22))
        deck.seek(to: .seconds(-5))
        #expect(try due() == "-")
        #expect(deck.position == .zero)
    }

    @Test mutating func turnsAreGoneToByTheirBeginning() throws {
        deck.seek(turns: 1)
        #expect(try due() == "t1 f1")
        deck.seek(turns: 1)
        #expect(try due() == "f2 t2 f3")
        #expect(deck.position == .seconds(11))
        // Just begun: the way back is to the turn before.
        deck.seek(turns: -1)
        #expect(try due() == "- t1 f1")
        // Some way in: it is to this turn's own beginning.
        deck.seek(to: .seconds(15))
        _ = try due()
        deck.seek(turns: -1)
        #expect(try due() == "- t1 f1 f2 t2 f3")
        // Beyond the last there is only the end.
        for _ in 0..<2 {
            deck.seek(turns: 1)
            _ = try due()
        }
        #expect(deck.position == .seconds(22))
    }

    @Test mutating func framesAreSteppedThroughStandingStill() throws {
        deck.seek(frames: 1)
        #expect(try due() == "t1 f1")
        #expect(deck.isPaused)
        deck.seek(frames: 1)
        #expect(try due() == "f2")
        #expect(deck.position == .seconds(2))
        deck.seek(frames: -1)
        #expect(try due() == "- t1 f1")
        deck.seek(frames: -1)
        #expect(try due() == "-")
        #expect(deck.position == .zero)
        deck.advance(by: .seconds(5))
        #expect(try due() == "")
    }

    @Test mutating func aBundleCutShortHasALengthAllTheSame() throws {
        try bundle.replace(
            "meta.json",
            with: bundle.text("meta.json").replacing(
                #""summary""#,
                with: #""nothing""#
            ).utf8
        )
        #expect(try BundleReader(path: bundle.path).duration == .seconds(22))
    }

    @Test mutating func aBundleThatIsWrongSomewhereIsPlayedUntilThere() throws {
        let lines = try bundle.text("frames.jsonl")
        try bundle.replace("frames.jsonl", with: lines.replacing(#""number":4"#, with: "").utf8)
        deck = ReplayDeck(try BundleReader(path: bundle.path), duration: .seconds(22))
        deck.advance(by: .seconds(11))
        #expect(throws: BundleError.self) { try due() }
        #expect(deck.frameCount == 3)
    }

    @Test mutating func framesOfOneMomentAreSteppedThroughOneByOne() throws {
        let bundle = try TestBundle()
        try bundle.write(
            (1...3).map { SessionEvent(offset: .seconds(1), kind: .down($0, "{}")) }
        )
        let reader = try BundleReader(path: bundle.path)
        deck = ReplayDeck(reader, duration: reader.duration)
        for frame in 1...3 {
            deck.seek(frames: 1)
            #expect(try due() == "f\(frame)")
        }
        deck.seek(frames: -1)
        #expect(try due() == "- f1 f2")
    }
}
