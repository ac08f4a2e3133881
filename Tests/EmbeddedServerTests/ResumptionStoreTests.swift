// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import TestSupport
import Testing

@testable import EmbeddedServer

@Suite struct ResumptionStoreTests {
    private let clock = ManualClock()

    private func session(_ model: String = "m", tokens: Int = 0) -> SavedSession {
        var conversation = Conversation()
        conversation.append(
            Turn(role: .user, content: Content(), tokens: TokenCounts(text: tokens))
        )
        return SavedSession(
            setup: Setup(model: model),
            modality: .text,
            memory: Dialogue.Memory(
                conversation: conversation,
                received: ReceivedMedia(),
                replyCount: 0
            ),
            age: .zero
        )
    }

    @Test func handleStandsForItsSessionAgainAndAgain() {
        let store = ResumptionStore(clock: clock)
        let handle = store.keep(session("a"))
        _ = store.keep(session("b"))
        #expect(RandomName.isUUID(handle), "\(handle)")
        for _ in 0..<2 { #expect(store.session(for: handle)?.setup.model == "a") }
        #expect(store.session(for: "other") == nil)
    }

    @Test func handleExpiresTwoHoursAfterItsConnection() {
        let store = ResumptionStore(clock: clock)
        var given = GivenHandles(store: store)
        let handle = given.give(for: session())
        clock.advance(by: .seconds(3_600))
        given.connectionEnded()
        clock.advance(by: .seconds(7_199))
        #expect(store.session(for: handle) != nil)
        clock.advance(by: .seconds(1))
        #expect(store.session(for: handle) == nil)
    }

    /// An early handle gives no younger session: time goes by while there is a connection.
    @Test func sessionAgesWithItsConnections() {
        let store = ResumptionStore(clock: clock)
        var first = GivenHandles(store: store)
        let handle = first.give(for: session())
        clock.advance(by: .seconds(20))
        first.connectionEnded()
        clock.advance(by: .seconds(500))
        #expect(store.session(for: handle)?.age == .seconds(20), "nobody was there meanwhile")
        var second = GivenHandles(store: store)
        second.adopt(handle)
        clock.advance(by: .seconds(7))
        #expect(store.session(for: handle)?.age == .seconds(27))
        second.connectionEnded()
    }

    @Test func connectionKeepsItsLatestHandles() {
        let store = ResumptionStore(clock: clock)
        var given = GivenHandles(store: store)
        let handles = (0..<10).map { _ in given.give(for: session()) }
        #expect(
            handles.map { store.session(for: $0) != nil }
                == [false, false] + [Bool](repeating: true, count: 8)
        )
        var next = GivenHandles(store: store)
        next.adopt(handles[9])
        next.forgetAll()
        #expect(store.session(for: handles[9]) == nil)
        given.forgetAll()
        #expect(handles.allSatisfy { store.session(for: $0) == nil })
    }

    @Test func oldestHandlesMakeRoom() {
        let store = ResumptionStore(clock: clock, limits: .init(count: 3))
        let handles = (0..<5).map { _ in store.keep(session()) }
        #expect(handles.map { store.session(for: $0) != nil } == [false, false, true, true, true])
    }

    @Test func sizeIsBoundedToo() {
        let store = ResumptionStore(clock: clock, limits: .init(bytes: 1 << 20))
        let handles = (0..<5).map { _ in store.keep(session(tokens: 100_000)) }
        #expect(handles.count { store.session(for: $0) != nil } == 2)
        let small = store.keep(session())
        #expect(store.session(for: small) != nil)
    }

    @Test func expiredHandlesGoFirst() {
        let store = ResumptionStore(clock: clock, limits: .init(count: 2))
        let old = store.keep(session())
        let expired = store.keep(session())
        clock.advance(by: .seconds(7_000))
        store.renew(old)
        clock.advance(by: .seconds(300))
        _ = store.keep(session())
        #expect(store.session(for: old) != nil)
        #expect(store.session(for: expired) == nil)
    }
}
