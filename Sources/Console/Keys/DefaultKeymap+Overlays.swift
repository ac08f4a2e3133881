// SPDX-License-Identifier: Apache-2.0

/// Keys of what stands over the panes.
extension DefaultKeymap {
    static let overlays = [
        KeyBinding(.back, in: .help, ["Esc", "F1", "Ctrl-C"], "Close", hint: "close"),
        KeyBinding(.scroll(.up), in: .help, ["Up"], "Up"),
        KeyBinding(.scroll(.down), in: .help, ["Down"], "Down"),
        KeyBinding(.scroll(.pageUp), in: .help, ["PgUp"], "A page up"),
        KeyBinding(.scroll(.pageDown), in: .help, ["PgDn"], "A page down"),
        KeyBinding(.confirm, in: .confirm, ["y", "Enter", "q", "Ctrl-C"], "Yes", hint: "yes"),
        KeyBinding(.decline, in: .confirm, ["n", "Esc"], "No", hint: "no"),
        KeyBinding(.useDevice, in: .devicePicker, ["Enter"], "Use the device", hint: "use"),
        KeyBinding(.scroll(.up), in: .devicePicker, ["Up", "k"], "Up"),
        KeyBinding(.scroll(.down), in: .devicePicker, ["Down", "j"], "Down"),
        KeyBinding(
            .back,
            in: .devicePicker,
            ["Esc", ",", "q", "Ctrl-C"],
            "Close",
            hint: "close"
        ),
        KeyBinding(.copyChoice, in: .copyMenu, ["Enter"], "Copy it", hint: "copy"),
        KeyBinding(.scroll(.up), in: .copyMenu, ["Up", "k"], "Up"),
        KeyBinding(.scroll(.down), in: .copyMenu, ["Down", "j"], "Down"),
        KeyBinding(.back, in: .copyMenu, ["Esc", "Y", "q", "Ctrl-C"], "Close", hint: "close"),
        KeyBinding(.stageSetting, in: .settingEditor, ["Enter"], "Stage it", hint: "stage"),
        KeyBinding(.scroll(.up), in: .settingEditor, ["Up"], "Up"),
        KeyBinding(.scroll(.down), in: .settingEditor, ["Down"], "Down"),
        KeyBinding(.scroll(.pageUp), in: .settingEditor, ["PgUp"], "A page up"),
        KeyBinding(.scroll(.pageDown), in: .settingEditor, ["PgDn"], "A page down"),
        KeyBinding(.back, in: .settingEditor, ["Esc", "Ctrl-C"], "Leave it", hint: "leave"),
        KeyBinding(.micDoctor, in: .micDoctor, ["r"], "Listen again", hint: "again"),
        KeyBinding(.back, in: .micDoctor, ["Esc", "d", "q", "Ctrl-C"], "Close", hint: "close"),
    ]

    // No Enter here: nothing runs because a line was sent the moment the question came.
    static let toolOverlays = [
        KeyBinding(.agreeToTool, in: .toolSheet, ["y"], "Run it", hint: "run it"),
        KeyBinding(.refuseTool, in: .toolSheet, ["n"], "Refuse it", hint: "refuse"),
        KeyBinding(.scroll(.up), in: .toolSheet, ["Up", "k"], "Up"),
        KeyBinding(.scroll(.down), in: .toolSheet, ["Down", "j"], "Down"),
        KeyBinding(.scroll(.pageUp), in: .toolSheet, ["PgUp"], "A page up"),
        KeyBinding(.scroll(.pageDown), in: .toolSheet, ["PgDn"], "A page down"),
        KeyBinding(
            .back,
            in: .toolSheet,
            ["Esc", "q", "Ctrl-C"],
            "Close; a call that asks goes on asking",
            hint: "close"
        ),
        KeyBinding(.sendAnswer, in: .toolAnswer, ["Enter"], "Send the answer", hint: "send"),
        KeyBinding(
            .back,
            in: .toolAnswer,
            ["Esc", "Ctrl-C"],
            "Close without an answer",
            hint: "close"
        ),
    ]

    static let discovery = [
        KeyBinding(.runAction, in: .palette, ["Enter"], "Carry it out", hint: "do it"),
        KeyBinding(.scroll(.up), in: .palette, ["Up"], "Up"),
        KeyBinding(.scroll(.down), in: .palette, ["Down"], "Down"),
        KeyBinding(.scroll(.pageUp), in: .palette, ["PgUp"], "A page up"),
        KeyBinding(.scroll(.pageDown), in: .palette, ["PgDn"], "A page down"),
        KeyBinding(.back, in: .palette, ["Esc", "Ctrl-P", "Ctrl-C"], "Close", hint: "close"),
        KeyBinding(.runCommand, in: .commandLine, ["Enter"], "Carry it out", hint: "do it"),
        KeyBinding(
            .complete,
            in: .commandLine,
            ["Tab"],
            "Complete the word, then the next one that fits",
            hint: "complete"
        ),
        KeyBinding(.completeBackward, in: .commandLine, ["S-Tab"], "The one before that fits"),
        KeyBinding(.historyPrevious, in: .commandLine, ["Up"], "Earlier command"),
        KeyBinding(.historyNext, in: .commandLine, ["Down"], "Later command"),
        KeyBinding(.back, in: .commandLine, ["Esc", "Ctrl-C"], "Leave it", hint: "leave"),
        KeyBinding(.keepTheme, in: .themePicker, ["Enter"], "Keep the theme", hint: "keep"),
        KeyBinding(.scroll(.up), in: .themePicker, ["Up", "k"], "Up"),
        KeyBinding(.scroll(.down), in: .themePicker, ["Down", "j"], "Down"),
        KeyBinding(.scroll(.top), in: .themePicker, ["g", "Home"], "To the first"),
        KeyBinding(.scroll(.bottom), in: .themePicker, ["G", "End"], "To the last"),
        KeyBinding(
            .back,
            in: .themePicker,
            ["Esc", "q", "Ctrl-C"],
            "Close, with the theme as it was",
            hint: "as it was"
        ),
    ]
}
