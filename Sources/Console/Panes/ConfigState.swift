// SPDX-License-Identifier: Apache-2.0

package import LiveAPI
package import LiveEngine
package import TerminalUI

/// What the session is set up with, and what is staged to take its place.
package struct ConfigState: PaneState {
    /// What the program was started with.
    let first: Setup
    /// What the session has, or the last one had.
    private(set) var active: Setup
    /// What the person wants.
    private(set) var form: ConfigForm
    /// The row that Enter edits.
    private(set) var selected = ConfigSetting.model
    /// How the server would go on after a change.
    private(set) var resumption = Outlook.noHandle
    private(set) var hasConversation = false
    private var sent: Setup?
    let glyphs: GlyphSet

    /// What a change of the settings would come to now.
    enum Outlook: Sendable {
        case noHandle
        case resumable
        /// There is a handle from before, and the server is busy.
        case busy
    }

    init(_ setup: Setup, glyphs: GlyphSet) {
        first = setup
        active = setup.settings
        form = ConfigForm(setup)
        self.glyphs = glyphs
    }

    /// The setup that the person wants.
    package var staged: Setup { form.written(over: active, first: first) }

    package var isStaged: Bool { staged != active }

    /// Whether one setting is to change.
    func isStaged(_ setting: ConfigSetting) -> Bool {
        setting.value(in: form) != setting.value(in: ConfigForm(active))
    }

    mutating func stage(_ value: String, for setting: ConfigSetting) {
        setting.set(value, in: &form)
    }

    /// Stages all that another setup has in the form's rows.
    mutating func stage(_ setup: Setup) {
        form = ConfigForm(setup)
    }

    /// Stages the next of a setting's choices, round and round.
    mutating func stageNext(_ setting: ConfigSetting) {
        let choices = setting.choices(form)
        let index = choices.firstIndex(of: setting.value(in: form)) ?? 0
        guard !choices.isEmpty else { return }
        stage(choices[(index + 1) % choices.count], for: setting)
    }

    /// Forgets what is staged.
    mutating func unstage() {
        form = ConfigForm(active)
    }

    mutating func sessionOpened(_ setup: Setup) {
        take(setup.settings)
        resumption = .noHandle
        hasConversation = false
    }

    package mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        switch event {
        case .frame(let frame):
            if case .client(let message) = frame.meaning, let setup = message.setup { sent = setup }
        case .phase(.ready):
            if let sent { take(sent.settings) }
        case .resumption(let update):
            if update.resumable {
                resumption = .resumable
            } else if resumption == .resumable {
                resumption = .busy
            }
        case .userText, .inputTranscript, .modelText, .outputTranscript:
            hasConversation = true
        default:
            break
        }
    }

    /// Follows the session, and with it what is staged where that was nothing of its own.
    private mutating func take(_ setup: Setup) {
        let wasStaged = isStaged
        active = setup
        if !wasStaged, isStaged { form = ConfigForm(active) }
    }

    package mutating func scroll(_ motion: ScrollMotion, viewport: Size) {
        let all = ConfigSetting.allCases
        let index = all.firstIndex(of: selected) ?? 0
        let target =
            switch motion {
            case .top: 0
            case .bottom: all.count - 1
            default: index + (motion.rows(height: viewport.height) ?? 0)
            }
        selected = all[min(max(target, 0), all.count - 1)]
    }

    package mutating func select(row: Int, viewport: Size) {
        let all = ConfigSetting.allCases
        let index = ConfigPane.skipped(before: selected, height: viewport.height) + row
        if all.indices.contains(index) { selected = all[index] }
    }

    package func widget(_ scene: Scene) -> any PaneWidget {
        ConfigPane(state: self, scene: scene)
    }
}
