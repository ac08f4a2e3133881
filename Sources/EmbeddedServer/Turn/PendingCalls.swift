// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// The function calls whose responses are awaited, oldest first.
struct PendingCalls: Sendable, Equatable {
    private struct Entry: Sendable, Equatable {
        var id: String
        var name: String
        var isBlocking: Bool
    }

    private var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }

    /// Whether the model waits for one of them.
    var isBlocking: Bool { entries.contains(where: \.isBlocking) }

    mutating func add(_ call: FunctionCall, isBlocking: Bool) {
        entries.append(Entry(id: call.id, name: call.name, isBlocking: isBlocking))
    }

    /// Matches a response with its call, by id alone; nil when none of this id is awaited.
    ///
    /// What comes back has the call's name, and a schedule only where the call has a use for one.
    mutating func take(_ response: FunctionResponse) -> FunctionResponse? {
        guard let index = entries.firstIndex(where: { $0.id == response.id }) else { return nil }
        let entry = entries[index]
        var response = response
        response.name = entry.name
        if entry.isBlocking { response.scheduling = nil }
        if entry.isBlocking || response.willContinue != true { entries.remove(at: index) }
        return response
    }

    /// Awaits nothing any more; gives the ids that were awaited.
    mutating func cancelAll() -> [String] {
        defer { entries = [] }
        return entries.map(\.id)
    }
}
