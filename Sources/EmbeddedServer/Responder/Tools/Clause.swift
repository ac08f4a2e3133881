// SPDX-License-Identifier: Apache-2.0

/// A part of what was said that may be a request of its own.
struct Clause: Sendable {
    enum Form: Sendable {
        /// "Turn it on", "could you …", "I'd like …".
        case request
        case question
        /// No verb at all: "weather in Oslo".
        case fragment
        /// Tells something, or says what not to do.
        case statement
    }

    /// The words after greetings and polite openings.
    private(set) var words: [Utterance.Word]
    private(set) var form = Form.fragment
    /// What a request asks to do, in lower case.
    private(set) var verb: String?
    /// "what about …" goes on with what was asked before.
    private(set) var isContinuation = false

    init(_ source: ArraySlice<Utterance.Word>) {
        words = Array(source)
        dropOpening()
        if dropLead() { return }
        let keys = words.map(\.key)
        guard let first = keys.first else {
            form = .statement
            return
        }
        let second = keys.count > 1 ? keys[1] : ""
        if Self.isNegative(keys) || keys.starts(with: ["call", "me"]) || Self.past.contains(first)
            || Self.past.contains(second)
        {
            form = .statement
        } else if Self.questionWords.contains(first) {
            form =
                second == "you" && !["know", "have"].contains(keys.dropFirst(2).first ?? "")
                ? .statement : .question
        } else if Vocabulary.isVerb(first), !Self.finiteVerbs.contains(second) {
            form = .request
            verb = first
        } else if Self.subjects.contains(first) || keys.contains(where: Self.finiteVerbs.contains) {
            form = .statement
        }
    }

    var keys: [String] { words.map(\.key) }

    /// Whether something is to be on or off, by "turn … off" or "start".
    var polarity: Bool? {
        let keys = Set(keys)
        if ["off", "deactivate", "disable", "stop"].contains(where: keys.contains) { return false }
        if ["activate", "enable", "start"].contains(where: keys.contains) { return true }
        let isSwitched = ["turn", "switch", "put", "leave"].contains { keys.contains($0) }
        return keys.contains("on") && (isSwitched || words.count < 6) ? true : nil
    }

    private mutating func dropOpening() {
        while let first = words.first, Self.openings.contains(first.key) {
            words.removeFirst()
            let isCall = ["hey", "hi", "hello", "ok", "okay"].contains(first.key)
            if isCall, !first.pauses, words.count > 2, words[0].pauses { words.removeFirst() }
        }
    }

    /// Takes "could you", "I'd like to" and the like off the front.
    private mutating func dropLead() -> Bool {
        let keys = words.prefix(6).map(\.key)
        for lead in Self.leads where keys.starts(with: lead.words) {
            words.removeFirst(lead.words.count)
            while let next = words.first?.key, ["please", "to", "you", "also"].contains(next) {
                words.removeFirst()
            }
            form = lead.form
            isContinuation = lead.words.last == "about"
            let next = words.first?.key ?? ""
            verb = form == .request && Vocabulary.isVerb(next) ? next : lead.verb
            if Self.isNegative(words.map(\.key)) { form = .statement }
            return true
        }
        return false
    }

    private static func isNegative(_ keys: [String]) -> Bool {
        keys.prefix(5).contains { ["don't", "never", "didn't", "won't", "not"].contains($0) }
    }

    private struct Lead {
        var words: [String]
        var form: Form
        var verb: String?

        init(_ text: String, _ form: Form, _ verb: String? = nil) {
            words = text.split(separator: " ").map(String.init)
            self.form = form
            self.verb = verb
        }
    }

    private static let leads: [Lead] = [
        Lead("can you tell me", .question), Lead("could you tell me", .question),
        Lead("do you know", .question), Lead("i want to know", .question),
        Lead("i'd like to know", .question), Lead("i would like to know", .question),
        Lead("tell me", .question, "tell"), Lead("show me", .question, "show"),
        Lead("can you", .request), Lead("could you", .request), Lead("would you", .request),
        Lead("will you", .request), Lead("can we", .request, "get"),
        Lead("could we", .request, "get"), Lead("can i", .request, "get"),
        Lead("could i", .request, "get"), Lead("may i", .request, "get"),
        Lead("i would like", .request, "want"), Lead("i'd like", .request, "want"),
        Lead("i'd love", .request, "want"), Lead("we'd like", .request, "want"),
        Lead("we would like", .request, "want"), Lead("i want", .request, "want"),
        Lead("we want", .request, "want"), Lead("i need", .request, "need"),
        Lead("we need", .request, "need"), Lead("i'm looking for", .request, "find"),
        Lead("i am looking for", .request, "find"), Lead("let's", .request),
        Lead("go ahead and", .request), Lead("what about", .fragment),
        Lead("how about", .fragment),
    ]

    private static let openings = Vocabulary.wordSet(
        "please ok okay hey hi hello so well now and then also oh um uh yes yeah sure plus or but"
    )
    private static let questionWords = Vocabulary.wordSet(
        """
        what what's whats what'll how how's how'll where where's when when's who who's which is \
        are will would should can could do does has have isn't
        """
    )
    private static let past = Vocabulary.wordSet("did was were had why didn't wasn't weren't")
    private static let subjects = Vocabulary.wordSet(
        """
        i i'm i've i'll i'd we we're we've he he's she she's it it's they they're you you're my our \
        his her their this that that's there there's yesterday someone everyone everybody people \
        thanks thank nice great good no if because when once maybe perhaps
        """
    )
    private static let finiteVerbs = Vocabulary.wordSet(
        """
        is are was were has had have am did does went came got seems looks feels like likes liked \
        loves loved think thinks makes made took said says will would could should keeps goes \
        broke burned works worked arrived stayed fell needs wants isn't aren't can't
        """
    )
}
