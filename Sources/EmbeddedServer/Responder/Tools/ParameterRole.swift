// SPDX-License-Identifier: Apache-2.0

/// What an argument is by its name and description: where in a sentence its value stands.
enum ParameterRole: Sendable, Equatable {
    case option
    case email
    case link
    case date
    case time
    /// A day with a time.
    case moment
    case duration(Mention.TimeUnit?)
    case number
    case boolean
    case currency
    case unit
    case origin
    case destination
    case language
    case place
    /// A part of a house or a thing in it.
    case room
    case venue
    case person
    case artist
    case message
    case identifier
    case list
    case title
    case object

    /// Which are read first: the ones that are hardest to mistake.
    var rank: Int {
        switch self {
        case .option: 0
        case .email, .link: 1
        case .date, .time, .moment: 2
        case .duration: 3
        case .number: 4
        case .boolean: 5
        case .currency, .unit, .language: 6
        case .origin, .destination: 7
        case .artist, .message: 8
        case .venue: 9
        case .place, .room, .list: 10
        case .person: 11
        case .identifier: 12
        case .title: 13
        case .object: 14
        }
    }

    /// The words that come before the value.
    var leads: [String] {
        switch self {
        case .origin: ["from"]
        case .destination: ["to", "into", "for", "at"]
        case .currency, .unit, .language: ["to", "into", "in"]
        case .place: ["in", "at", "near", "around", "for", "of", "on", "to", "within"]
        case .room: ["in", "of", "at", "on"]
        case .venue: ["at", "called", "named", "from"]
        case .person: ["with", "to", "for", "from"]
        case .artist: ["by", "from"]
        case .message: ["saying", "says", "say", "that", "reading", "message"]
        case .list: ["to", "on", "from", "onto", "off"]
        case .title: ["called", "named", "titled", "labelled", "about", "regarding", "to", "for"]
        default: []
        }
    }

    init(_ parameter: Parameter) {
        let words = Set(parameter.words)
        let description = Set(Utterance(String(parameter.description.prefix(300))).words.map(\.key))
        func named(_ list: String) -> Bool { !words.isDisjoint(with: Vocabulary.wordSet(list)) }
        let unit = words.union(description).lazy.compactMap(Mention.TimeUnit.init(word:)).first
        let isDuration = named("duration length timeout delay minutes seconds hours days mins secs")
        switch parameter.kind {
        case _ where !parameter.options.isEmpty: self = .option
        case .boolean: self = .boolean
        case .integer, .number: self = isDuration ? .duration(unit) : .number
        case .array(let item):
            let role = ParameterRole(item)
            self = role == .object ? .title : role
        case .object: self = .object
        case .string:
            self =
                Self.moment(parameter, words, description)
                ?? (isDuration ? .duration(unit) : nil) ?? Self.text(parameter, named)
        }
    }

    private static func moment(
        _ parameter: Parameter,
        _ words: Set<String>,
        _ description: Set<String>
    ) -> ParameterRole? {
        let text = parameter.description.lowercased()
        let isDate = words.contains("date") || words.contains("day") || text.contains("yyyy-mm-dd")
        let isTime = words.contains("time") || text.contains("hh:mm")
        switch parameter.format {
        case "date": return .date
        case "time": return .time
        case "date-time": return .moment
        default: break
        }
        let isBoth =
            words.contains("when") || words.contains("datetime") || isDate && isTime
            || isTime && !description.isDisjoint(with: ["date", "datetime", "iso", "day"])
        if isBoth || words.contains("due") || words.contains("deadline") { return .moment }
        return isDate ? .date : isTime && !words.contains("zone") ? .time : nil
    }

    private static func text(_ parameter: Parameter, _ named: (String) -> Bool) -> ParameterRole {
        if parameter.format == "email" || named("email mail") { return .email }
        if parameter.format == "uri" || named("url uri link website") { return .link }
        if named("currency") { return .currency }
        if named("unit units") { return .unit }
        if named("language lang locale") { return .language }
        if named("from origin source departure") { return .origin }
        if named("destination arrival") { return .destination }
        if named("room zone area device light lamp appliance") { return .room }
        if named("restaurant hotel store shop venue cinema theater theatre") { return .venue }
        if named("city location place town country region address where zone") { return .place }
        if named("artist author band singer") { return .artist }
        if named("message body text content") { return .message }
        if named("recipient to contact person attendee attendees guest guests who participants") {
            return .person
        }
        if named("list playlist album folder calendar") { return .list }
        if named("id number code symbol ticker sku tracking flight account") { return .identifier }
        return .title
    }
}
