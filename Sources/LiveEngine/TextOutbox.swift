// SPDX-License-Identifier: Apache-2.0

/// The user's typed texts until a reply to them has begun.
///
/// A resumption handle stands for a moment before the text it does not answer, so a text whose reply
/// had not begun when the connection ended is sent again on the next one. A text whose reply had
/// begun is not: the person has read part of the answer.
struct TextOutbox: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        var text: String
        var turn: Int
        /// Whether it was handed to a connection, this one or an earlier one.
        var wasSent = false
        /// Whether the present connection was handed it.
        var isUnderway = false
    }

    /// Texts kept while nothing can be sent, or while none is answered.
    static let limit = 256

    private(set) var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }
    var turns: Set<Int> { Set(entries.map(\.turn)) }
    var waitingCount: Int { entries.count { !$0.wasSent } }

    /// Takes a text in; returns the one that is given up for it, because the server answers nothing
    /// and not everything can be remembered.
    mutating func add(_ text: String, turn: Int, wasSent: Bool) -> Entry? {
        entries.append(Entry(text: text, turn: turn, wasSent: wasSent, isUnderway: wasSent))
        guard entries.count > Self.limit, let oldest = entries.firstIndex(where: \.wasSent) else {
            return nil
        }
        return entries.remove(at: oldest)
    }

    /// Everything that a new connection has to be sent, in order.
    mutating func takeForSending() -> [Entry] {
        defer {
            for index in entries.indices {
                entries[index].wasSent = true
                entries[index].isUnderway = true
            }
        }
        return entries
    }

    /// The reply to a turn has begun; it answers all before it that its connection was handed.
    mutating func replyBegan(turn: Int) {
        entries.removeAll { $0.turn <= turn && $0.isUnderway }
    }

    /// The connection is gone, and what it was handed with it.
    mutating func connectionEnded() {
        for index in entries.indices { entries[index].isUnderway = false }
    }

    mutating func abandon() -> [Entry] {
        defer { entries = [] }
        return entries
    }
}
