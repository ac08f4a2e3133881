// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Replaces the base64 of media in a message's JSON by references, and back.
///
/// Works on the text, so that all else stays as it crossed the wire. What does not come back byte for
/// byte, such as base64 in an unusual spelling, is left as it is.
enum MediaSubstitution {
    /// Shorter data is not worth a reference.
    private static let leastCharacters = 64
    private static let key = Array("\"data\"".utf8)
    private static let quote = UInt8(ascii: "\"")
    private static let referenceStart = Array("{\"file\":\"".utf8)
    /// How some servers write a padding character.
    private static let escapedPadding = Array("\\u003d".utf8)

    /// The text with references, and where in it they begin.
    static func replaced(
        _ text: [UInt8],
        keep: ([UInt8], _ mimeType: String) throws(BundleError) -> MediaReference
    ) throws(BundleError) -> (text: [UInt8], places: [Int]) {
        var (result, places): ([UInt8], [Int]) = ([], [])
        var (position, copied) = (0, 0)
        while let found = text.firstOffset(of: key, from: position),
            places.count < BundleLayout.maxReferencesPerLine
        {
            position = found + key.count
            guard let string = value(in: text, after: position) else { continue }
            position = string.upperBound
            guard let (bytes, isEscaped) = decoded(text[string]) else { continue }
            let mimeType = mimeType(in: text, around: string)
            let reference = try keep(bytes, mimeType)
            result += text[copied..<string.lowerBound - 1]
            places.append(result.count)
            var json = reference.json
            if isEscaped, case .object(var object) = json {
                object["escaped"] = true
                json = .object(object)
            }
            result += json.serialized()
            copied = string.upperBound + 1
        }
        guard !places.isEmpty else { return (text, []) }
        return (result + text[copied...], places)
    }

    /// The text with the media back in it.
    static func restored(
        _ text: [UInt8],
        places: [Int64],
        load: (MediaReference) -> [UInt8]
    ) throws(EventFields.Failure) -> [UInt8] {
        guard !places.isEmpty else { return text }
        var (result, copied, total): ([UInt8], Int, Int) = ([], 0, 0)
        for place in places.prefix(BundleLayout.maxReferencesPerLine) {
            guard place >= copied, place < text.count,
                let end = text[Int(place)...].firstIndex(of: UInt8(ascii: "}")),
                let json = try? JSONValue(parsing: Array(text[Int(place)...end])),
                let reference = MediaReference(json)
            else { throw EventFields.Failure("media", "the places of references in the JSON") }
            total += reference.byteCount
            guard total <= BundleLayout.maxMediaBytes else {
                throw EventFields.Failure("media", "at most 16 MiB")
            }
            result += text[copied..<Int(place)]
            result.append(quote)
            let isEscaped = json.objectValue?["escaped"]?.boolValue == true
            result += encoded(load(reference), isEscaped: isEscaped)
            result.append(quote)
            copied = end + 1
        }
        return result + text[copied...]
    }

    /// Where references stand in JSON that this program has just written.
    static func places(in text: [UInt8]) -> [Int] {
        var (places, position): ([Int], Int) = ([], 0)
        while let found = text.firstOffset(of: referenceStart, from: position) {
            position = found + referenceStart.count
            if let end = text[found...].firstIndex(of: UInt8(ascii: "}")),
                let json = try? JSONValue(parsing: Array(text[found...end])),
                MediaReference(json) != nil
            {
                places.append(found)
            }
        }
        return places
    }

    /// The inside of the string that is a member's value.
    private static func value(in text: [UInt8], after position: Int) -> Range<Int>? {
        var position = position
        var hasColon = false
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                break
            case UInt8(ascii: ":") where !hasColon: hasColon = true
            case quote where hasColon:
                let end = text[(position + 1)...].firstIndex(of: quote)
                return end.map { position + 1..<$0 }
            default: return nil
            }
            position += 1
        }
        return nil
    }

    private static func decoded(_ string: ArraySlice<UInt8>) -> (bytes: [UInt8], isEscaped: Bool)? {
        guard string.count >= leastCharacters else { return nil }
        var plain = Array(string)
        var isEscaped = false
        while plain.count >= escapedPadding.count, plain.suffix(6).elementsEqual(escapedPadding) {
            plain.removeLast(escapedPadding.count)
            isEscaped = true
        }
        if isEscaped {
            plain += Array(repeating: UInt8(ascii: "="), count: (4 - plain.count % 4) % 4)
        }
        guard let bytes = Base64.decode(plain),
            encoded(bytes, isEscaped: isEscaped) == Array(string)
        else { return nil }
        return (bytes, isEscaped)
    }

    private static func encoded(_ bytes: [UInt8], isEscaped: Bool) -> [UInt8] {
        var text = Base64.encode(bytes)
        guard isEscaped else { return text }
        var padding = 0
        while text.last == UInt8(ascii: "=") {
            text.removeLast()
            padding += 1
        }
        for _ in 0..<padding { text += escapedPadding }
        return text
    }

    /// The media type beside the data; empty when there is none.
    ///
    /// It only decides which file the bytes go to, so a near miss does no harm.
    private static func mimeType(in text: [UInt8], around string: Range<Int>) -> String {
        let start = text[..<string.lowerBound].lastIndex(of: UInt8(ascii: "{")) ?? 0
        let end = text[string.upperBound...].firstIndex(of: UInt8(ascii: "}")) ?? text.count
        let before = Array(text[start..<string.lowerBound])
        let after = Array(text[string.upperBound..<end])
        for part in [before, after] {
            for key in ["\"mimeType\"", "\"mime_type\""] {
                guard let found = part.firstOffset(of: Array(key.utf8)),
                    let value = value(in: part, after: found + key.utf8.count)
                else { continue }
                return String(decoding: part[value], as: UTF8.self)
            }
        }
        return ""
    }
}
