// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Pictures
import Testing

@Suite struct TokenLedgerTests {
    @Test(arguments: [(0, 0), (1, 1), (4, 1), (5, 2), (8, 2), (9, 3)])
    func textCountsFourCharactersAToken(characters: Int, tokens: Int) {
        #expect(TokenRate.text(characters: characters) == tokens)
    }

    @Test(arguments: [
        (0.0, 0), (0.001, 1), (0.04, 1), (0.041, 2), (1.0, 25), (2.0, 50), (60.5, 1513),
    ])
    func soundCountsTwentyFiveTokensASecond(seconds: Double, tokens: Int) {
        #expect(TokenRate.audio(.seconds(seconds)) == tokens)
    }

    @Test func instructionsAndToolsArePartOfEveryPrompt() {
        let declaration = FunctionDeclaration(
            name: "set_lamp",
            description: "Switch the lamp",
            parameters: ["type": "OBJECT"]
        )
        var ledger = TokenLedger(
            systemInstruction: "12345678",
            tools: [Tool(functionDeclarations: [declaration])]
        )
        #expect(ledger.prompt(Conversation()) == TokenCounts(text: 2 + 10))
        ledger.update(systemInstruction: "1234", tools: [])
        #expect(ledger.prompt(Conversation()) == TokenCounts(text: 1))
    }

    @Test func usageListsEachModality() {
        let usage = TokenLedger.usage(
            prompt: TokenCounts(text: 20, audio: 42, video: 258),
            response: TokenCounts(audio: 44)
        )
        #expect(usage.promptTokenCount == 320)
        #expect(usage.responseTokenCount == 44)
        #expect(usage.totalTokenCount == 364)
        #expect(
            usage.promptTokensDetails == [
                .init(modality: .text, tokenCount: 20), .init(modality: .audio, tokenCount: 42),
                .init(modality: .video, tokenCount: 258),
            ]
        )
        #expect(usage.responseTokensDetails == [.init(modality: .audio, tokenCount: 44)])
    }

    @Test func turnIsCountedByWhatItHolds() {
        let content = Content(
            role: "user",
            parts: [
                Part(text: "12345"),
                Part(inlineData: Blob(mimeType: "image/png", data: [1])),
                Part(
                    inlineData: Blob(
                        mimeType: "audio/pcm;rate=1000",
                        data: .init(repeating: 0, count: 4_000)
                    )
                ),
            ]
        )
        let turn = Turn(content, frameTokens: 66)
        #expect(turn.tokens == TokenCounts(text: 2, audio: 50, image: 66))
        #expect(turn.content.parts == [Part(text: "12345")], "media is measured, not kept")
    }
}

@Suite struct ReceivedMediaTests {
    @Test(arguments: [
        ("audio/pcm", 16_000), ("audio/pcm;rate=24000", 24_000), ("audio/pcm; rate=8000", 8_000),
        ("audio/pcm;RATE=48000", 48_000), ("audio/pcm;rate=0", 16_000),
        ("audio/pcm;rate=x", 16_000),
        ("audio/pcm;channels=1;rate=22050", 22_050), ("", 16_000),
    ])
    func rateIsReadFromTheType(type: String, rate: Int) {
        #expect(MediaType(type).sampleRate == rate)
    }

    @Test func levelIsTheRootMeanSquareInDecibels() throws {
        var media = ReceivedMedia()
        #expect(media.audioLevel == nil)
        media.addAudio(Blob(mimeType: "audio/pcm", data: [0x00, 0x40, 0x00, 0xC0, 0x07]))
        let level = try #require(media.audioLevel)
        #expect(abs(level - -6.02) < 0.01)
        #expect(media.audioDuration == .seconds(2) / 16_000)
    }

    @Test func pictureSizesAreReadFromPNGAndJPEG() {
        let png: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
            + [0, 0, 2, 0x80, 0, 0, 1, 0xE0]
        let jpeg: [UInt8] =
            [
                0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC2, 0, 17, 8, 1, 0xE0, 2, 0x80, 3,
                1,
            ]
        for bytes in [png, jpeg] {
            let header = PictureHeader(bytes)
            #expect(header?.width == 640)
            #expect(header?.height == 480)
            for length in 0..<bytes.count { _ = PictureHeader(Array(bytes.prefix(length))) }
        }
        #expect(PictureHeader([]) == nil)
        #expect(PictureHeader(Array(jpeg.prefix(14))) == nil)
    }
}
