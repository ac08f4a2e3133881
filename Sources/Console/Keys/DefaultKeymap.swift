// SPDX-License-Identifier: Apache-2.0

/// The keys of the console: dispatch, help, hints and docs/keys.md all read this table.
package enum DefaultKeymap {
    /// The table as a keymap.
    package static let keymap = Keymap(
        textEntry + session + sound + settings + panes + lists + find + inject + perPane
            + inspector + tools + audio + video + replay + program + overlays + toolOverlays
            + discovery
    )

    private static let textEntry = [
        KeyBinding(.send, in: .textEntry, ["Enter"], "Send the message", hint: "send"),
        KeyBinding(.historyPrevious, in: .textEntry, ["Up"], "Earlier message", hint: "earlier"),
        KeyBinding(.historyNext, in: .textEntry, ["Down"], "Later message"),
        KeyBinding(
            .back,
            in: .textEntry,
            ["Esc"],
            "Leave the input line for the panes",
            hint: "panes"
        ),
        KeyBinding(
            .clearOrQuit,
            in: .textEntry,
            ["Ctrl-C"],
            "Clear the line; pressed again: quit",
            hint: "clear, quit"
        ),
        KeyBinding(.scroll(.pageUp), in: .textEntry, ["PgUp"], "Scroll the pane a page up"),
        KeyBinding(.scroll(.pageDown), in: .textEntry, ["PgDn"], "Scroll the pane a page down"),
    ]

    private static let session = [
        KeyBinding(.typeMessage, in: .global, ["t"], "Type a message", hint: "type"),
        KeyBinding(
            .connectOrDisconnect,
            in: .global,
            ["c"],
            "Connect or disconnect",
            hint: "connect"
        ),
        KeyBinding(
            .interrupt,
            in: .global,
            ["b"],
            "Barge in: stop the running reply",
            hint: "barge in"
        ),
        KeyBinding(.toggleRecording, in: .global, ["R"], "Record the session, or stop"),
    ]

    private static let sound = [
        KeyBinding(.talk, in: .global, ["Space"], "Talk: press to begin and to end", hint: "talk"),
        KeyBinding(.toggleMicrophone, in: .global, ["m"], "Microphone on or off", hint: "mic"),
        KeyBinding(.toggleSpeaker, in: .global, ["s"], "Loudspeaker on or off", hint: "spk"),
    ]

    private static let settings = [
        KeyBinding(.toggleModality, in: .global, ["a"], "Replies as audio or text: staged"),
        KeyBinding(
            .toggleTranscripts,
            in: .global,
            ["T"],
            "Transcripts in, out, both, off: staged"
        ),
        KeyBinding(
            .toggleTurnDetection,
            in: .global,
            ["V"],
            "Turn detection auto or manual: staged"
        ),
        KeyBinding(
            .applySettings,
            in: .global,
            ["A"],
            "Apply what is staged, over a new connection; pressed again: at once",
            hint: "apply"
        ),
        KeyBinding(.editSetting, in: .pane(.config), ["Enter"], "Change the setting", hint: "edit"),
        KeyBinding(
            .unstageSettings,
            in: .pane(.config),
            ["d"],
            "Forget what is staged",
            hint: "forget"
        ),
    ]

    private static let lists = [
        KeyBinding(.scroll(.up), in: .list, ["Up", "k"], "Up"),
        KeyBinding(.scroll(.down), in: .list, ["Down", "j"], "Down"),
        KeyBinding(.scroll(.pageUp), in: .list, ["PgUp", "Ctrl-B"], "A page up"),
        KeyBinding(.scroll(.pageDown), in: .list, ["PgDn", "Ctrl-F"], "A page down"),
        KeyBinding(.scroll(.halfPageUp), in: .list, ["Ctrl-U"], "Half a page up"),
        KeyBinding(.scroll(.halfPageDown), in: .list, ["Ctrl-D"], "Half a page down"),
        KeyBinding(.scroll(.top), in: .list, ["g", "Home"], "To the top"),
        KeyBinding(.scroll(.bottom), in: .list, ["G", "End"], "To the bottom"),
        KeyBinding(
            .follow,
            in: .list,
            ["F"],
            "Follow what arrives, or stop following",
            hint: "follow"
        ),
        KeyBinding(.copy, in: .list, ["y"], "Copy what is selected", hint: "copy"),
        KeyBinding(.copyMenu, in: .list, ["Y"], "Copy as: choose what, and in which form"),
    ]

    private static let replay = [
        KeyBinding(
            .replay(.pause),
            in: .replay,
            ["Space"],
            "Pause or go on",
            hint: "pause",
            overrides: true
        ),
        KeyBinding(
            .replay(.previousTurn),
            in: .replay,
            ["{"],
            "To the turn before",
            hint: "turn",
            overrides: true
        ),
        KeyBinding(
            .replay(.nextTurn),
            in: .replay,
            ["}"],
            "To the next turn",
            hint: "turn",
            overrides: true
        ),
        KeyBinding(
            .replay(.previousFrame),
            in: .replay,
            [","],
            "Back by one frame, and pause",
            hint: "frame"
        ),
        KeyBinding(
            .replay(.nextFrame),
            in: .replay,
            ["."],
            "On by one frame, and pause",
            hint: "frame"
        ),
        KeyBinding(.replay(.slower), in: .replay, ["<"], "Half the speed", hint: "slower"),
        KeyBinding(.replay(.faster), in: .replay, [">"], "Twice the speed", hint: "faster"),
        KeyBinding(.replay(.backward), in: .replay, ["("], "Back by 10 seconds"),
        KeyBinding(.replay(.forward), in: .replay, [")"], "On by 10 seconds"),
        KeyBinding(.replay(.toStart), in: .replay, ["^"], "To the beginning"),
        KeyBinding(.replay(.toEnd), in: .replay, ["$"], "To the end"),
    ]

    private static let program = [
        KeyBinding(.help, in: .global, ["?"], "The keys that are valid here", hint: "keys"),
        KeyBinding(.help, in: .always, ["F1"], "The keys that are valid here", hint: "keys"),
        KeyBinding(
            .quit,
            in: .global,
            ["q", "Ctrl-C"],
            "Quit; asks while connected",
            hint: "quit"
        ),
        KeyBinding(.quitNow, in: .global, ["Q"], "Quit without asking"),
        KeyBinding(
            .palette,
            in: .always,
            ["Ctrl-P"],
            "All actions by name, to look for and to carry out",
            hint: "actions"
        ),
        KeyBinding(.commandLine, in: .global, [":"], "Type an action's name, and what it takes"),
        KeyBinding(.toggleMouse, in: .global, ["%"], "Mouse on or off: click, wheel, drag"),
        KeyBinding(.theme(nil), in: .global, [], "Choose a theme, or take the one named"),
        KeyBinding(.profile(nil), in: .global, [], "Stage what that profile sets"),
        KeyBinding(.preset(nil), in: .global, [], "The layout of that name"),
        KeyBinding(.redraw, in: .always, ["Ctrl-L"], "Draw the screen again"),
        KeyBinding(.suspend, in: .always, ["Ctrl-Z"], "Suspend; `fg` comes back"),
        KeyBinding(.reload, in: .global, ["Ctrl-R"], "Read theme, keys and layouts again"),
    ]
}
