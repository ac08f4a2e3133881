// SPDX-License-Identifier: Apache-2.0

import UnixSignals

/// Runs `body` until it ends or Ctrl-C is pressed, which ends the program with 130.
///
/// - Throws: What `body` throws, or `CommandFailure` with code 130.
func untilInterrupted<R: Sendable>(
    _ body: @escaping @Sendable () async throws -> R
) async throws -> R {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    return try await withThrowingTaskGroup(of: R?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            for await signal in signals {
                throw CommandFailure(signal == .sigint ? .interrupted : .terminated, "")
            }
            return nil
        }
        defer { group.cancelAll() }
        while let result = try await group.next() {
            if let result { return result }
        }
        throw CancellationError()
    }
}
