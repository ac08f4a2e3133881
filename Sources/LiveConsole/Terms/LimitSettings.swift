// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TOMLFile

/// The `[limits]` of a configuration file; nil leaves what is built in.
struct LimitSettings: Sendable, Equatable {
    var contextTokens: Int?
    var session: LimitedTime?
    var sessionWithVideo: LimitedTime?
    var connection: LimitedTime?
    /// Dollars that a session should not exceed.
    var cost: Double?
    var slowReply: Duration?
    var stall: Duration?
    var turnComplete: Duration?
    var answer: Duration?

    init() {}

    /// - Throws: `TOMLError` naming file, line and expectation.
    init(reading table: TOMLReader) throws(TOMLError) {
        contextTokens = try table.int("context_tokens", in: 1...Int(Int32.max))
        session = try Self.limit("session", in: table)
        sessionWithVideo = try Self.limit("session_with_video", in: table)
        connection = try Self.limit("connection", in: table)
        cost = try table.double("cost", in: 0.000_001...1_000_000)
        slowReply = try table.duration("slow_reply")
        stall = try table.duration("stall")
        turnComplete = try table.duration("turn_complete")
        answer = try table.duration("answer")
    }

    private static func limit(
        _ key: String,
        in table: TOMLReader
    ) throws(TOMLError) -> LimitedTime? {
        if table.node(key)?.value.stringValue == "never" { return LimitedTime(nil) }
        return try table.duration(key).map { LimitedTime($0) }
    }

    func overlaid(with stronger: LimitSettings) -> LimitSettings {
        var limits = self
        limits.contextTokens = stronger.contextTokens ?? contextTokens
        limits.session = stronger.session ?? session
        limits.sessionWithVideo = stronger.sessionWithVideo ?? sessionWithVideo
        limits.connection = stronger.connection ?? connection
        limits.cost = stronger.cost ?? cost
        limits.slowReply = stronger.slowReply ?? slowReply
        limits.stall = stronger.stall ?? stall
        limits.turnComplete = stronger.turnComplete ?? turnComplete
        limits.answer = stronger.answer ?? answer
        return limits
    }

    func apply(to terms: inout SessionTerms) {
        terms.contextTokens = contextTokens ?? terms.contextTokens
        if let session { terms.sessionLife = session.limit }
        if let sessionWithVideo { terms.sessionLifeWithVideo = sessionWithVideo.limit }
        if let connection { terms.connectionLife = connection.limit }
        terms.costCap = cost ?? terms.costCap
        terms.patience.slowReply = slowReply ?? terms.patience.slowReply
        terms.patience.stall = stall ?? terms.patience.stall
        terms.patience.turnComplete = turnComplete ?? terms.patience.turnComplete
        terms.patience.answer = answer ?? terms.patience.answer
    }
}
