// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import Testing

@testable import LiveConsole

@Suite struct SpokenReplyWatchTests {
    /// Events a second apart.
    private func watch(_ kinds: SessionEvent.Kind...) -> SpokenReplyWatch {
        var watch = SpokenReplyWatch()
        for (second, kind) in kinds.enumerated() {
            watch.consume(SessionEvent(offset: .seconds(second), kind: kind))
        }
        return watch
    }

    @Test func aReplyThatBeganAfterTheSpeechAnswersIt() {
        let watch = watch(
            .voice(.speech(isActive: true)),
            .voice(.speech(isActive: false)),
            .modelText("Yes.", turn: 1, isThought: false),
            .turnEnded(TurnEnd(), turn: 1)
        )
        #expect(watch.isComplete)
    }

    @Test func aReplyThatWasCutByMoreSpeechDoesNot() {
        let watch = watch(
            .voice(.speech(isActive: true)),
            .voice(.speech(isActive: false)),
            .modelText("Once upon", turn: 1, isThought: false),
            .voice(.speech(isActive: true)),
            .interrupted(turn: 1),
            .turnEnded(TurnEnd(wasInterrupted: true), turn: 1),
            .voice(.speech(isActive: false))
        )
        #expect(watch.heardSpeech)
        #expect(!watch.isComplete)
    }

    @Test func anEarlierTurnsEndIsNoAnswer() {
        let watch = watch(
            .modelText("Hello.", turn: 1, isThought: false),
            .voice(.speech(isActive: true)),
            .voice(.speech(isActive: false)),
            .turnEnded(TurnEnd(), turn: 1)
        )
        #expect(!watch.isComplete)
    }

    @Test func aMicrophoneThatClosesEndsTheSpeech() {
        let watch = watch(
            .voice(.speech(isActive: true)),
            .voice(.microphone(isOpen: false)),
            .modelText("Yes.", turn: 1, isThought: false),
            .turnEnded(TurnEnd(), turn: 1)
        )
        #expect(watch.isComplete)
    }
}
