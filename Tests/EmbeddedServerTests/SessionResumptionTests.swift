// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

@Suite struct SessionResumptionTests {
    private static let handle = "4f0c3c1e-9a7b-4a52-8b1d-0f6f2f5b7a11"

    private func ready(_ fields: String) throws -> Playbook {
        try Playbook.ready(
            #"{"generationConfig":{"responseModalities":["TEXT"]},"# + fields + "}"
        )
    }

    /// A session in which one turn was completed, with its handle's worth.
    private func saved(_ fields: String = #""sessionResumption":{}"#) throws -> SavedSession {
        var play = try ready(fields)
        play.now = .seconds(30)
        _ = play.text("My name is Ada.")
        _ = play.reply(.text("Hello Ada."), .finished)
        return try #require(play.saved.last)
    }

    private func resuming(_ saved: SavedSession) -> Playbook {
        var configuration = SessionStateMachine.Configuration()
        configuration.recall = { $0 == Self.handle ? saved : nil }
        return Playbook(configuration)
    }

    private func setup(_ fields: String) -> String {
        #"{"setup":{"sessionResumption":{"handle":"\#(Self.handle)"}\#(fields)}}"#
    }

    @Test func handleFollowsEachTurnAndIsWithheldDuringIt() throws {
        var play = try ready(#""sessionResumption":{}"#)
        #expect(play.text("Hi") == ["reply 1: Hi", "not resumable"])
        #expect(play.reply(.text("Hello.")) == ["text Hello."])
        #expect(play.reply(.finished) == ["generationComplete", "turnComplete 1+2", "handle"])
        #expect(play.text("Hi") == ["reply 2: Hi", "not resumable"])
        #expect(
            play.text("Wait").suffix(2) == ["turnComplete 4+0", "reply 3: Hi / Wait"],
            "one reply follows the other: it stays as it is"
        )
    }

    @Test func withoutBeingAskedNoUpdatesAreSent() throws {
        var play = try ready(#""labels":{}"#)
        #expect(play.text("Hi") == ["reply 1: Hi"])
        #expect(play.reply(.finished) == ["generationComplete", "turnComplete 1+0"])
    }

    @Test func initialHistoryGivesTheFirstHandle() throws {
        let fields =
            #""sessionResumption":{},"historyConfig":{"initialHistoryInClientContent":true}"#
        var play = try ready(fields)
        #expect(play.text("I am Ada.") == ["handle"])
        #expect(play.saved.first?.memory.conversation.turns.map(\.text) == ["I am Ada."])
    }

    @Test func transparentUpdatesNameTheLastMessageTheyStandFor() throws {
        var play = try ready(#""sessionResumption":{"transparent":true}"#)
        _ = play.text("One")
        #expect(play.reply(.finished).last == "handle up to 1")
        _ = play.text("Two")
        _ = play.client(#"{"realtimeInput":{"audioStreamEnd":true}}"#)
        #expect(play.reply(.finished, id: 2).last == "handle up to 3")
    }

    @Test func piecesOfOneMessageCountOnce() throws {
        var play = try ready(#""sessionResumption":{"transparent":true}"#)
        let piece = LiveClientMessage(realtimeInput: RealtimeInput(audioStreamEnd: true))
        _ = play.handle(.message(piece))
        _ = play.handle(.message(piece, isContinued: true))
        _ = play.text("One")
        #expect(play.reply(.finished).last == "handle up to 2")
    }

    @Test func resumedSessionRemembersConversationAndAccount() throws {
        var play = resuming(try saved())
        #expect(play.client(setup("")) == ["cancel setup", "setupComplete"])
        #expect(play.text("Who am I?") == ["reply 2: Who am I?", "not resumable"])
        #expect(
            play.requests[0].turns.map(\.text) == ["My name is Ada.", "Hello Ada.", "Who am I?"]
        )
        _ = play.reply(.text("Ada."), .finished, id: 2)
        #expect(play.usages.last?.promptTokenCount == 4 + 3 + 3)
    }

    @Test func whatTheResumingSetupLeavesOutStaysAsItWas() throws {
        let fields = #"""
            "sessionResumption":{},"systemInstruction":"Be brief.","tools":[{"googleSearch":{}}],
            "outputAudioTranscription":{},"contextWindowCompression":{}
            """#
        let saved = try saved(fields)
        var play = resuming(saved)
        _ = play.client(setup(#","model":"m""#))
        _ = play.text("Hi")
        let settings = play.requests[0].settings
        #expect(settings.modality == .text)
        #expect(settings.systemInstruction == "Be brief.")
        #expect(settings.tools.count == 1)
        #expect(settings.transcribesOutput)
        #expect(settings.compression != nil)
        var changed = resuming(saved)
        _ = changed.client(setup(#","model":"models/m","systemInstruction":"Be long.""#))
        _ = changed.text("Hi")
        #expect(changed.requests[0].settings.systemInstruction == "Be long.")
    }

    @Test func contextUpdatesAreKept() throws {
        var play = try ready(#""sessionResumption":{},"systemInstruction":"old""#)
        _ = play.client(#"{"contextUpdate":{"systemInstruction":{"parts":[{"text":"new"}]}}}"#)
        _ = play.text("Hi")
        _ = play.reply(.finished)
        var next = resuming(try #require(play.saved.last))
        _ = next.client(setup(""))
        _ = next.text("Hi")
        #expect(next.requests[0].settings.systemInstruction == "new")
    }

    /// What a resuming setup says besides, and how it is refused.
    @Test(arguments: [
        (#","model":"models/other""#, "close 1007 Request contains an invalid argument. A resumed"),
        (
            #","generationConfig":{"responseModalities":["AUDIO"]}"#,
            "close 1007 Request contains an invalid argument. A resumed"
        ),
    ])
    func modelAndModalityStay(fields: String, close: String) throws {
        var play = resuming(try saved())
        let lines = play.client(setup(fields))
        #expect(lines.last?.hasPrefix(close) == true, "\(lines)")
        #expect(!lines.contains("setupComplete"))
    }

    @Test(arguments: [
        ("nonsense", "close 1007 Invalid session handle"),
        (
            "00000000-0000-4000-8000-000000000000",
            "close 1008 BidiGenerateContent session not found"
        ),
    ])
    func handlesThatStandForNothingAreRefused(handle: String, close: String) throws {
        var play = resuming(try saved())
        let setup = #"{"setup":{"model":"m","sessionResumption":{"handle":"\#(handle)"}}}"#
        #expect(play.client(setup).last == close)
    }

    @Test func scriptCanLoseTheHandles() throws {
        var play = try ready(#""sessionResumption":{}"#)
        _ = play.text("Lose them")
        #expect(play.reply(.handlesLost) == ["forget handles"])
    }
}
