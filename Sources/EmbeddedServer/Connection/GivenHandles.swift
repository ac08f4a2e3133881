// SPDX-License-Identifier: Apache-2.0

/// The resumption handles of one connection: the one it was opened with, and those it gave.
struct GivenHandles<C: Clock>: Sendable where C.Duration == Duration {
    /// Clients are told to keep the last; a few more cover updates they have not read yet.
    private static var capacity: Int { 8 }

    private let store: ResumptionStore<C>
    /// The newest last.
    private var handles: [String] = []

    init(store: ResumptionStore<C>) {
        self.store = store
    }

    var isEmpty: Bool { handles.isEmpty }

    mutating func give(for session: SavedSession) -> String {
        if handles.count >= Self.capacity { store.forget(handles.removeFirst()) }
        let handle = store.keep(session)
        handles.append(handle)
        return handle
    }

    /// The client resumes with a handle of an earlier connection.
    mutating func adopt(_ handle: String) {
        handles.append(handle)
    }

    mutating func forgetAll() {
        for handle in handles { store.forget(handle) }
        handles = []
    }

    /// The connection is over: the handles' time begins.
    func connectionEnded() {
        for handle in handles { store.renew(handle) }
    }
}
