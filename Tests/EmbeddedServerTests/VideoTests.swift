// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import EmbeddedServer
import LiveAPI
import Pictures
import Testing

/// Pictures of a camera or a screen, and those in client content.
@Suite struct VideoTests {
    private func ready(_ resolution: String = "", model: String = "m") throws -> Playbook {
        let field = resolution.isEmpty ? "" : #","mediaResolution":"\#(resolution)""#
        var play = Playbook()
        _ = play.client(
            #"{"setup":{"model":"\#(model)","generationConfig":{"responseModalities":["TEXT"]\#(field)}}}"#
        )
        return play
    }

    private func show(_ blob: Blob, _ play: inout Playbook) {
        let message = LiveClientMessage(realtimeInput: RealtimeInput(video: blob))
        #expect(play.handle(.message(message)) == [])
        play.now += .seconds(1)
    }

    /// What the built-in script says to the last request.
    private func answer(_ play: Playbook) throws -> String {
        let request = try #require(play.requests.last)
        let parts = ScriptResponder(script: try .builtIn()).reply(to: request)
        return parts.map { if case .text(let text) = $0 { text } else { "" } }.joined()
    }

    @Test func framesAreCountedAtAFixedRateWhateverTheirSize() throws {
        var play = try ready()
        show(Pictures.jpeg(1_920, 1_080), &play)
        show(Pictures.jpeg(320, 240), &play)
        _ = play.client(#"{"realtimeInput":{"text":"1234"}}"#)
        _ = play.reply(.finished)
        #expect(
            play.usages.last?.promptTokensDetails
                == [
                    .init(modality: .text, tokenCount: 1), .init(modality: .video, tokenCount: 516),
                ]
        )
    }

    @Test(arguments: [
        ("MEDIA_RESOLUTION_LOW", 66), ("MEDIA_RESOLUTION_MEDIUM", 258),
        ("MEDIA_RESOLUTION_HIGH", 258), ("MEDIA_RESOLUTION_UNSPECIFIED", 258),
    ])
    func resolutionDecidesTheRate(resolution: String, tokens: Int) throws {
        var play = try ready(resolution)
        show(Pictures.png(768, 768), &play)
        _ = play.client(#"{"realtimeInput":{"text":"Look"}}"#)
        #expect(play.requests.last?.turns.last?.tokens.video == tokens)
    }

    @Test(arguments: [
        (384, 384, 258), (385, 100, 258), (768, 768, 258), (769, 768, 516), (1_920, 1_080, 1_548),
        (100_000, 100_000, 4_128),
    ])
    func imageOfClientContentIsCountedByTiles(width: Int, height: Int, tokens: Int) {
        let part = Part(inlineData: Pictures.png(width, height))
        let content = Content(role: "user", parts: [part])
        #expect(Turn(content, frameTokens: 258).tokens == TokenCounts(image: tokens))
        #expect(Turn(content, frameTokens: 66).tokens == TokenCounts(image: 66))
    }

    /// Who types is shown the same as who speaks.
    @Test func framesCountInTurnsOfClientContent() throws {
        var play = try ready(model: "gemini-3.8-live")
        func ask() {
            let turn = Content(role: "user", parts: [Part(text: "Look")])
            let content = ClientContent(turns: [turn], turnComplete: true)
            _ = play.handle(.message(LiveClientMessage(clientContent: content)))
        }
        for _ in 1...3 { show(Pictures.png(768, 768), &play) }
        ask()
        let tokens = TokenCounts(text: 1, video: 3 * 258)
        #expect(play.requests.last?.turns.last?.tokens == tokens)
        ask()
        #expect(play.requests.last?.turns.last?.tokens == TokenCounts(text: 1))
    }

    @Test func bothFieldsBringFrames() throws {
        var play = try ready()
        show(Pictures.jpeg(640, 480), &play)
        let chunk = LiveClientMessage(
            realtimeInput: RealtimeInput(mediaChunks: [Pictures.jpeg(640, 480)])
        )
        _ = play.handle(.message(chunk))
        _ = play.client(#"{"realtimeInput":{"text":"What do you see?"}}"#)
        #expect(
            try answer(play)
                == "I received 2 JPEG pictures, the last one 640x480, 1 a second, and no sound."
        )
    }

    @Test func pictureIsDescribedByItsHeader() throws {
        var play = try ready()
        show(Pictures.png(800, 600), &play)
        _ = play.client(#"{"realtimeInput":{"text":"What do you see?"}}"#)
        #expect(try answer(play) == "I received one 800x600 PNG picture, and no sound.")
    }

    @Test func headerCountsMoreThanTheDeclaredType() throws {
        var play = try ready()
        show(Blob(mimeType: "image/jpeg", data: Pictures.png(8, 8).data), &play)
        show(Blob(mimeType: "image/jpeg", data: [0xFF, 0xD8, 0xFF]), &play)
        _ = play.client(#"{"realtimeInput":{"text":"What do you see?"}}"#)
        #expect(
            try answer(play)
                == "I received 2 PNG pictures, the last one 8x8, 1 a second, and no sound."
        )
    }

    @Test(arguments: [
        (500, "2 a second"), (400, "2.5 a second"), (1_000, "1 a second"),
        (4_000, "one every 4 seconds"), (1_500, "one every 1.5 seconds"),
    ])
    func rateIsMeasured(milliseconds: Int, pace: String) throws {
        var play = try ready()
        for _ in 0..<5 {
            show(Pictures.jpeg(64, 64), &play)
            play.now += .milliseconds(milliseconds) - .seconds(1)
        }
        _ = play.client(#"{"realtimeInput":{"text":"What do you see?"}}"#)
        #expect(try answer(play).contains("the last one 64x64, \(pace),"))
    }

    @Test func paceOfAMomentIsNotTold() throws {
        var play = try ready()
        show(Pictures.jpeg(64, 48), &play)
        play.now -= .milliseconds(999)
        show(Pictures.png(64, 48), &play)
        _ = play.client(#"{"realtimeInput":{"text":"What do you see?"}}"#)
        #expect(
            try answer(play)
                == "I received 2 JPEG and PNG pictures, the last one 64x48, and no sound."
        )
    }

    @Test func askedInContentTheWholeSessionIsDescribed() throws {
        var play = try ready()
        show(Pictures.jpeg(640, 480), &play)
        _ = play.client(#"{"realtimeInput":{"text":"Remember that it is red"}}"#)
        _ = play.reply(.finished)
        _ = play.text("What do you see?")
        #expect(try answer(play) == "I received one 640x480 JPEG picture, and no sound.")
    }

    @Test func marksDecideWhichFramesAPictureTurnHas() throws {
        var play = Playbook()
        _ = play.client(
            #"{"setup":{"model":"m","realtimeInputConfig":{"turnCoverage":"TURN_INCLUDES_ONLY_ACTIVITY","#
                + #""automaticActivityDetection":{"disabled":true}}}}"#
        )
        for size in [100, 200] { show(Pictures.png(size, size), &play) }
        _ = play.client(#"{"realtimeInput":{"activityStart":{}}}"#)
        show(Pictures.png(300, 300), &play)
        _ = play.client(#"{"realtimeInput":{"text":"What do you see?","activityEnd":{}}}"#)
        #expect(play.requests.last?.turns.last?.tokens.video == 516)
        #expect(try answer(play).contains("2 PNG pictures, the last one 300x300"))
    }

    @Test func othersThanPicturesAreRefused() throws {
        var play = try ready()
        let lines = play.client(
            #"{"realtimeInput":{"video":{"mimeType":"application/pdf","data":"AAAA"}}}"#
        )
        #expect(lines.last?.hasPrefix("close 1007 Request contains an invalid argument.") == true)
    }

    @Test func streamIsNotMeasuredAcrossConnections() throws {
        var pictures = ReceivedPictures()
        pictures.add(Pictures.jpeg(8, 8), at: .seconds(100))
        var more = ReceivedPictures()
        more.add(Pictures.jpeg(8, 8), at: .seconds(1))
        more.add(Pictures.png(9, 9), at: .seconds(3))
        pictures += more
        #expect(pictures.count == 3)
        #expect(pictures.rate == 0.5)
        #expect(pictures.formats == [.jpeg, .png])
        #expect(pictures.last?.width == 9)
    }
}
