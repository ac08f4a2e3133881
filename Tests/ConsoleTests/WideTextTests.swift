// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing
import Voice

/// Text of any script, wherever it comes from, breaks no border.
@MainActor
@Suite struct WideTextTests {
    /// Wide, joined, marked and from right to left, in sentences and without a blank.
    nonisolated static let texts = [
        "日本語のとても長い文章はどこでも折り返されます、空白がないからです。",
        "👩‍👩‍👧‍👦 family 🇳🇴 flag 👍🏽 skin ❤️ heart 🏳️‍🌈 and again 👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
        "e\u{301}\u{302}\u{303}o\u{308} n\u{303}a\u{30A} combining marks on every letter a\u{300}",
        "שלום עולם, זה משפט ארוך שנכתב מימין לשמאל ואין לו סוף",
        "مرحبا بالعالم هذه جملة طويلة مكتوبة من اليمين إلى اليسار",
        "นี่คือประโยคภาษาไทยที่ไม่มีช่องว่าง नमस्ते दुनिया 한국어 문장입니다",
        "ｆｕｌｌ　ｗｉｄｔｈ\u{202E}override\u{2066}\u{200B}zero\u{1B}[2J",
    ]

    nonisolated static let sizes = [20, 80, 121, 181].map {
        Size(width: $0, height: $0 < 40 ? 5 : $0 / 4 + 8)
    }

    /// A session in which everything that comes from outside is the text.
    private func stage(_ text: String, _ size: Size) -> Stage {
        let profile = SessionProfile(route: text, model: text, voice: text, tools: [text])
        let stage = Stage(size, profile: profile, hasSound: true)
        stage.send(.sessionOpened(profile, at: .zero)).connected()
        let event = ToolEvent(
            id: text,
            name: text,
            arguments: [text: .string(text)],
            means: .command([text, text], directory: "/" + text),
            state: .awaitingConfirmation
        )
        stage.hear(
            .replying.with {
                $0.microphone.device.name = text
                $0.speaker.device.status = .lost(text)
            },
            for: .milliseconds(34)
        )
        stage.play(
            .said(text),
            .up(3, LiveClientMessage(clientContent: ClientContent(turns: [Content(text)]))),
            .model(text),
            .inputTranscript(Transcription(text: text), turn: 1),
            .outputTranscript(Transcription(text: text), turn: 1),
            .toolCall([FunctionCall(id: text, name: text)], turn: 1),
            .tool(event),
            .interrupted(turn: 1),
            .turnEnded(TurnEnd(reason: text), turn: 1),
            .notice(Notice(.error, text))
        )
        return stage.type(text)
    }

    @Test(arguments: texts, sizes)
    func everyPaneKeepsItsBorder(text: String, size: Size) {
        let stage = stage(text, size)
        for pane in PaneID.allCases {
            for chords in pane == .frames ? ["", "+", "+ +"] : [""] {
                stage.press("Esc \(pane.key)").press(chords)
                expectBorders(stage, "\(pane.name) \(chords)")
                stage.press("_ _ Esc")
            }
        }
    }

    @Test(arguments: texts, sizes.prefix(3))
    func everyOverlayKeepsItsBorder(text: String, size: Size) {
        let ways = [
            "Esc ?", "Ctrl-Y", "Esc 4 e", "Esc q", "Esc 2 ,", "Esc 2 d", "Esc 9 Enter",
            "Esc 9 Down Down Down Enter", "Ctrl-P", "Esc : x Enter", "Esc : t h e m e Enter",
        ]
        for way in ways {
            let stage = stage(text, size).press(way)
            stage.send(
                .devices([DeviceChoice(direction: .input, name: text, summary: text, note: text)]),
                .themes([ThemeChoice(name: text, theme: nil, note: text)])
            )
            expectWholeBox(stage, way)
            stage.send(.input(.paste(text)))
            // A command line that nothing fits has no box.
            if way.contains("x Enter") { stage.press("Enter") }
            expectWholeBox(stage, way)
        }
    }

    /// Every pane's border stands where the layout has it.
    private func expectBorders(_ stage: Stage, _ place: String) {
        let (cells, layout) = (stage.cells, stage.state.layout)
        expectWholeCells(cells, place)
        guard layout.hasBorders else { return }
        for placement in layout.placements {
            let area = placement.area
            #expect(cells[area.x, area.y].symbol == "╭", "\(place)")
            #expect(cells[area.right - 1, area.y].symbol == "╮", "\(place)")
            #expect(cells[area.x, area.bottom - 1].symbol == "╰", "\(place)")
            #expect(cells[area.right - 1, area.bottom - 1].symbol == "╯", "\(place)")
            for y in area.y + 1..<max(area.bottom - 1, area.y + 1) {
                let ends = cells[area.x, y].symbol + cells[area.right - 1, y].symbol
                #expect(ends == "││", "\(place), row \(y): \(cells.rowText(y))")
            }
        }
    }

    /// The box on top is closed: from one of the corners on the screen a border runs all around.
    private func expectWholeBox(_ stage: Stage, _ place: String) {
        let cells = stage.cells
        expectWholeCells(cells, place)
        guard !stage.state.overlays.isEmpty, stage.state.layout.hasBorders else { return }
        let panes = stage.state.layout.placements.map(\.area)
        let rows = (0..<cells.size.height).filter { cells.rowText($0).contains("╭") }
        let corners = rows.flatMap { y in
            (0..<cells.size.width).map { Point(x: $0, y: y) }
        }
        .filter { corner in
            cells[corner.x, corner.y].symbol == "╭"
                && !panes.contains { $0.x == corner.x && $0.y == corner.y && isWhole($0, cells) }
        }
        let boxes = corners.compactMap { box(from: $0, cells) }
        #expect(boxes.contains { isWhole($0, cells) }, "\(place)\n\(stage.screen)")
    }

    /// The box that a corner begins, as far as the border to its right and below it goes.
    private func box(from corner: Point, _ cells: CellBuffer) -> Rect? {
        let right = (corner.x + 1..<cells.size.width).first { cells[$0, corner.y].symbol == "╮" }
        let bottom = (corner.y + 1..<cells.size.height).first { cells[corner.x, $0].symbol == "╰" }
        guard let right, let bottom else { return nil }
        return Rect(
            x: corner.x,
            y: corner.y,
            width: right - corner.x + 1,
            height: bottom - corner.y + 1
        )
    }

    private func isWhole(_ box: Rect, _ cells: CellBuffer) -> Bool {
        (box.y + 1..<max(box.bottom - 1, box.y + 1)).allSatisfy {
            cells[box.x, $0].symbol == "│" && cells[box.right - 1, $0].symbol == "│"
        }
    }

    /// Wide characters have their second halves, and nothing a terminal could obey is left.
    private func expectWholeCells(_ cells: CellBuffer, _ place: String) {
        for y in 0..<cells.size.height {
            let row = cells.rowText(y)
            #expect(TextWidth.columns(of: row) == cells.size.width, "\(place), row \(y): \(row)")
            let hidden = row.unicodeScalars.contains {
                $0.value < 0x20 || (0x202A...0x202E).contains($0.value)
                    || (0x2066...0x2069).contains($0.value) || $0.value == 0x200B
            }
            #expect(!hidden, "\(place), row \(y)")
        }
    }
}
