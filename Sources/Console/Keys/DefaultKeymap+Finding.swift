// SPDX-License-Identifier: Apache-2.0

/// Keys that find things and act on the session.
extension DefaultKeymap {
    static let inject = [
        KeyBinding(
            .composeFrame,
            in: .pane(.frames),
            ["Ctrl-N"],
            "Write a frame and send it as it stands",
            hint: "compose"
        ),
        KeyBinding(.editFrame, in: .pane(.frames), ["e"], "Write a frame like the selected one"),
        KeyBinding(.resendFrame, in: .pane(.frames), ["r"], "Send the selected frame again"),
        KeyBinding(
            .injectFrame,
            in: .frameEditor,
            ["Ctrl-X"],
            "Send it as it stands",
            hint: "send"
        ),
        KeyBinding(
            .editOutside,
            in: .frameEditor,
            ["Ctrl-O"],
            "Go on in $VISUAL or $EDITOR",
            hint: "editor"
        ),
        KeyBinding(
            .back,
            in: .frameEditor,
            ["Esc", "Ctrl-C"],
            "Close; Ctrl-N goes on with it",
            hint: "close"
        ),
        KeyBinding(.openFaults, in: .global, ["Z"], "Have the embedded server make a fault"),
        KeyBinding(.orderFault, in: .faults, ["Enter"], "Ask for it", hint: "ask for it"),
        KeyBinding(.scroll(.up), in: .faults, ["Up", "k"], "Up"),
        KeyBinding(.scroll(.down), in: .faults, ["Down", "j"], "Down"),
        KeyBinding(.scroll(.left), in: .faults, ["Left", "h"], "Another measure"),
        KeyBinding(
            .scroll(.right),
            in: .faults,
            ["Right", "l"],
            "Another measure",
            hint: "measure"
        ),
        KeyBinding(.back, in: .faults, ["Esc", "Z", "q", "Ctrl-C"], "Close", hint: "close"),
        KeyBinding(.strainTools, in: .pane(.tools), ["L"], "Slow answers down, make some fail"),
        KeyBinding(.acceptStrain, in: .toolStrain, ["Enter"], "Do it", hint: "do it"),
        KeyBinding(.scroll(.up), in: .toolStrain, ["Up", "k"], "Up"),
        KeyBinding(.scroll(.down), in: .toolStrain, ["Down", "j"], "Down"),
        KeyBinding(.scroll(.left), in: .toolStrain, ["Left", "h"], "Less", hint: "less"),
        KeyBinding(.scroll(.right), in: .toolStrain, ["Right", "l"], "More", hint: "more"),
        KeyBinding(.back, in: .toolStrain, ["Esc", "L", "q", "Ctrl-C"], "Leave it", hint: "leave"),
        KeyBinding(.agree, in: .consent, ["y", "Enter"], "Yes", hint: "yes"),
        KeyBinding(.back, in: .consent, ["n", "Esc", "q", "Ctrl-C"], "No", hint: "no"),
    ]

    static let find = [
        KeyBinding(.search, in: .list, ["/"], "Look for words in the pane", hint: "find"),
        KeyBinding(.nextMatch, in: .list, ["n"], "To the next match"),
        KeyBinding(.previousMatch, in: .list, ["N"], "To the match before"),
        KeyBinding(.previousTurn, in: .global, ["{"], "To the turn before, in all panes"),
        KeyBinding(.nextTurn, in: .global, ["}"], "To the next turn, in all panes"),
        KeyBinding(
            .nextProblem,
            in: .global,
            ["!"],
            "To the latest problem; again: the one before"
        ),
        KeyBinding(
            .listProblems,
            in: .global,
            ["E"],
            "All problems: errors, stalls, xruns, closes"
        ),
        KeyBinding(.goToProblem, in: .problems, ["Enter"], "Go there", hint: "go"),
        KeyBinding(.scroll(.up), in: .problems, ["Up", "k"], "Up"),
        KeyBinding(.scroll(.down), in: .problems, ["Down", "j"], "Down"),
        KeyBinding(.scroll(.pageUp), in: .problems, ["PgUp"], "A page up"),
        KeyBinding(.scroll(.pageDown), in: .problems, ["PgDn"], "A page down"),
        KeyBinding(.scroll(.top), in: .problems, ["g", "Home"], "To the latest"),
        KeyBinding(.scroll(.bottom), in: .problems, ["G", "End"], "To the first"),
        KeyBinding(.back, in: .problems, ["Esc", "E", "q", "Ctrl-C"], "Close", hint: "close"),
        KeyBinding(.acceptPrompt, in: .prompt, ["Enter"], "Go with it", hint: "go"),
        KeyBinding(.back, in: .prompt, ["Esc", "Ctrl-C"], "Leave it", hint: "leave"),
    ]
}
