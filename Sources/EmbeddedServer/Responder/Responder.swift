// SPDX-License-Identifier: Apache-2.0

/// What answers: turns a conversation into the parts of a reply.
package protocol Responder: Sendable {
    /// Begins a reply. The parts are pulled one by one; the puller stops when it is interrupted.
    func respond(to request: ReplyRequest) -> ReplyStream
}
