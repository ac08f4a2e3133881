// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Foundation
import LiveAPI
import Testing

/// What the server says of pictures it can decode is measured.
@Suite struct PictureLookTests {
    private func fixture(_ name: String) throws -> Blob {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../PicturesTests/Fixtures/\(name)")
        let type = name.hasSuffix("png") ? "image/png" : "image/jpeg"
        return Blob(mimeType: type, data: [UInt8](try Data(contentsOf: file)))
    }

    /// What the built-in script says after pictures, a second apart.
    private func answer(after pictures: [Blob]) throws -> String {
        var play = try Playbook.ready()
        for picture in pictures {
            let input = RealtimeInput(video: picture)
            _ = play.handle(.message(LiveClientMessage(realtimeInput: input)))
            play.now += .seconds(1)
        }
        _ = play.client(#"{"realtimeInput":{"text":"What do you see?"}}"#)
        let request = try #require(play.requests.last)
        let parts = ScriptResponder(script: try .builtIn()).reply(to: request)
        return parts.map { if case .text(let text) = $0 { text } else { "" } }.joined()
    }

    @Test func meanColourIsToldInAWordAndInNumbers() throws {
        let said = try answer(after: [fixture("rgb.png")])
        #expect(
            said.hasPrefix("I received one 64x48 PNG picture, on average green (#486858)"),
            "\(said)"
        )
    }

    /// A picture within a turn is looked into like a frame, not taken for the frame before it.
    @Test func pictureOfATurnIsLookedInto() throws {
        var play = try Playbook.ready()
        let frame = RealtimeInput(video: try fixture("gray.jpg"))
        _ = play.handle(.message(LiveClientMessage(realtimeInput: frame)))
        let parts = [Part(text: "What do you see?"), Part(inlineData: try fixture("rgb.png"))]
        let turn = Content(role: "user", parts: parts)
        let content = ClientContent(turns: [turn], turnComplete: true)
        _ = play.handle(.message(LiveClientMessage(clientContent: content)))
        let request = try #require(play.requests.last)
        let reply = ScriptResponder(script: try .builtIn()).reply(to: request)
        let said = reply.map { if case .text(let text) = $0 { text } else { "" } }.joined()
        #expect(said.contains("on average green (#486858)"), "\(said)")
    }

    @Test func sameAgainIsCalledTheSame() throws {
        let picture = try fixture("baseline.jpg")
        let said = try answer(after: [picture, picture])
        #expect(said.contains("2 JPEG pictures, the last one 64x48, 1 a second, on average"))
        #expect(said.contains("the same as the one before"))
    }

    @Test func changeIsMeasuredBetweenTheLastTwo() throws {
        let pictures = [try fixture("gray.jpg"), try fixture("rgb.png"), try fixture("gray.jpg")]
        let said = try answer(after: pictures)
        #expect(said.contains("on average grey (#"), "\(said)")
        #expect(said.contains("different"), "\(said)")
    }

    @Test func whatCannotBeDecodedIsToldByItsHeaderAlone() throws {
        let said = try answer(after: [Pictures.jpeg(640, 480)])
        #expect(said == "I received one 640x480 JPEG picture, and no sound.")
    }

    @Test func onlyTheLastTwoPicturesAreKept() throws {
        var play = try Playbook.ready()
        for size in 1...5 {
            let input = RealtimeInput(video: Pictures.png(size, size))
            _ = play.handle(.message(LiveClientMessage(realtimeInput: input)))
        }
        _ = play.client(#"{"realtimeInput":{"text":"What do you see?"}}"#)
        #expect(
            play.requests.last?.latestPictures == [Pictures.png(4, 4), Pictures.png(5, 5)]
        )
    }
}
