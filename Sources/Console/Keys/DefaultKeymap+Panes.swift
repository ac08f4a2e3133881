// SPDX-License-Identifier: Apache-2.0

/// Keys that lead to the panes, and those of each.
extension DefaultKeymap {
    static let panes =
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

    static let perPane = [
        KeyBinding(.scroll(.left), in: .pane(.frames), ["Left", "h"], "Scroll the notes left"),
        KeyBinding(.scroll(.right), in: .pane(.frames), ["Right", "l"], "Scroll the notes right"),
        KeyBinding(
            .filter(nil),
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

    static let inspector =
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

    static let tools = [
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

    static let audio = [
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

    static let video = [
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
}
