// SPDX-License-Identifier: Apache-2.0

/// Cuts text so that the pieces concatenate to the whole.
package enum TextPieces {
    /// Words, each with the whitespace after it; whitespace at the start goes with the first.
    package static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        var isInGap = false
        var hasWord = false
        for index in text.indices {
            let isSpace = text[index].isWhitespace
            if !isSpace, isInGap, hasWord {
                words.append(text[start..<index])
                start = index
            }
            hasWord = hasWord || !isSpace
            isInGap = isSpace
        }
        if start < text.endIndex { words.append(text[start...]) }
        return words
    }

    /// Sentences, each with the whitespace after it.
    ///
    /// Very long ones are cut between words, so that a voice need not hold minutes of sound.
    package static func sentences(_ text: String, maximumWords: Int = 40) -> [String] {
        var sentences: [String] = []
        var current = ""
        var count = 0
        for word in words(text) {
            current += word
            count += 1
            let bare = word.trimmedSuffix
            let isEnd = bare.last.map { ".!?\u{2026}".contains($0) } ?? false
            if (isEnd && word.count > bare.count) || count == maximumWords {
                sentences.append(current)
                current = ""
                count = 0
            }
        }
        if !current.isEmpty { sentences.append(current) }
        return sentences
    }
}

/// Puts the space between two texts of a reply that clients string together as they come.
struct TextJoint {
    /// Text has gone out that does not end in a space.
    var isOpen: Bool

    mutating func joined(_ text: String) -> String {
        guard let first = text.first, let last = text.last else { return text }
        defer { isOpen = !last.isWhitespace }
        return isOpen && !first.isWhitespace ? " " + text : text
    }
}

extension Substring {
    /// Without whitespace and closing quotes or brackets at the end.
    fileprivate var trimmedSuffix: Substring {
        guard let last = lastIndex(where: { !$0.isWhitespace && !"\"')]\u{201D}".contains($0) })
        else { return "" }
        return self[...last]
    }
}
