// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Testing

@Suite struct TurnTimelineTests {
    private var timelines = TurnTimelines()

    private mutating func log(_ milliseconds: Int, _ kind: SessionEvent.Kind) {
        timelines.apply(SessionEvent(offset: .milliseconds(milliseconds), kind: kind))
    }

    private mutating func sent(_ milliseconds: Int, _ input: RealtimeInput) {
        let frame = WireFrame(
            number: 1,
            direction: .clientToServer,
            opcode: .text,
            payload: [],
            meaning: .client(LiveClientMessage(realtimeInput: input))
        )
        log(milliseconds, .frame(frame))
    }

    private let sound = AudioPart(pcm: [0, 0], sampleRate: 24_000)

    @Test mutating func aTypedTurnIsTimedFromTheTextToTheLoudspeaker() {
        log(100, .userText("hi", turn: 1, delivery: .queued))
        log(200, .userText("hi", turn: 1, delivery: .sent))
        log(450, .outputTranscript(Transcription(text: "He"), turn: 1))
        log(500, .modelAudio(sound, turn: 1))
        log(510, .modelAudio(sound, turn: 1))
        log(530, .voice(.replyAudible(turn: 1)))
        log(600, .generationComplete(turn: 1))
        log(900, .turnEnded(TurnEnd(), turn: 1))
        log(
            910,
            .voice(
                .replyHeard(
                    turn: 1,
                    heard: .milliseconds(380),
                    received: .milliseconds(400),
                    wasCut: false
                )
            )
        )
        let turn = timelines[1]
        #expect(turn?.textSent == .milliseconds(200))
        #expect(turn?.replyLatency == .milliseconds(250))
        #expect(turn?.soundLatency == .milliseconds(300))
        #expect(turn?.audibleLatency == .milliseconds(330))
        #expect(turn?.generationComplete == .milliseconds(600))
        #expect(turn?.ended == .milliseconds(900))
        #expect(turn?.silent == .milliseconds(910))
        #expect(turn?.heard == .milliseconds(380))
        #expect(turn?.received == .milliseconds(400))
        #expect(turn?.silencingTime == nil)
    }

    @Test mutating func aSpokenTurnIsTimedFromTheEndOfSpeech() {
        let audio = RealtimeInput(audio: Blob(mimeType: "audio/pcm", data: [0, 0]))
        log(0, .voice(.speech(isActive: true)))
        sent(20, audio)
        log(1_000, .voice(.speech(isActive: false)))
        sent(1_400, audio)
        log(1_500, .modelAudio(sound, turn: 1))
        sent(1_600, audio)
        let turn = timelines[1]
        #expect(turn?.speechEnded == .milliseconds(1_000))
        #expect(turn?.lastSoundSent == .milliseconds(1_400))
        #expect(turn?.soundLatency == .milliseconds(500))
    }

    @Test mutating func aMarkedTurnIsTimedFromItsMark() {
        sent(700, RealtimeInput(activityEnd: ActivityEnd()))
        log(1_000, .modelAudio(sound, turn: 1))
        #expect(timelines[1]?.replyLatency == .milliseconds(300))
    }

    @Test mutating func anEndOfSpeechThatIsNoticedLateStaysWithItsTurn() {
        log(0, .voice(.speech(isActive: true)))
        log(900, .modelAudio(sound, turn: 1))
        log(1_000, .voice(.speech(isActive: false)))
        #expect(timelines[1]?.speechEnded == .milliseconds(1_000))
        #expect(timelines[1]?.replyLatency == nil)
    }

    @Test mutating func speakingOverAReplyBelongsToTheNextTurn() {
        log(0, .userText("hi", turn: 1, delivery: .sent))
        log(100, .modelAudio(sound, turn: 1))
        log(400, .voice(.speech(isActive: true)))
        log(500, .interrupted(turn: 1))
        log(
            510,
            .voice(
                .replyHeard(turn: 1, heard: .zero, received: .zero, wasCut: true)
            )
        )
        log(520, .turnEnded(TurnEnd(wasInterrupted: true), turn: 1))
        log(800, .voice(.speech(isActive: false)))
        log(1_100, .modelText("Yes?", turn: 2, isThought: false))
        #expect(timelines[1]?.speechEnded == nil)
        #expect(timelines[1]?.silencingTime == .milliseconds(10))
        #expect(timelines[2]?.replyLatency == .milliseconds(300))
    }

    @Test mutating func onlyTheLastTurnsAreKept() {
        for turn in 1...1_000 {
            log(turn, .modelText("x", turn: turn, isThought: false))
        }
        log(2_000, .voice(.replyAudible(turn: 3)))
        #expect(timelines.turns.count == TurnTimelines.capacity)
        #expect(timelines[1_000] != nil)
        #expect(timelines[3] == nil)
    }
}
