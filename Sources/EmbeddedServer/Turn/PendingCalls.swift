// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// The function calls whose responses are awaited, oldest first.
package struct PendingCalls: Sendable, Equatable {
    private struct Entry: Sendable, Equatable {
        var id: String
        var name: String
        var isBlocking: Bool
    }

    /// Why a response to a call is not awaited.
    package enum Fate: Sendable, Equatable {
        case answered
        case cancelled
        /// Never called, or so long ago that it is forgotten.
        case unknown

        var reason: String {
            switch self {
            case .answered: "the call was answered before"
            case .cancelled: "the call was cancelled"
            case .unknown: "no call has this id"
            }
        }
    }

    private struct Past: Sendable, Equatable {
        var id: String
        var fate: Fate
    }

    /// Of so many past calls it is known what became of them.
    private static let rememberedCalls = 64

    private var entries: [Entry] = []
    private var past: [Past] = []

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
        if entry.isBlocking || response.willContinue != true {
            entries.remove(at: index)
            remember([entry.id], .answered)
        }
        return response
    }

    /// What became of a call that is not awaited.
    func fate(of id: String) -> Fate {
        past.last { $0.id == id }?.fate ?? .unknown
    }

    /// Awaits nothing any more; gives the ids that were awaited.
    mutating func cancelAll() -> [String] {
        let ids = entries.map(\.id)
        entries = []
        remember(ids, .cancelled)
        return ids
    }

    private mutating func remember(_ ids: [String], _ fate: Fate) {
        past += ids.map { Past(id: $0, fate: fate) }
        past.removeFirst(max(0, past.count - Self.rememberedCalls))
    }
}
