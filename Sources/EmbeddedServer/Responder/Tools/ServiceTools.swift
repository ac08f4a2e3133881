// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// The service's own tools: a client may declare them here, and hears that they do not exist.
package enum ServiceTools {
    /// What to say to words that ask for a declared tool this server does not have.
    package static func answer(to words: String, tools: [Tool]) -> String? {
        let keys = Utterance(words).words.map(\.key)
        let said = Set(keys)
        func says(_ list: String) -> Bool { !said.isDisjoint(with: Vocabulary.wordSet(list)) }
        let hasSearch = tools.contains { $0.googleSearch != nil || $0.googleSearchRetrieval != nil }
        let isSearch = keys.first == "google" || says("search") || says("look") && says("up")
        if hasSearch, isSearch || says("online internet web news") {
            return "I have no search here, so I cannot look that up."
        }
        if tools.contains(where: { $0.codeExecution != nil }), says("run execute"),
            says("code program script python")
        {
            return "I cannot run code here."
        }
        let hasLink = keys.contains { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
        if tools.contains(where: { $0.urlContext != nil }), hasLink {
            return "I cannot open web pages here."
        }
        if tools.contains(where: { $0.googleMaps != nil }), says("map maps route directions") {
            return "I have no maps here."
        }
        return nil
    }
}
