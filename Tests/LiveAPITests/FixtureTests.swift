// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LiveAPI

@Suite struct FixtureTests {
    private let codec = MessageCodec()

    @Test(arguments: try Fixture.all(.client))
    func clientMessageSurvivesARoundTrip(_ fixture: Fixture) throws {
        var message = try codec.decodeClient(fixture.bytes)
        (message.unknown, message.issues) = ([], [])
        #expect(try codec.decodeClient(codec.encode(message)) == message)
    }

    @Test(arguments: try Fixture.all(.server))
    func serverMessageSurvivesARoundTrip(_ fixture: Fixture) throws {
        var message = try codec.decodeServer(fixture.bytes)
        (message.unknown, message.issues) = ([], [])
        #expect(try codec.decodeServer(codec.encode(message)) == message)
    }

    /// What is written in the recommended form comes back as the same JSON, member for member.
    @Test func messagesInTheRecommendedFormAreWrittenAsTheyCame() throws {
        for fixture in try Fixture.all(.server) where !fixture.name.hasPrefix("unknown") {
            let message = try codec.decodeServer(fixture.bytes)
            let written = try JSONValue(parsing: codec.encode(message))
            let original = try JSONValue(parsing: fixture.bytes)
            if fixture.name.contains("without-args") { continue }
            #expect(written.sorted == original.sorted, "\(fixture.name)")
        }
    }

    @Test func onlyTheFixturesThatShowItHaveUnknownFieldsOrIssues() throws {
        let oddNames = ["setup.refused-fields", "setup.wrong-types", "unknown"]
        for fixture in try Fixture.all(.client) {
            let message = try codec.decodeClient(fixture.bytes)
            let isOdd = oddNames.contains { fixture.name.hasPrefix($0) }
            #expect((message.unknown.isEmpty && message.issues.isEmpty) != isOdd, "\(fixture.name)")
        }
        for fixture in try Fixture.all(.server) {
            let message = try codec.decodeServer(fixture.bytes)
            let isOdd = oddNames.contains { fixture.name.hasPrefix($0) }
            #expect((message.unknown.isEmpty && message.issues.isEmpty) != isOdd, "\(fixture.name)")
        }
    }

    @Test func everyFieldOfEveryMessageOccursInAFixture() throws {
        var coverage = FieldCoverage()
        for fixture in try Fixture.all(.client) {
            coverage.visit(try codec.decodeClient(fixture.bytes))
        }
        for fixture in try Fixture.all(.server) {
            coverage.visit(try codec.decodeServer(fixture.bytes))
        }
        #expect(coverage.known.count > 150)
        #expect(coverage.known.subtracting(coverage.present).sorted() == [])
    }

    @Test func fixturesAreNamedForTheirKind() throws {
        for fixture in try Fixture.all(.client) where !fixture.name.hasPrefix("unknown") {
            let kind = try #require(try codec.decodeClient(fixture.bytes).kinds.first)
            #expect(fixture.name.hasPrefix(kind))
        }
    }
}

extension JSONValue {
    /// The value with the members of every object in the order of their names.
    fileprivate var sorted: JSONValue {
        switch self {
        case .array(let values): .array(values.map(\.sorted))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted) }
                )
            )
        default: self
        }
    }
}
