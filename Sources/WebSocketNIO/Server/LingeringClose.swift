// SPDX-License-Identifier: Apache-2.0

import NIOCore

extension Channel {
    /// Ends our side, discards what still arrives and closes once the peer has ended its own.
    ///
    /// Closing with unread bytes would reset the connection, and the peer could lose our last
    /// words. Takes a second at most, and no time at all once the task is cancelled.
    func closeAfterLingering() async {
        close(mode: .output, promise: nil)
        let deadline = eventLoop.scheduleTask(in: .seconds(1)) { self.close(promise: nil) }
        await withTaskCancellationHandler {
            // Never fails.
            try? await closeFuture.get()
        } onCancel: {
            close(promise: nil)
        }
        deadline.cancel()
    }
}
