// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import LiveAPI

@Suite struct Base64Tests {
    private func decode(_ text: String) -> [UInt8]? { Base64.decode(Array(text.utf8)) }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func theVectorsOfTheStandardHold(_ plain: String, _ encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == Array(encoded.utf8))
        #expect(decode(encoded) == Array(plain.utf8))
        #expect(decode(String(encoded.prefix { $0 != "=" })) == Array(plain.utf8))
    }

    @Test func everyLengthSurvivesARoundTrip() {
        var generator = SeededGenerator(seed: 1)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
    }

    @Test func bothAlphabetsMayBeMixed() {
        #expect(decode("+/-_") == [0xFB, 0xFF, 0xBF])
    }

    @Test func everyForeignCharacterIsRefusedAtEveryPlace() {
        let digits = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_".utf8)
        for foreign in UInt8.min...UInt8.max where !digits.contains(foreign) {
            for place in 0..<30 {
                var text = [UInt8](repeating: UInt8(ascii: "A"), count: 31)
                text[place] = foreign
                #expect(Base64.decode(text) == nil, "\(foreign) at \(place)")
            }
        }
    }

    @Test func impossibleLengthIsRefused() {
        #expect(decode("A") == nil)
        #expect(decode("AAAAA") == nil)
        #expect(decode("=") == [])
        #expect(decode("A===") == nil)
    }
}
