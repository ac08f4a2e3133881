// SPDX-License-Identifier: Apache-2.0

/// The little English that choosing a function takes: stems, words of like meaning, verbs.
enum Vocabulary {
    /// A crude stem: the same for a word's common forms, and not meant to be read.
    static func stem(_ word: String) -> String {
        var stem = word.lowercased()
        if stem.hasSuffix("'s") { stem.removeLast(2) }
        guard stem.count > 3, stem.allSatisfy(\.isLetter) else { return stem }
        if stem.hasSuffix("ies") {
            stem = stem.dropLast(3) + "y"
        } else if stem.hasSuffix("s"), !["ss", "us", "is"].contains(where: stem.hasSuffix) {
            let hasE = ["sses", "xes", "zes", "ches", "shes"].contains(where: stem.hasSuffix)
            stem.removeLast(hasE ? 2 : 1)
        }
        for ending in ["ing", "ed"] where stem.hasSuffix(ending) {
            let rest = stem.dropLast(ending.count)
            guard rest.count >= 3, rest.contains(where: { "aeiouy".contains($0) }) else { break }
            stem = String(rest)
            if let last = stem.last, stem.dropLast().last == last, !"lsze".contains(last) {
                stem.removeLast()
            }
            break
        }
        if stem.count > 3, stem.hasSuffix("e") { stem.removeLast() }
        return stem
    }

    /// The stem of a word and those of everything it hints at: "umbrella" hints at "weather".
    static func concepts(of word: String) -> Set<String> {
        let stem = stem(word)
        return (hints[stem] ?? []).union([stem])
    }

    /// The words that ask for what a function's verb does; empty when it is no verb we know.
    static func synonyms(ofVerb verb: String) -> Set<String> {
        if let row = verbRows[verb] { return row.union([verb]) }
        let rows = verbRows.values.filter { $0.contains(verb) }
        return rows.reduce(into: []) { $0.formUnion($1) }
    }

    static func isVerb(_ word: String) -> Bool { allVerbs.contains(word) }

    /// Parts of "get_currentWeather.v2": get, current, weather, v2.
    static func words(ofName name: String) -> [String] {
        var words: [String] = []
        var current = ""
        var previous: Character?
        for character in name {
            let isBoundary = character.isUppercase && previous?.isUppercase == false
            if !character.isLetter && !character.isNumber || isBoundary {
                if !current.isEmpty { words.append(current.lowercased()) }
                current = ""
            }
            if character.isLetter || character.isNumber { current.append(character) }
            previous = character
        }
        return current.isEmpty ? words : words + [current.lowercased()]
    }

    /// Verbs that fit so many functions that they speak for none.
    static let generalVerbs = synonyms(ofVerb: "get").union(synonyms(ofVerb: "set"))
        .subtracting(["find", "search", "dim"])
    /// Verbs of functions that only tell something, which a question may ask for too.
    static let queryVerbs = wordSet(
        """
        get fetch find search look lookup show list check tell query read retrieve view report \
        convert calculate compute translate define describe explain summarize recommend suggest \
        navigate track estimate compare count is has
        """
    )

    static let stopWords = wordSet(
        """
        a an the this that these those my your our his her its their some any all of in on at for \
        to from with without by about near into as is are was were be been am do does did can \
        could would will should shall may might must i you he she it we they me him us them and \
        or but not no so if then than when where what which who whom how why there here please \
        just really very now current given specified specific user users returns return function \
        tool value values name data info information details new it's i'm what's use used using \
        e.g i.e etc like also based one times
        """
    )

    static func wordSet(_ list: String) -> Set<String> {
        Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static let hints = index(thesaurus)
    private static let verbRows = verbs.mapValues(wordSet)
    private static let allVerbs = verbRows.values.reduce(into: Set(verbRows.keys)) {
        $0.formUnion($1)
    }

    /// From every word of the right sides to its left sides.
    private static func index(_ table: [String: String]) -> [String: Set<String>] {
        var index: [String: Set<String>] = [:]
        for (concept, words) in table {
            for word in wordSet(words) { index[stem(word), default: []].insert(stem(concept)) }
        }
        return index
    }
}

extension Vocabulary {
    /// What is meant, and the words that hint at it.
    private static let thesaurus: [String: String] = [
        "weather": """
        forecast temperature rain rainy snow snowy sunny cloudy wind windy storm umbrella warm \
        cold hot humid degrees
        """,
        "forecast": "weather rain rainy snow sunny umbrella",
        "temperature": "temp warm cold hot degrees thermostat warmer colder",
        "thermostat": "temperature heating heater degrees warmer colder",
        "heating": "thermostat heater radiator",
        "light": "lamp bulb lighting", "lamp": "light bulb",
        "device": "light lamp fan heater radio tv television thermostat plug switch speaker",
        "appliance": "fan heater radio tv television oven dishwasher kettle",
        "blind": "shutter shade curtain", "shade": "blind shutter", "curtain": "blind drape",
        "tv": "television telly", "television": "tv",
        "brightness": "bright dim brighten brighter darker",
        "volume": "loud louder quiet quieter", "alarm": "wake",
        "timer": "countdown", "reminder": "remind", "remind": "reminder",
        "table": "reservation dinner restaurant", "restaurant": "dinner eat lunch food",
        "reservation": "table reserve book booking", "booking": "book reservation reserve",
        "book": "booking reservation reserve",
        "hotel": "room stay", "flight": "fly plane", "taxi": "cab ride", "ride": "taxi cab",
        "email": "mail e-mail", "mail": "email e-mail", "message": "text sms",
        "sms": "text message",
        "text": "sms message", "contact": "phone", "phone": "call dial ring",
        "event": "meeting appointment calendar", "meeting": "event appointment",
        "appointment": "meeting event", "calendar": "event appointment meeting agenda schedule",
        "schedule": "calendar agenda appointment meeting",
        "stock": "share ticker nasdaq", "share": "stock", "price": "cost quote trading worth",
        "quote": "price stock", "cost": "price",
        "currency": "dollar euro pound yen franc krone usd eur gbp jpy chf nok sek exchange",
        "exchange": "currency dollar euro pound yen", "rate": "exchange",
        "unit": """
        mile kilometer kilometre meter metre foot feet inch pound kilogram gram ounce liter litre \
        gallon celsius fahrenheit km kg lb cm mm
        """,
        "music": "song album playlist jazz track tune", "song": "music track tune",
        "track": "song music", "playlist": "music",
        "task": "todo to-do", "todo": "task to-do", "list": "shopping grocery groceries",
        "shopping": "grocery groceries", "note": "memo", "food": "pizza burger meal dish",
        "pizza": "margherita pepperoni", "order": "buy purchase",
        "direction": "route navigate way drive", "route": "direction navigate way",
        "navigation": "navigate direction route", "distance": "far", "traffic": "jam congestion",
        "time": "clock hour", "news": "headline headlines", "web": "internet online google",
        "search": "google", "definition": "define mean meaning",
        "define": "definition mean meaning",
        "translation": "translate", "translate": "translation", "language": "translate",
        "door": "gate garage", "lock": "unlock", "color": "colour", "colour": "color",
        "people": "person guest party seat", "guest": "people person party",
        "party": "people guest",
        "persons": "people guest party", "size": "people", "movie": "film cinema", "film": "movie",
        "ticket": "seat", "package": "parcel delivery shipment", "parcel": "package delivery",
        "account": "balance", "balance": "account", "vacuum": "hoover", "coffee": "espresso latte",
    ]

    /// A kind of action, and the words that ask for it.
    private static let verbs: [String: String] = [
        "get": """
        get fetch find search look lookup show list check tell give query read see know display \
        retrieve view report want need
        """,
        "set": """
        set change adjust control toggle turn switch flip make put update modify edit configure \
        manage dim brighten raise lower increase decrease reduce crank
        """,
        "start": "start begin launch run activate enable resume set put turn want need",
        "stop": "stop end halt deactivate disable quit cancel turn",
        "pause": "pause", "resume": "resume continue unpause", "skip": "skip",
        "create": "create add make schedule plan arrange register file log save set put want need",
        "add": "add put append insert include create write", "log": "log record track add note",
        "schedule": "schedule plan arrange create book set put add make",
        "book": "book reserve get make schedule want need like have arrange",
        "reserve": "reserve book get make want need like have",
        "order": "order buy purchase get want need like have", "buy": "buy purchase order get",
        "sell": "sell", "pay": "pay transfer", "transfer": "transfer send pay move wire",
        "cancel": "cancel delete remove drop clear erase", "delete": "delete remove cancel erase",
        "remove": "remove delete take cancel", "clear": "clear empty erase delete",
        "send": "send email text message write mail forward drop shoot",
        "write": "write create add draft compose", "email": "email mail send write",
        "read": "read check show list get", "play": "play hear listen put",
        "open": "open raise lift", "close": "close shut lower", "lock": "lock",
        "unlock": "unlock open", "mute": "mute silence", "unmute": "unmute",
        "call": "call phone ring dial", "remind": "remind", "convert": "convert change exchange",
        "translate": "translate", "define": "define explain", "calculate": "calculate compute work",
        "move": "move reschedule shift postpone", "reschedule": "reschedule move shift postpone",
        "update": "update change edit modify set", "rename": "rename",
        "search": """
        search find google look lookup browse
        """,
        "navigate": "navigate drive take guide bring", "track": "track follow find check",
        "dim": "dim", "water": "water", "feed": "feed", "wake": "wake", "clean": "clean vacuum",
        "describe": "describe", "summarize": "summarize summarise", "say": "say", "sing": "sing",
        "teach": "teach", "explain": "explain", "recommend": "recommend suggest",
        "brew": "brew make", "take": "take snap", "lookup": "look lookup find search get",
    ]
}
