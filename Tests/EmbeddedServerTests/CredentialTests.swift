// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Testing
import WebSocketNIO

@Suite struct CredentialTests {
    private func credential(_ target: String, _ headers: (String, String)...) -> Credential? {
        let fields = HTTPFields(headers.map { (name: $0.0, value: $0.1) })
        return Credential(HTTPRequestHead(method: "GET", target: target, headers: fields))
    }

    @Test func firstPlaceWithAValueCounts() {
        #expect(
            credential("/x?key=a&access_token=c", ("X-Goog-Api-Key", "b"))?.isAmong(["a"]) == true
        )
        #expect(credential("/x?access_token=c", ("x-goog-api-key", "b"))?.isAmong(["b"]) == true)
        #expect(credential("/x?key=&access_token=c")?.isAmong(["c"]) == true)
        #expect(
            credential("/x", ("Authorization", "Token auth_tokens/d"))?.isAmong(["auth_tokens/d"])
                == true
        )
        #expect(credential("/x", ("authorization", "bearer d"))?.isAmong(["d"]) == true)
    }

    @Test func nothingIsNoCredential() {
        #expect(credential("/x") == nil)
        #expect(credential("/x?key=", ("Authorization", "Basic abc")) == nil)
    }

    @Test(arguments: ["secre", "secret2", "Secret", "terces"])
    func otherKeysAreNotAmongTheKnown(key: String) {
        #expect(credential("/x?key=secret")?.isAmong([key]) == false)
    }

    @Test func descriptionHidesTheSecret() {
        let shown = String(describing: credential("/x?key=secret"))
        #expect(!shown.contains("secret"))
    }
}
