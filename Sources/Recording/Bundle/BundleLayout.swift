// SPDX-License-Identifier: Apache-2.0

/// The names and limits of a bundle's files; docs/recording.md describes what is in them.
package enum BundleLayout {
    /// The ending of a bundle's folder.
    package static let folderSuffix = ".livesession"
    /// The format this program writes, and the only one it reads.
    package static let version = 1

    static let meta = "meta.json"
    static let frames = "frames.jsonl"
    static let events = "events.jsonl"
    static let microphone = "mic.wav"
    static let model = "model.wav"
    static let media = "media"

    /// Samples a second of `mic.wav` and `model.wav`.
    package static let microphoneRate = 16_000
    package static let modelRate = 24_000

    /// A frame holds at most 16 MiB of JSON; as an escaped string that is at most six times as much.
    static let maxLineBytes = 100 << 20
    static let maxMetaBytes = 4 << 20
    /// What the media of one line may add up to.
    static let maxMediaBytes = 16 << 20
    static let maxReferencesPerLine = 256
    /// More than a day of both directions' sound; beyond that a bundle is no recording of a session.
    static let maxRecords = 100_000_000
}
