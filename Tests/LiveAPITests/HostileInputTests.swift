// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LiveAPI

/// Messages that are cut short, or that no number can hold; `FuzzTests` send all others.
@Suite struct HostileInputTests {
    private let codec = MessageCodec()

    @Test func everyPrefixOfAMessageIsAnErrorAtItsEnd() throws {
        for name in ["serverContent.every-field", "toolCall", "usageMetadata.alone"] {
            let bytes = try Fixture(.server, name).bytes.dropLast()
            for end in bytes.indices {
                let error = #expect(throws: JSONError.self) {
                    try codec.decodeServer(Array(bytes[..<end]))
                }
                #expect((error?.offset ?? 0) <= end)
            }
        }
    }

    @Test func aHugeNumberIsNoInteger() throws {
        let text =
            #"{"usageMetadata":{"totalTokenCount":1e300,"promptTokenCount":99999999999999999999}}"#
        let message = try codec.decodeServer(Array(text.utf8))
        #expect(message.usageMetadata == UsageMetadata())
        #expect(message.issues.count == 2)
    }
}
