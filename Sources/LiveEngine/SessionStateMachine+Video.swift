// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Pictures of a camera, a screen or a file beside the conversation.
extension SessionStateMachine {
    /// A picture that was sent has been written to the connection.
    package mutating func videoWritten() -> [Action] {
        video.written()
        return sendVideo()
    }

    mutating func show(_ picture: Blob) -> [Action] {
        switch state {
        case .closing, .ended: return []
        case .idle, .connecting, .settingUp, .ready, .leaving, .waiting: break
        }
        let dropped = video.add(picture)
        return (dropped > 0 ? [.emit(.video(.dropped(count: dropped)))] : []) + sendVideo()
    }

    /// Sends what waits, as far as the connection takes it.
    mutating func sendVideo() -> [Action] {
        guard state == .ready, let picture = video.release() else { return [] }
        return [.send(LiveClientMessage(realtimeInput: RealtimeInput(video: picture)))]
    }
}
