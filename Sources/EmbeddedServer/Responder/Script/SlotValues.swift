// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Pictures

/// What the slots of a reply are filled with.
struct SlotValues {
    /// Counting further than this would only be noise.
    static let maximumCount = 1_000

    var captures: [String] = []
    var facts: [String: String]
    var me: String
    var greeting: String
    var now: CivilTime
    var utterance: Utterance
    var media: ReceivedMedia
    /// The newest pictures, at most two; looked into only when somebody asks.
    var latestPictures: [Blob] = []
    /// What was spoken of what is to be answered.
    var speech: HeardSpeech?

    func value(of slot: ReplyTemplate.Slot) -> String? {
        switch slot {
        case .capture(let number): capture(number)
        case .fact(let name): facts[name]
        case .builtin(let builtin, let number): value(of: builtin, number.flatMap(capture))
        }
    }

    private func capture(_ number: Int) -> String? {
        captures.indices.contains(number - 1) ? captures[number - 1] : nil
    }

    private func value(of builtin: ReplyTemplate.Builtin, _ capture: String?) -> String? {
        switch builtin {
        case .me: me
        case .greeting: greeting
        case .date: now.dateText
        case .time: now.timeText
        case .weekday: now.weekdayText
        case .topic: topic
        case .heard: heard
        case .seen: seen
        case .speech: spoken
        case .unheard: speech?.unheard?.explanation
        case .calculate: capture.flatMap(Arithmetic.evaluate).map(Arithmetic.text(of:))
        case .count: capture.flatMap(counting)
        }
    }

    private func counting(to capture: String) -> String? {
        guard let end = NumberWords.value(of: capture), (1...Self.maximumCount).contains(end) else {
            return nil
        }
        return (1...end).map(String.init).joined(separator: ", ")
    }

    /// The two longest words, in the order they were said; of equal ones the later, since English
    /// sentences name their topic late.
    private var topic: String? {
        let words = utterance.words.filter { $0.key.count > 3 && !Self.common.contains($0.key) }
        let longest = words.enumerated().sorted { left, right in
            (left.element.key.count, left.offset) > (right.element.key.count, right.offset)
        }
        let chosen = longest.prefix(2).sorted { $0.offset < $1.offset }.map(\.element.text)
        return chosen.isEmpty ? nil : chosen.joined(separator: " and ")
    }

    private static let common: Set<String> = [
        "about", "again", "also", "because", "been", "could", "does", "don't", "from", "have",
        "here", "into", "just", "know", "like", "make", "more", "much", "please", "really",
        "some", "tell", "than", "that", "their", "them", "then", "there", "these", "they", "thing",
        "this", "those", "very", "want", "were", "what", "when", "where", "which", "will", "with",
        "would", "your", "should", "think",
    ]

    /// "2.3 s of audio at -21 dBFS".
    private var heard: String? {
        guard media.audioDuration > .zero else { return nil }
        let level = media.audioLevel.map { "at \(Int($0.rounded())) dBFS" } ?? "of pure silence"
        return "\(Self.seconds(media)) s of audio \(level)"
    }

    /// "2.3 seconds of speech at -21 dBFS".
    private var spoken: String? {
        guard let sound = speech?.sound, let level = sound.audioLevel else { return nil }
        return "\(Self.seconds(sound)) seconds of speech at \(Int(level.rounded())) dBFS"
    }

    private static func seconds(_ media: ReceivedMedia) -> String {
        let tenths = Int((media.audioDuration / .milliseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// "one 640x480 PNG picture", "3 JPEG pictures, the last one 640x480, 1 a second".
    private var seen: String? {
        let pictures = media.pictures
        guard pictures.count > 0 else { return nil }
        let size = pictures.last.map { "\($0.width)x\($0.height)" }
        guard pictures.count > 1 else {
            guard let size else { return "one picture whose header I cannot read" }
            return "one \(size)\(kinds(of: pictures)) picture" + look(at: pictures)
        }
        return "\(pictures.count)\(kinds(of: pictures)) pictures"
            + (size.map { ", the last one \($0)" } ?? ", none of whose headers I can read")
            + (pictures.rate.map { ", \(Self.pace($0))" } ?? "") + look(at: pictures)
    }

    /// What was measured of the last picture, if it is the one that is talked about.
    private func look(at pictures: ReceivedPictures) -> String {
        guard let look = PictureLook(latestPictures), look.header == pictures.last else {
            return ""
        }
        return ", " + look.text
    }

    /// " JPEG", or " JPEG and PNG" where both came; nothing where no header could be read.
    private func kinds(of pictures: ReceivedPictures) -> String {
        let names = [PictureHeader.Format.jpeg, .png].filter(pictures.formats.contains)
            .map(\.rawValue)
        return names.isEmpty ? "" : " " + names.joined(separator: " and ")
    }

    /// "2.5 a second", "one every 4 seconds".
    private static func pace(_ rate: Double) -> String {
        func short(_ number: Double) -> String {
            let tenths = Int((min(number, 1e6) * 10).rounded())
            return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        }
        return rate >= 0.95 ? "\(short(rate)) a second" : "one every \(short(1 / rate)) seconds"
    }
}

extension Unheard {
    /// Why the words are missing, in the voice of whoever answers.
    fileprivate var explanation: String {
        switch self {
        case .noRecognizer: "I have no recognizer here, so I cannot tell the words"
        case .noWords: "My recognizer made out none of the phrases it knows"
        case .recognizerFailed: "My recognizer failed, so I cannot tell the words"
        case .recognizerLate: "My recognizer did not keep up, so I cannot tell the words"
        }
    }
}
