// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LiveConsole

@Suite struct RedactorTests {
    @Test(arguments: [
        "GET /ws/x?key=AIzaSyVerySecret HTTP/1.1",
        "wss://h/x?access_token=AIzaSyVerySecret&alt=json",
        "x-goog-api-key: AIzaSyVerySecret",
        "Authorization: Bearer AIzaSyVerySecret",
        "authorization=Token AIzaSyVerySecret",
        "\"X-Goog-Api-Key\": \"AIzaSyVerySecret\"",
        "token auth_tokens/AIzaSyVerySecret was used",
    ])
    func credentialsAreRemovedWhereverTheAPICarriesThem(text: String) {
        #expect(!Redactor().redact(text).contains("Secret"), "\(Redactor().redact(text))")
    }

    @Test func aKnownSecretIsRemovedAnywhere() {
        let redactor = Redactor(secrets: ["hunter2-hunter2"])
        #expect(redactor.redact("he said hunter2-hunter2!") == "he said …!")
    }

    @Test func ordinaryTextStaysAsItIs() {
        let text = "session opened peer=127.0.0.1:5 keys pressed: 3; author: Ada"
        #expect(Redactor(secrets: ["abc"]).redact(text) == text)
    }
}
