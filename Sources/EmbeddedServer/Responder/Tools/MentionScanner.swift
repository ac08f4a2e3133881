// SPDX-License-Identifier: Apache-2.0

/// Finds dates, times, durations, numbers, addresses and quotations among words.
struct MentionScanner {
    let words: [Utterance.Word]
    /// The day that "tomorrow" follows.
    let today: CivilTime

    /// The mentions from left to right; none overlap.
    func mentions() -> [Mention] {
        var mentions: [Mention] = []
        var index = 0
        while index < words.count {
            guard let mention = mention(at: index) else {
                index += 1
                continue
            }
            mentions.append(mention)
            index = mention.words.upperBound
        }
        return joinedMoments(mentions)
    }

    /// The word at a place, or "" beyond the end of the sentence that the range began in.
    func key(_ index: Int) -> String {
        words.indices.contains(index) ? words[index].key : ""
    }

    func found(_ start: Int, _ count: Int, _ value: Mention.Value) -> Mention {
        Mention(words: start..<min(start + count, words.count), value: value)
    }

    private func mention(at index: Int) -> Mention? {
        quotation(at: index) ?? address(at: index) ?? moment(at: index) ?? duration(at: index)
            ?? amount(at: index)
    }

    private func quotation(at index: Int) -> Mention? {
        guard words[index].opensQuote,
            let last = words[index...].prefix(60).firstIndex(where: \.closesQuote)
        else { return nil }
        let text = words[index...last].map(\.text).joined(separator: " ")
        return Mention(words: index..<last + 1, value: .quoted(text))
    }

    private func address(at index: Int) -> Mention? {
        let key = key(index)
        if key.hasPrefix("http://") || key.hasPrefix("https://") || key.hasPrefix("www.") {
            return found(index, 1, .link(words[index].text))
        }
        let halves = key.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty, halves[1].contains(".") else { return nil }
        return found(index, 1, .email(words[index].text))
    }

    /// "tomorrow at 7pm" is one moment, not a day and a time.
    private func joinedMoments(_ mentions: [Mention]) -> [Mention] {
        var joined: [Mention] = []
        for mention in mentions {
            guard let last = joined.last, case .moment(let day, let minutes) = last.value,
                case .moment(let nextDay, let nextMinutes) = mention.value,
                last.words.upperBound == mention.words.lowerBound,
                !words[last.words.upperBound - 1].endsSentence,
                day == nil || nextDay == nil, minutes == nil || nextMinutes == nil
            else {
                joined.append(mention)
                continue
            }
            joined[joined.count - 1] = Mention(
                words: last.words.lowerBound..<mention.words.upperBound,
                value: .moment(day: day ?? nextDay, minutes: minutes ?? nextMinutes)
            )
        }
        return joined
    }
}
