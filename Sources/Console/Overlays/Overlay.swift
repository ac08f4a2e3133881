// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Something that stands over the panes and takes the keys.
package enum Overlay: Sendable {
    case help(HelpOverlay)
    /// Asks before a session on this route is given up.
    case confirmQuit(route: String)
    case devicePicker(DevicePicker)
    case micDoctor(MicDoctor)

    var scope: KeyScope {
        switch self {
        case .help: .help
        case .confirmQuit: .confirm
        case .devicePicker: .devicePicker
        case .micDoctor: .micDoctor
        }
    }

    /// Takes a key that is bound to nothing here.
    mutating func type(_ chord: KeyChord) {
        guard case .help(var help) = self else { return }
        help.type(chord)
        self = .help(help)
    }

    mutating func scroll(_ motion: ScrollMotion, keymap: Keymap, size: Size) {
        switch self {
        case .help(var help):
            help.scroll(motion, keymap: keymap, size: size)
            self = .help(help)
        case .devicePicker(var picker):
            picker.move(motion)
            self = .devicePicker(picker)
        case .confirmQuit, .micDoctor:
            break
        }
    }
}
