// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Runs the tasks that serve a connection where its bytes arrive, so that a message is no reason to
/// wake another thread.
///
/// Tasks must not block, and those that compute for long must yield: others of the loop wait.
final class EventLoopTaskExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { [self] in
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
