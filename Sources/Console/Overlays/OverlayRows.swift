// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Where the rows of a list that stands over the panes are on the screen.
struct OverlayRows: Equatable {
    /// The box with its border.
    let box: Rect
    /// The rows within it.
    let area: Rect
    let count: Int
    /// The row of the list at the top.
    let offset: Int

    init(box: Rect, area: Rect, showing selected: Int?, count: Int) {
        self.box = box
        self.area = area
        self.count = count
        offset = Table.offset(0, showing: selected, count: count, height: area.height)
    }

    /// A box without a list.
    init(box: Rect) {
        self.init(
            box: box,
            area: Rect(x: box.x, y: box.y, width: 0, height: 0),
            showing: nil,
            count: 0
        )
    }

    /// The rows in view.
    var shown: Range<Int> { offset..<max(min(offset + area.height, count), offset) }

    /// Where a row in view stands.
    func place(of row: Int) -> Rect { area.row(row - offset) }

    /// The row at a point; nil beside the list.
    func row(at point: Point) -> Int? {
        let row = offset + point.y - area.y
        return area.contains(point) && row < count ? row : nil
    }
}

extension Overlay {
    /// Where its rows are; nil for what is answered with keys alone.
    func rows(in state: ConsoleState) -> OverlayRows? {
        let screen = Rect(state.size)
        let (theme, glyphs) = (state.theme, state.glyphs)
        return switch self {
        case .help:
            OverlayRows(box: HelpOverlay.area(in: screen))
        case .palette(let palette):
            PaletteBox(palette: palette, state: state, theme: theme).rows(in: screen)
        case .themePicker(let picker):
            ThemePickerBox(picker: picker, theme: theme, glyphs: glyphs, footer: "")
                .rows(in: screen)
        case .devicePicker(let picker):
            DevicePickerBox(picker: picker, theme: theme, glyphs: glyphs, footer: "")
                .rows(in: screen)
        case .copyMenu(let menu):
            CopyMenuBox(menu: menu, theme: theme, glyphs: glyphs, footer: "").rows(in: screen)
        case .problems(let sheet):
            sheet.box(state.live.problems, state, theme).rows(in: screen)
        case .faults(let menu):
            menu.box(theme, glyphs, "").rows(in: screen)
        case .toolStrain(let menu):
            menu.box(theme, glyphs, "").rows(in: screen)
        case .confirmQuit, .micDoctor, .tool, .toolAnswer, .settingEditor, .prompt, .command,
            .frameEditor, .consent:
            nil
        }
    }

    /// Selects a row of the list.
    mutating func select(row: Int, in state: ConsoleState) {
        switch self {
        case .palette(var palette):
            palette.selected = row
            self = .palette(palette)
        case .themePicker(var picker):
            picker.selected = row
            self = .themePicker(picker)
        case .devicePicker(var picker):
            guard case .choice(let index) = picker.rows[row] else { return }
            picker.selected = index
            self = .devicePicker(picker)
        case .copyMenu(var menu):
            menu.selected = row
            self = .copyMenu(menu)
        case .problems(var sheet):
            sheet.selected = state.live.problems.ring.end - 1 - row
            self = .problems(sheet)
        case .faults(var menu):
            menu.selected = row
            self = .faults(menu)
        case .toolStrain(var menu):
            menu.isRateSelected = row == 1
            self = .toolStrain(menu)
        case .help, .confirmQuit, .micDoctor, .tool, .toolAnswer, .settingEditor, .prompt,
            .command, .frameEditor, .consent:
            break
        }
    }
}
