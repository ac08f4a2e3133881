// SPDX-License-Identifier: Apache-2.0

import AudioCore

/// Stops a stream on a thread of its own: a sound server that hangs can hold `stop` for a second,
/// which the few threads of the concurrency pool do not have.
enum StreamRetirement {
    static func stop(_ stream: any AudioStream) async {
        var thread: StreamThread?
        await withCheckedContinuation { continuation in
            do throws(SystemFailure) {
                thread = try StreamThread(
                    name: "stream-stop",
                    running: Stop(stream: stream, continuation: continuation)
                )
            } catch {
                stream.stop()
                continuation.resume()
            }
        }
        thread?.stop()
    }

    private struct Stop: ThreadWork {
        let stream: any AudioStream
        let continuation: CheckedContinuation<Void, Never>

        func run(_ doorbell: Doorbell) {
            stream.stop()
            continuation.resume()
        }
    }
}
