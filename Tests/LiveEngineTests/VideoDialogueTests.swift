// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Testing

/// What becomes of pictures on their way to the server.
@Suite struct VideoDialogueTests {
    private typealias Action = SessionStateMachine.Action

    private func picture(_ value: UInt8) -> Blob { Blob(mimeType: "image/jpeg", data: [value]) }

    private func sent(_ value: UInt8) -> Action {
        .send(LiveClientMessage(realtimeInput: RealtimeInput(video: picture(value))))
    }

    private func dropped(_ count: Int) -> Action { .emit(.video(.dropped(count: count))) }

    @Test func pictureGoesOutByItself() {
        var machine = SessionStateMachine.ready()
        #expect(machine.command(.sendVideo(picture(1))) == [sent(1)])
        #expect(machine.command(.sendVideo(Blob(mimeType: "image/jpeg"))) == [])
    }

    @Test func peerThatDoesNotReadGetsTheNewest() {
        var machine = SessionStateMachine.ready()
        #expect(machine.command(.sendVideo(picture(1))) == [sent(1)])
        #expect(machine.command(.sendVideo(picture(2))) == [])
        #expect(machine.command(.sendVideo(picture(3))) == [])
        #expect(machine.command(.sendVideo(picture(4))) == [dropped(1)])
        #expect(machine.command(.sendVideo(picture(5))) == [dropped(1)])
        #expect(machine.videoWritten() == [sent(4)])
        #expect(machine.videoWritten() == [sent(5)])
        #expect(machine.videoWritten() == [])
    }

    @Test func picturesBeforeTheSessionIsReadyWaitAndTheOldestIsDropped() {
        var machine = SessionStateMachine(
            configuration: SessionConfiguration(setup: Setup(model: "m"), resumesSessions: false)
        )
        _ = machine.start()
        _ = machine.connected()
        for value in 1...2 { #expect(machine.command(.sendVideo(picture(UInt8(value)))) == []) }
        #expect(machine.command(.sendVideo(picture(3))) == [dropped(1)])
        let actions = machine.received(Far.setupComplete)
        #expect(actions.contains(sent(2)))
        #expect(machine.videoWritten() == [sent(3)])
    }

    @Test func newConnectionGetsThePictureThatWaited() {
        var machine = SessionStateMachine.ready()
        machine.exchange("hi", "hello", handle: "h")
        #expect(machine.command(.sendVideo(picture(1))) == [sent(1)])
        #expect(machine.command(.sendVideo(picture(2))) == [])
        _ = machine.connectionEnded(.lost("cable"))
        _ = machine.reconnect()
        #expect(machine.received(Far.setupComplete).contains(sent(2)))
    }

    @Test func soundDoesNotWaitForPictures() {
        var machine = SessionStateMachine.ready()
        _ = machine.command(.sendVideo(picture(1)))
        let sound = AudioPart(pcm: [1, 2], sampleRate: 16_000)
        #expect(machine.command(.sendAudio(sound)).count == 1)
    }

    @Test func closedSessionTakesNoPicture() {
        var machine = SessionStateMachine.ready()
        _ = machine.command(.close)
        #expect(machine.command(.sendVideo(picture(1))) == [])
    }

    @Test func reportsGoToTheLog() {
        var machine = SessionStateMachine.ready()
        let event = VideoEvent.source("camera", .stalled)
        #expect(machine.command(.reportVideo(event)) == [.emit(.video(event))])
        let notice = Notice(.info, "asked for a fault")
        #expect(machine.command(.note(notice)) == [.emit(.notice(notice))])
    }
}
