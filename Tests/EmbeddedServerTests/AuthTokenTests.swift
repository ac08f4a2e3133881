// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Synchronization
import TestSupport
import Testing
import WebSocketNIO

@testable import EmbeddedServer

@Suite struct AuthTokenTests {
    private let clock = ManualClock()
    private let store: AuthTokenStore<ManualClock>
    private let gatekeeper: Gatekeeper<ManualClock>

    init() {
        store = AuthTokenStore(clock: clock)
        gatekeeper = Gatekeeper(
            authKeys: ["key"],
            tokens: store,
            wallClock: { Timestamp.sinceEpoch("2030-01-01T00:00:00Z") ?? .zero }
        )
    }

    private func post(_ body: String, key: String = "key") -> HTTPReply {
        let fields = HTTPFields([(name: "x-goog-api-key", value: key)])
        let head = HTTPRequestHead(method: "POST", target: "/v1beta/auth_tokens", headers: fields)
        return gatekeeper.makeToken(head, Array(body.utf8))
    }

    private func token(_ body: String) throws -> String {
        let reply = try JSONValue(parsing: post(body).body)
        return try #require(reply.objectValue?["name"]?.stringValue)
    }

    private func admission(
        _ token: String,
        isConstrained: Bool = true
    ) -> SessionStateMachine.Admission {
        let head = HTTPRequestHead(method: "GET", target: "/x?access_token=\(token)")
        return gatekeeper.admission(of: head, isConstrained: isConstrained)
    }

    private func grant(_ body: String) throws -> TokenGrant {
        guard case .limited(let grant) = admission(try token(body)) else {
            throw RESTFailure.invalidArgument("not admitted")
        }
        return grant
    }

    @Test func tokenStartsOneSessionUnlessMoreAreAskedFor() throws {
        let once = try grant("")
        #expect(once.begin(false) == nil)
        #expect(once.begin(false) == .tokenSpent)
        #expect(once.begin(true) == nil, "resuming is free")
        let twice = try grant(#"{"uses":2}"#)
        #expect((0..<3).map { _ in twice.begin(false) } == [nil, nil, .tokenSpent])
        let always = try grant(#"{"uses":0}"#)
        #expect((0..<5).allSatisfy { _ in always.begin(false) == nil })
    }

    @Test func sessionsStartInTheFirstMinuteAndGoOnForHalfAnHour() throws {
        let grant = try grant(#"{"uses":0}"#)
        clock.advance(by: .seconds(59))
        #expect(grant.begin(false) == nil)
        clock.advance(by: .seconds(1))
        #expect(grant.begin(false) == .tokenExpired)
        #expect(grant.begin(true) == nil)
        clock.advance(by: .seconds(29 * 60) - .milliseconds(1))
        #expect(!grant.isExpired())
        clock.advance(by: .milliseconds(1))
        #expect(grant.isExpired())
        #expect(grant.begin(true) == .tokenExpired)
    }

    @Test func timesOfTheRequestCount() throws {
        let body = #"""
            {"uses":0,"expireTime":"2030-01-01T02:00:00+00:00",
            "new_session_expire_time":"2030-01-01T01:10:00.5+01:00"}
            """#
        let grant = try grant(body)
        clock.advance(by: .seconds(599))
        #expect(grant.begin(false) == nil)
        clock.advance(by: .seconds(1))
        #expect(grant.begin(false) == .tokenExpired)
        #expect(!grant.isExpired())
        clock.advance(by: .seconds(6_600))
        #expect(grant.isExpired())
    }

    /// A body, and a piece of what it is refused with.
    @Test(arguments: [
        (#"{"liveConnectConstraints":{}}"#, "Unknown name \\\"liveConnectConstraints\\\""),
        (#"{"uses":-1}"#, "'uses'"), (#"{"uses":"many"}"#, "'uses'"),
        (#"{"expireTime":"tomorrow"}"#, "'expireTime'"),
        (#"{"expireTime":"2030-02-30T00:00:00Z"}"#, "'expireTime'"),
        (#"{"expireTime":"2030-01-01T20:00:00Z"}"#, "within 20 hours"),
        (#"{"bidiGenerateContentSetup":{"model":5}}"#, "'bidiGenerateContentSetup'"),
        ("[]", "must be an object"), ("{", "Invalid JSON payload"),
    ])
    func badRequestsAreToldWhatIsWrong(body: String, message: String) {
        let reply = post(body)
        #expect(reply.status == 400)
        let text = String(decoding: reply.body, as: UTF8.self)
        #expect(text.contains(message), "\(text)")
    }

    @Test func onlyKeysMakeTokens() throws {
        #expect(post("", key: "wrong").status == 400)
        #expect(post("", key: "").status == 403)
        #expect(post("", key: try token("")).status == 400)
        let get = HTTPRequestHead(method: "GET", target: "/v1/auth_tokens?key=key")
        #expect(gatekeeper.makeToken(get, []).status == 405)
    }

    @Test func tokensAreForTheConstrainedMethodAndMustBeKnown() throws {
        guard case .refused(.unregistered) = admission(try token(""), isConstrained: false) else {
            Issue.record("admitted")
            return
        }
        guard case .refused(.keyInvalid) = admission("auth_tokens/other") else {
            Issue.record("admitted")
            return
        }
    }

    @Test func oldestTokenMakesRoom() throws {
        let small = AuthTokenStore(clock: clock, capacity: 2)
        let request = try AuthTokenRequest(body: [], now: .zero)
        let names = (0..<3).map { _ in small.make(request) }
        #expect(names.map { small.grant(for: $0) != nil } == [false, true, true])
    }

    @Test func expiredTokenEndsTheSessionAtTheNextMessage() throws {
        let expired = Flag()
        var configuration = SessionStateMachine.Configuration()
        configuration.admission = .limited(
            TokenGrant(begin: { _ in nil }, isExpired: { expired.isSet })
        )
        var play = try Playbook.ready("{}", configuration)
        #expect(play.text("Hi") == ["reply 1: Hi"])
        expired.set()
        #expect(play.text("Hi").last == "close 1011 auth token has expired")
    }

    @Test func refusedStartClosesInsteadOfSetupComplete() {
        var configuration = SessionStateMachine.Configuration()
        configuration.admission = .limited(
            TokenGrant(begin: { _ in .tokenSpent }, isExpired: { false })
        )
        var play = Playbook(configuration)
        let lines = play.client(#"{"setup":{"model":"m"}}"#)
        #expect(lines.last == "close 1011 Token has been used too many times")
        #expect(!lines.contains("setupComplete"))
    }
}

private final class Flag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .acquiring) }

    func set() { value.store(true, ordering: .releasing) }
}
