// SPDX-License-Identifier: Apache-2.0

/// The characters of a glyph set, by what they stand for.
///
/// Every character is one column wide.
package struct GlyphTable: Sendable {
    /// The characters of a border.
    package struct Border: Sendable {
        package let topLeft: Character
        package let topRight: Character
        package let bottomLeft: Character
        package let bottomRight: Character
        package let horizontal: Character
        package let vertical: Character
    }

    package let rounded: Border
    package let plain: Border
    /// A bar that grows to the right: index 0 is empty, the last is a full cell.
    package let horizontalSteps: [Character]
    /// A bar that grows upwards: index 0 is empty, the last is a full cell.
    package let verticalSteps: [Character]
    /// The empty part of a bar.
    package let track: Character
    package let leftCap: Character
    package let rightCap: Character
    /// A held peak or a limit inside a bar.
    package let marker: Character
    /// Four fills from light to full, for patterns that must not rest on colour.
    package let shades: [Character]
    package let scrollTrack: Character
    package let scrollThumb: Character
    /// Between two tabs or two parts of a status line.
    package let divider: Character
    package let horizontalRule: Character
    package let ellipsis: Character
    package let upArrow: Character
    package let downArrow: Character
    package let leftArrow: Character
    package let rightArrow: Character
    /// The selected row, or what is played.
    package let pointer: Character
    /// A tool call, or a collapsed branch.
    package let branch: Character
    /// An expanded branch.
    package let openBranch: Character
    package let bullet: Character
    package let dot: Character
    package let recording: Character
    package let ok: Character
    package let failed: Character
    package let cancelled: Character
    package let held: Character
    /// What the person put in.
    package let injected: Character
    package let warning: Character
    package let interrupted: Character
    package let delta: Character
}
