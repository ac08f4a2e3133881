// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

@Suite struct SessionDialogueTests {
    @Test func textTurnEndsWithItsUsage() throws {
        var play = try Playbook.ready()
        #expect(play.text("Name two rivers.") == ["reply 1: Name two rivers."])
        #expect(play.reply(.text("The "), .text("Nile")) == ["text The ", "text Nile"])
        #expect(play.reply(.finished) == ["generationComplete", "turnComplete 4+2"])
        #expect(play.usages[0].promptTokensDetails == [.init(modality: .text, tokenCount: 4)])
        #expect(play.usages[0].totalTokenCount == 6)
    }

    @Test func promptGrowsByTheWholeConversation() throws {
        var play = try Playbook.ready(
            #"{"systemInstruction":"12345678","generationConfig":{"responseModalities":["TEXT"]}}"#
        )
        _ = play.text("1234")
        #expect(play.reply(.text("1234"), .finished).last == "turnComplete 3+1")
        _ = play.text("1234")
        #expect(play.reply(.text("12345"), .finished, id: 2).last == "turnComplete 5+2")
    }

    @Test func spokenTurnEndsWithTheAudioClock() throws {
        var play = try Playbook.ready(#"{"outputAudioTranscription":{}}"#)
        _ = play.text("Hi")
        play.now = .seconds(1)
        let chunk = ReplyEvent.audio([UInt8](repeating: 0, count: 48_000))
        #expect(
            play.reply(chunk, .transcript("Hello "), chunk)
                == ["audio 48000", "transcript Hello ", "audio 48000"]
        )
        play.now = .seconds(1.5)
        #expect(play.reply(.finished) == ["generationComplete", "turnEnd in 1.5 seconds"])
        play.now = .seconds(2)
        #expect(play.timer(.turnEnd) == [], "a timer of an earlier turn")
        play.now = .seconds(3)
        #expect(play.timer(.turnEnd) == ["turnComplete 1+50"])
        #expect(play.usages[0].responseTokensDetails == [.init(modality: .audio, tokenCount: 50)])
        _ = play.text("Hi")
        #expect(play.reply(.finished, id: 2).last == "turnComplete 52+0")
        #expect(play.usages[1].promptTokensDetails.map(\.tokenCount) == [2, 50])
    }

    @Test func transcriptsAreKeptButNotSentUnasked() throws {
        var play = try Playbook.ready("{}")
        _ = play.text("Hi")
        #expect(play.reply(.audio([0, 0]), .transcript("Hello.")) == ["audio 2"])
        play.now = .seconds(1)
        _ = play.reply(.finished)
        _ = play.text("Again")
        #expect(play.requests[1].turns.map(\.text) == ["Hi", "Hello.", "Again"])
    }

    @Test func speedShortensTheAudioClock() throws {
        var configuration = SessionStateMachine.Configuration()
        configuration.speed = 10
        var play = try Playbook.ready("{}", configuration)
        _ = play.text("Hi")
        _ = play.reply(.audio([UInt8](repeating: 0, count: 96_000)))
        #expect(play.reply(.finished).last == "turnEnd in 0.2 seconds")
    }

    @Test func contentInterruptsAndKeepsOnlyWhatWasSent() throws {
        var play = try Playbook.ready()
        _ = play.text("A story")
        _ = play.reply(.text("Once "))
        #expect(
            play.text("Stop") == [
                "cancel reply", "cancel turnEnd", "interrupted", "turnComplete 2+2",
                "reply 2: Stop",
            ]
        )
        #expect(play.reply(.text("upon"), .finished, id: 1) == [], "late events are dropped")
        #expect(play.requests[1].turns.map(\.text) == ["A story", "Once ", "Stop"])
    }

    @Test func realtimeTextInterruptsAReplyThatIsStillPlaying() throws {
        var play = try Playbook.ready("{}")
        _ = play.text("Hi")
        _ = play.reply(.audio([UInt8](repeating: 0, count: 48_000)), .finished)
        #expect(
            play.client(#"{"realtimeInput":{"text":"wait"}}"#) == [
                "cancel reply", "cancel turnEnd", "interrupted", "turnComplete 1+25",
                "reply 2: wait",
            ]
        )
    }

    @Test func withoutInterruptionTextWaitsForTheReply() throws {
        var play = try Playbook.ready(
            #"{"realtimeInputConfig":{"activityHandling":"NO_INTERRUPTION"},"#
                + #""generationConfig":{"responseModalities":["TEXT"]}}"#
        )
        _ = play.text("One")
        _ = play.reply(.text("1"))
        #expect(play.client(#"{"realtimeInput":{"text":"Two"}}"#) == [])
        #expect(
            play.reply(.finished) == [
                "generationComplete", "turnComplete 1+1", "reply 2: Two",
            ]
        )
        #expect(play.reply(.text("2"), id: 2) == ["text 2"])
        #expect(play.requests[1].turns.map(\.text) == ["One", "1", "Two"])
    }

    @Test(arguments: [
        #"{"clientContent":{"turns":[{"parts":[{"text":"."}]}],"turnComplete":true}}"#,
        #"{"clientContent":{"turns":[],"turnComplete":true}}"#,
        #"{"clientContent":{"turnComplete":true}}"#,
        #"{"realtimeInput":{"text":" "}}"#,
    ])
    func answerCoversEverythingSinceTheLastModelTurn(trigger: String) throws {
        var play = try Playbook.ready()
        let question = #"{"clientContent":{"turns":[{"role":"user","parts":[{"text":"Why?"}]}]}}"#
        #expect(play.client(question) == [])
        #expect(play.client(trigger).first?.hasPrefix("reply 1: Why?") == true)
    }

    @Test func answerIsMadeWithoutAnyContentWhenAskedFor() throws {
        var play = try Playbook.ready()
        #expect(play.client(#"{"client_content":{"turn_complete":true}}"#) == ["reply 1: "])
        #expect(play.reply(.text("Hm"), .finished).last == "turnComplete 0+1")
    }

    @Test func loneFalseOnlyInterrupts() throws {
        var play = try Playbook.ready()
        _ = play.text("A story")
        #expect(
            play.client(#"{"clientContent":{"turnComplete":false}}"#)
                == ["cancel reply", "cancel turnEnd", "interrupted", "turnComplete 2+0"]
        )
        #expect(play.client(#"{"clientContent":{"turnComplete":false}}"#) == [])
    }

    @Test func blankRightAfterContentIsNotASecondQuestion() throws {
        var play = try Playbook.ready()
        _ = play.text("Hi")
        #expect(play.client(#"{"realtimeInput":{"text":" "}}"#) == [])
        _ = play.reply(.text("Hello"), .finished)
        play.now = .seconds(60)
        #expect(play.client(#"{"realtimeInput":{"text":" "}}"#) == ["reply 2: "])
    }

    @Test func initialHistoryIsNotAnswered() throws {
        var play = try Playbook.ready(
            #"{"historyConfig":{"initialHistoryInClientContent":true}}"#
        )
        let history =
            #"{"clientContent":{"turns":[{"role":"user","parts":[{"text":"I am Ada."}]},"#
            + #"{"role":"model","parts":[{"text":"Hello Ada."}]}],"turnComplete":true}}"#
        #expect(play.client(history) == [])
        #expect(
            play.client(#"{"realtimeInput":{"text":"Who am I?"}}"#) == ["reply 1: Who am I?"]
        )
        #expect(play.requests[0].turns.count == 3)
    }

    @Test func markedActivityBecomesOneTurn() throws {
        var play = try Playbook.ready(
            #"{"realtimeInputConfig":{"automaticActivityDetection":{"disabled":true}}}"#
        )
        let audio =
            #"{"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=16000","data":"AAABAP//"}}}"#
        #expect(play.client(audio) == [], "outside of activity, not part of the turn")
        #expect(play.client(#"{"realtimeInput":{"activityStart":{}}}"#) == [])
        #expect(play.client(audio) == ["listen 1"])
        #expect(play.client(#"{"realtimeInput":{"text":"look"}}"#) == [])
        #expect(
            play.client(#"{"realtimeInput":{"activityEnd":{}}}"#)
                == ["words 1?", "recognition in 4.0 seconds"]
        )
        #expect(
            play.words(.words("what is this")) == [
                "cancel recognition", "reply 1: what is this look",
            ]
        )
        let turn = try #require(play.requests[0].turns.last)
        #expect(turn.media.audioDuration == .seconds(3) / 16_000)
        #expect(turn.tokens == TokenCounts(text: 1, audio: 1))
        #expect(play.requests[0].received.audioDuration == .seconds(6) / 16_000)
    }

    @Test func typedTextTakesThePicturesButNotTheOpenMicrophone() throws {
        var play = try Playbook.ready("{}")
        #expect(
            play.client(
                #"{"realtimeInput":{"mediaChunks":[{"mimeType":"audio/pcm","data":"AAABAP//"},"#
                    + #"{"mimeType":"image/jpeg","data":"AAAA"}]}}"#
            ) == []
        )
        _ = play.client(#"{"realtimeInput":{"text":"What is this?"}}"#)
        let request = play.requests[0]
        #expect(request.turns[0].tokens == TokenCounts(text: 4, video: 258))
        #expect(request.received.pictures.count == 1)
        #expect(request.received.audioDuration > .zero)
    }

    @Test func contextUpdateReplacesInstructionAndTools() throws {
        var play = try Playbook.ready(#"{"systemInstruction":"old","tools":[{"googleSearch":{}}]}"#)
        _ = play.client(
            #"{"contextUpdate":{"systemInstruction":{"parts":[{"text":"new"}]},"tools":{"tools":[]}}}"#
        )
        _ = play.text("Hi")
        #expect(play.requests[0].settings.systemInstruction == "new")
        #expect(play.requests[0].settings.tools.isEmpty)
    }

    @Test func scriptedFaultsAreSentAndCloseTheSession() throws {
        var play = try Playbook.ready()
        _ = play.text("Break")
        #expect(play.reply(.raw(Array("{".utf8))) == ["raw {"])
        #expect(
            play.reply(.close(SessionClose(1011, "gone"))) == [
                "cancel reply", "cancel setup", "cancel turnEnd", "cancel audioGap",
                "cancel recognition", "cancel goAway", "cancel lifeEnd", "close 1011 gone",
            ]
        )
    }
}
