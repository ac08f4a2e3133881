// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws and compares whole 200x60 frames.
enum ScreenBenchmark {
    private static let size = Size(width: 200, height: 60)
    private static let frames = 200

    static func rows() -> [BenchmarkRow] {
        [
            row("screen: 200x60 draw and repaint", repaints: true) { frame in
                Scene(frame: frame, isQuiet: false)
            },
            row("screen: 200x60 draw and diff, text changed") { frame in
                Scene(frame: frame, isQuiet: false)
            },
            row("screen: 200x60 draw and diff, meters changed") { frame in
                Scene(frame: frame, isQuiet: true)
            },
        ]
    }

    /// The median CPU time to draw one frame and find what changed since the one before.
    private static func row(
        _ name: String,
        repaints: Bool = false,
        scene: (Int) -> Scene
    ) -> BenchmarkRow {
        var previous: CellBuffer?
        var milliseconds: [Double] = []
        for frame in 0..<frames {
            let scene = scene(frame)
            let start = ProcessCost.cpuSeconds
            var buffer = CellBuffer(size: size)
            scene.render(in: buffer.bounds, into: &buffer)
            let runs = CellDiff.runs(from: previous, to: buffer)
            milliseconds.append((ProcessCost.cpuSeconds - start) * 1000)
            precondition(!runs.isEmpty, "a frame that changes nothing measures nothing")
            previous = repaints ? nil : buffer
        }
        let median = milliseconds.sorted()[frames / 2]
        return BenchmarkRow(name: name, target: 1, measured: median, unit: "ms")
    }
}

/// A console at work: two panes of text, a table, meters.
private struct Scene: Widget {
    private let text: Text
    private let table: Table
    private let meter: Double
    private let wave: [Double]
    private let border: Style

    init(frame: Int, isQuiet: Bool) {
        let seed = isQuiet ? 0 : frame
        let styles: [Style] = (0..<6).map { Style(foreground: .ansi(UInt8(($0 + seed) % 16))) }
        text = Text(
            (0..<40).map { line in
                Line([
                    Span("14:02:\(10 + line) ", styles[line % 6]),
                    Span("In Bergen it will be six degrees and wet \(seed) — ", styles[2]),
                    Span("明日のベルゲンは雨です 🌧️ \(line + seed) ", styles[(line + 1) % 6]),
                ])
            }
        )
        table = Table(
            columns: [
                .init("#", .length(5), .right), .init("type", .fill), .init("note", .fill(2)),
            ],
            rows: (0..<40).map { row in
                .init(
                    ["\(row + seed)", "serverContent", "audio 24k .19 s"],
                    style: styles[row % 6]
                )
            },
            selected: seed % 40
        )
        meter = Double(frame % 100) / 100
        wave = (0..<196).map { Double(($0 + frame) % 9) / 8 }
        border = styles[0]
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let parts = area.split(.vertical, [.fill, .length(8)])
        let panes = parts[0].split(.horizontal, [.fill, .fill])
        for (index, pane) in panes.enumerated() {
            let block = Block(
                title: "1 Transcript",
                titleRight: "F follow",
                footer: "{ } turn  / find",
                borderStyle: border
            )
            block.render(in: pane, into: &buffer)
            let inner = block.inner(of: pane)
            if index == 0 {
                Paragraph(text).render(in: inner, into: &buffer)
            } else {
                table.render(in: inner, into: &buffer)
            }
        }
        for row in 0..<4 {
            Gauge(ratio: meter, marker: 0.9).render(in: parts[1].row(row), into: &buffer)
            Sparkline(wave).render(in: parts[1].row(4 + row), into: &buffer)
        }
    }
}
