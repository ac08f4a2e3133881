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

    private static let panes =
        PaneID.allCases.map { pane in
            KeyBinding(
                .focus(pane),
                in: .global,
                [pane.key],
                // No hint: the panes' titles show their keys.
                "Go to \(pane.title); pressed again: \(pane == .video ? "on or off" : "zoom")"
            )
        } + [
            KeyBinding(.toggleTyping, in: .always, ["Ctrl-T"], "Into the input line and out of it"),
            KeyBinding(.nextPane, in: .always, ["Tab"], "Next pane"),
            KeyBinding(.previousPane, in: .always, ["S-Tab"], "Previous pane"),
            KeyBinding(.back, in: .global, ["Esc"], "Back: out of the zoom or the freeze"),
            KeyBinding(
                .nextPreset,
                in: .global,
                ["p"],
                "Next layout: talk, debug, wire, latency, your own"
            ),
            KeyBinding(.previousPreset, in: .global, ["P"], "Previous layout"),
            KeyBinding(.grow, in: .global, ["+"], "Grow the pane: half the screen, then all of it"),
            KeyBinding(.shrink, in: .global, ["_"], "Shrink it again"),
            KeyBinding(
                .freeze,
                in: .global,
                ["u"],
                "Freeze the panes; the session goes on",
                hint: "freeze"
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

    private static let perPane = [
        KeyBinding(.scroll(.left), in: .pane(.frames), ["Left", "h"], "Scroll the notes left"),
        KeyBinding(.scroll(.right), in: .pane(.frames), ["Right", "l"], "Scroll the notes right"),
        KeyBinding(
            .filter,
            in: .pane(.frames),
            ["f"],
            "List what passes a filter: type:toolCall dir:s2c size:>4k text:~rain turn:7 !is:sound",
            hint: "filter"
        ),
        KeyBinding(
            .toggleAudioFrames,
            in: .pane(.frames),
            ["S"],
            "Hide or show frames of nothing but the microphone's sound",
            hint: "audio"
        ),
        KeyBinding(.scroll(.left), in: .pane(.log), ["Left", "h"], "Scroll the texts left"),
        KeyBinding(.scroll(.right), in: .pane(.log), ["Right", "l"], "Scroll the texts right"),
        KeyBinding(.zoomTimeOut, in: .pane(.lanes), ["-"], "A longer time", hint: "longer"),
        KeyBinding(.zoomTimeIn, in: .pane(.lanes), ["="], "A shorter time", hint: "shorter"),
        KeyBinding(
            .toggleTurnDetail,
            in: .pane(.turns),
            ["Enter"],
            "The moments of the selected turn, or the list",
            hint: "detail"
        ),
        KeyBinding(.zoomTimeOut, in: .pane(.turns), ["-"], "A longer time", hint: "longer"),
        KeyBinding(.zoomTimeIn, in: .pane(.turns), ["="], "A shorter time", hint: "shorter"),
    ]

    private static let inspector =
        [
            KeyBinding(
                .inspectFrame,
                in: .pane(.frames),
                ["Enter"],
                "Inspect the frame",
                hint: "inspect"
            ),
            KeyBinding(
                .openInspected,
                in: .pane(.inspector),
                ["Enter"],
                "In JSON: fold or unfold; in Summary: go to the linked frame"
            ),
            KeyBinding(
                .scroll(.left),
                in: .pane(.inspector),
                ["Left", "h"],
                "In JSON: fold, or go to the branch around it",
                hint: "fold"
            ),
            KeyBinding(
                .scroll(.right),
                in: .pane(.inspector),
                ["Right", "l"],
                "In JSON: unfold, or go to the first child",
                hint: "unfold"
            ),
            KeyBinding(.nextFrame, in: .pane(.inspector), ["J"], "The next frame", hint: "frame"),
            KeyBinding(
                .previousFrame,
                in: .pane(.inspector),
                ["K"],
                "The frame before",
                hint: "frame"
            ),
        ]
        + [KeyScope.pane(.frames), .pane(.inspector)].flatMap { scope in
            [
                KeyBinding(
                    .nextTab,
                    in: scope,
                    ["H", "]"],
                    "Next view of the frame",
                    hint: "view"
                ),
                KeyBinding(.previousTab, in: scope, ["["], "Previous view of the frame"),
                KeyBinding(
                    .toggleMark,
                    in: scope,
                    ["*"],
                    "Mark the frame for comparing, or take its mark away",
                    hint: "mark"
                ),
                KeyBinding(
                    .compareMarked,
                    in: scope,
                    ["D"],
                    "What differs between the two marked frames",
                    hint: "diff"
                ),
            ]
        }

    private static let tools = [
        KeyBinding(
            .decideTool,
            in: .always,
            ["Ctrl-Y"],
            "Decide about the tool call that waits for you"
        ),
        KeyBinding(
            .releaseTool,
            in: .pane(.tools),
            ["a"],
            "Let a held call go on; decide about one that asks; answer one that is yours",
            hint: "go on",
            overrides: true
        ),
        KeyBinding(
            .writeAnswer,
            in: .pane(.tools),
            ["e"],
            "Write the answer yourself",
            hint: "answer"
        ),
        KeyBinding(
            .cancelTool,
            in: .pane(.tools),
            ["X"],
            "End the call with an error",
            hint: "cancel"
        ),
        KeyBinding(
            .holdTools,
            in: .pane(.tools),
            ["I"],
            "Hold calls before they run, or let them run",
            hint: "hold"
        ),
        KeyBinding(
            .openTool,
            in: .pane(.tools),
            ["Enter"],
            "All about the call",
            hint: "details",
            overrides: true
        ),
    ]

    private static let audio = [
        KeyBinding(.pickDevice, in: .pane(.audio), [","], "Choose the devices", hint: "devices"),
        KeyBinding(.micDoctor, in: .pane(.audio), ["d"], "Mic doctor", hint: "doctor"),
        KeyBinding(
            .gain(.up),
            in: .pane(.audio),
            ["+"],
            "Microphone gain 1 dB up",
            hint: "gain",
            overrides: true
        ),
        KeyBinding(.gain(.down), in: .pane(.audio), ["-"], "Microphone gain 1 dB down"),
        KeyBinding(.gain(.reset), in: .pane(.audio), ["="], "Microphone gain 0 dB"),
        // Half duplex is the cure for echo, and d, h and f mean other things already.
        KeyBinding(
            .toggleDuplex,
            in: .pane(.audio),
            ["e"],
            "Echo: half duplex or full",
            hint: "duplex"
        ),
    ]

    private static let video = [
        KeyBinding(
            .toggleVideo,
            in: .pane(.video),
            ["v"],
            "Show the model pictures, or stop",
            hint: "on, off",
            overrides: true
        ),
        KeyBinding(
            .nextVideoSource,
            in: .pane(.video),
            [","],
            "The next source: what was named, camera, screen, test pattern",
            hint: "source"
        ),
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
        KeyBinding(.preset(nil), in: .global, [], "The layout of that name"),
        KeyBinding(.redraw, in: .always, ["Ctrl-L"], "Draw the screen again"),
        KeyBinding(.suspend, in: .always, ["Ctrl-Z"], "Suspend; `fg` comes back"),
        KeyBinding(.reload, in: .global, ["Ctrl-R"], "Read theme, keys and layouts again"),
    ]

    private static let overlays = [
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
    private static let toolOverlays = [
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

    private static let discovery = [
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
