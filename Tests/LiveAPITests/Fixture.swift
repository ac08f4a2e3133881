// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import LiveAPI

/// A message of the protocol reference, kept as a file named for what it shows.
struct Fixture: Sendable, CustomTestStringConvertible {
    enum Direction: String, Sendable {
        case client
        case server
    }

    let direction: Direction
    let name: String
    let bytes: [UInt8]

    var testDescription: String { "\(direction)/\(name)" }

    static func all(_ direction: Direction) throws -> [Fixture] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder(direction).path)
        return try names.sorted().filter { $0.hasSuffix(".json") }.map {
            try Fixture(direction, String($0.dropLast(5)))
        }
    }

    init(_ direction: Direction, _ name: String) throws {
        self.direction = direction
        self.name = name
        let file = try Self.folder(direction).appendingPathComponent(name + ".json")
        bytes = try Array(Data(contentsOf: file))
    }

    static func client(_ name: String) throws -> LiveClientMessage {
        try MessageCodec().decodeClient(Fixture(.client, name).bytes)
    }

    static func server(_ name: String) throws -> LiveServerMessage {
        try MessageCodec().decodeServer(Fixture(.server, name).bytes)
    }

    private static func folder(_ direction: Direction) throws -> URL {
        guard let resources = Bundle.module.resourceURL else { throw CocoaError(.fileNoSuchFile) }
        return resources.appendingPathComponent("Fixtures/\(direction.rawValue)")
    }
}
