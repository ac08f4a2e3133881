// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import EmbeddedServer
import LiveAPI
import TestSupport
import Testing

@Suite struct TurnCoverageTests {
    private let picture = #"{"realtimeInput":{"video":{"mimeType":"image/jpeg","data":"AAAA"}}}"#

    /// A second of pictures and hiss, then speech with a picture in it.
    private func turn(_ coverage: String, model: String = "m") throws -> Turn {
        let setup =
            #"{"setup":{"model":"\#(model)","realtimeInputConfig":{"turnCoverage":"\#(coverage)","#
            + #""automaticActivityDetection":{"silenceDurationMs":200}}}}"#
        var play = Playbook()
        #expect(play.client(setup) == ["cancel setup", "setupComplete"])
        _ = play.client(picture)
        _ = play.hear(SyntheticSpeech.utterance(0, before: 0.3, after: 0))
        _ = play.client(picture)
        _ = play.hear(SyntheticSpeech.utterance(0.3, before: 0.2, after: 0))
        _ = play.client(picture)
        _ = play.hear(SyntheticSpeech.utterance(0, before: 0.4, after: 0))
        _ = play.words(.words("look"))
        return try #require(play.requests.first?.turns.last)
    }

    private func seconds(_ turn: Turn) -> Double { turn.media.audioDuration / .seconds(1) }

    @Test func onlyActivityLeavesOutWhatWasBefore() throws {
        let turn = try turn("TURN_INCLUDES_ONLY_ACTIVITY")
        #expect((0.2...0.45).contains(seconds(turn)))
        #expect(turn.media.pictures.count == 2, "the one in view, and the one that came meanwhile")
    }

    @Test func allVideoKeepsThePicturesButNotTheSilence() throws {
        let turn = try turn("TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO")
        #expect((0.2...0.45).contains(seconds(turn)))
        #expect(turn.media.pictures.count == 3)
    }

    @Test func allInputKeepsTheSilenceToo() throws {
        let turn = try turn("TURN_INCLUDES_ALL_INPUT")
        #expect((0.9...1.2).contains(seconds(turn)))
        #expect(turn.media.pictures.count == 3)
        #expect(
            (0.2...0.45).contains(turn.speech.map { $0.sound.audioDuration / .seconds(1) } ?? 0)
        )
    }

    @Test(arguments: [
        ("models/gemini-2.5-flash-native-audio-latest", 2), ("models/gemini-3.8-live", 3),
    ])
    func theModelDecidesWhatIsUnspecified(model: String, pictures: Int) throws {
        let turn = try turn("TURN_COVERAGE_UNSPECIFIED", model: model)
        #expect(turn.media.pictures.count == pictures)
    }

    @Test func setupDecidesHowSpeechIsFound() throws {
        func activity(_ fields: String) throws -> ActivityTracker.Parameters {
            var play = try Playbook.ready(
                #"{"realtimeInputConfig":{"automaticActivityDetection":{\#(fields)}}}"#
            )
            _ = play.text("Hi")
            return play.requests[0].settings.activity
        }
        let standard = try activity("")
        #expect(standard.startSensitivity == .high && standard.endSensitivity == .high)
        #expect(standard.prefixPaddingMs == 60 && standard.silenceDurationMs == 800)
        let low = try activity(
            #""startOfSpeechSensitivity":"START_SENSITIVITY_LOW","#
                + #""endOfSpeechSensitivity":"END_SENSITIVITY_LOW","#
                + #""prefixPaddingMs":20,"silenceDurationMs":100"#
        )
        #expect(low.startSensitivity == .low && low.endSensitivity == .low)
        #expect(low.prefixPaddingMs == 20 && low.silenceDurationMs == 100)
    }
}
