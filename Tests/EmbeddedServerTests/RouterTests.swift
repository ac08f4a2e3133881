// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Testing

@Suite struct RouterTests {
    private static let method = "google.ai.generativelanguage.v1beta.GenerativeService."

    @Test(arguments: ["/ws/", "//ws/", "/some/prefix/ws/", "/some/prefix//ws/", "/"])
    func anyPrefixLeadsToTheMethod(prefix: String) {
        let route = Router.route(prefix + Self.method + "BidiGenerateContent")
        #expect(route == .live(version: "v1beta", isConstrained: false))
    }

    @Test(arguments: ["v1", "v1alpha", "v1beta"])
    func everyVersionIsServed(version: String) {
        let path = "/ws/google.ai.generativelanguage.\(version).GenerativeService.Bidi"
        #expect(
            Router.route(path + "GenerateContentConstrained")
                == .live(version: version, isConstrained: true)
        )
    }

    @Test(arguments: [
        "", "/", "/ws", "/ws/" + method, "/ws/" + method + "BidiGenerateMusic",
        "/ws/google.ai.generativelanguage.v2.GenerativeService.BidiGenerateContent",
        "/ws/" + method + "BidiGenerateContent/more",
    ])
    func everythingElseIsNotFound(path: String) {
        #expect(Router.route(path) == .notFound)
    }
}
