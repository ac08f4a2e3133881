// SPDX-License-Identifier: Apache-2.0

/// The panes; a pane keeps its number for ever, so that fingers can learn it.
package enum PaneID: Int, Sendable, CaseIterable {
    case transcript = 1
    case audio = 2
    case frames = 3
    case tools = 4
    case budget = 5
    case turns = 6
    case lanes = 7
    case log = 8
    case config = 9
    case inspector = 0
    case video = 10

    /// The key that leads to it, as its title shows it: its number, or a letter.
    package var key: String {
        self == .video ? "v" : String(rawValue)
    }

    /// Its place in the row of digit keys, where 0 comes last; after them the letters.
    var order: Int { self == .video ? 10 : (rawValue + 9) % 10 }

    /// The name in configuration files and in the names of actions.
    package var name: String { title.lowercased() }

    /// The name on the pane's border.
    package var title: String {
        switch self {
        case .transcript: "Transcript"
        case .audio: "Audio"
        case .frames: "Frames"
        case .tools: "Tools"
        case .budget: "Budget"
        case .turns: "Turns"
        case .lanes: "Lanes"
        case .log: "Log"
        case .config: "Config"
        case .inspector: "Inspector"
        case .video: "Video"
        }
    }
}
