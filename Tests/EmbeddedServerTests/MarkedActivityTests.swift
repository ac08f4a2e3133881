// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

/// Clients that mark their activity themselves.
@Suite struct MarkedActivityTests {
    private static let start = #"{"realtimeInput":{"activityStart":{}}}"#
    private static let end = #"{"realtimeInput":{"activityEnd":{}}}"#
    private let second = [UInt8](repeating: 1, count: 32_000)

    private func ready(_ extra: String = "") throws -> Playbook {
        try Playbook.ready(
            #"{"realtimeInputConfig":{"automaticActivityDetection":{"disabled":true}\#(extra)}}"#
        )
    }

    /// The seconds of sound in the turn that one second outside and one inside the marks give.
    private func seconds(_ extra: String) throws -> Double {
        var play = try ready(extra)
        #expect(play.audio(second) == [])
        _ = play.client(Self.start)
        _ = play.audio(second)
        _ = play.client(Self.end)
        _ = play.words(.words("hello"))
        let turn = try #require(play.requests.first?.turns.last)
        return turn.media.audioDuration / .seconds(1)
    }

    @Test func soundOutsideTheMarksIsDiscarded() throws {
        #expect(try seconds("") == 1)
    }

    @Test func soundOutsideTheMarksIsKeptWithAllInput() throws {
        #expect(try seconds(#","turnCoverage":"TURN_INCLUDES_ALL_INPUT""#) == 2)
    }

    @Test func secondStartAndEndWithoutStartAreIgnored() throws {
        var play = try ready()
        #expect(play.client(Self.end) == [])
        #expect(play.client(Self.start) == [])
        _ = play.audio(second)
        #expect(play.client(Self.start) == [])
        #expect(play.client(Self.end).first == "words 1?")
        #expect(play.client(Self.end) == [])
    }

    @Test func endOfTheStreamMeansNothing() throws {
        var play = try ready()
        _ = play.client(Self.start)
        _ = play.audio(second)
        #expect(play.client(#"{"realtimeInput":{"audioStreamEnd":true}}"#) == [])
        #expect(play.client(Self.end).first == "words 1?")
    }

    @Test func startInterruptsUnlessItMayNot() throws {
        var play = try ready()
        _ = play.text("Hi")
        _ = play.reply(.text("Well"))
        #expect(play.client(Self.start).contains("interrupted"))
        var quiet = try ready(#","activityHandling":"NO_INTERRUPTION""#)
        _ = quiet.text("Hi")
        _ = quiet.reply(.text("Well"))
        #expect(quiet.client(Self.start) == [])
    }
}
