// SPDX-License-Identifier: Apache-2.0

/// Writes scalars one after the other, each as itself or as a visible mark.
struct Sanitizer {
    /// As many marks as a cell of a curses screen holds; more on one base is a trick.
    private static let maximumMarks = 4
    /// The longest emoji sequences in use have three joiners.
    private static let maximumJoiners = 3

    private let glyphs: GlyphSet
    private let newlines: TerminalText.Newlines
    private(set) var output = ""
    /// The last scalar of the output, which a mark may join.
    private var previous: Unicode.Scalar?
    private var marks = 0
    private var droppedMarks = 0
    private var joiners = 0

    init(glyphs: GlyphSet, newlines: TerminalText.Newlines) {
        self.glyphs = glyphs
        self.newlines = newlines
    }

    /// Writes a whole text.
    mutating func write(_ scalars: String.UnicodeScalarView) {
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            index = scalars.index(after: index)
            write(scalar, before: index < scalars.endIndex ? scalars[index] : nil)
        }
        reportDroppedMarks()
    }

    private mutating func write(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
        switch scalar {
        case "\r" where next == "\n": break
        case "\n" where newlines == .kept: writeBase(scalar)
        case "\t":
            for _ in 0..<4 { writeBase(" ") }
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
            writeNote(controlPicture(scalar))
        case _ where isJoiner(scalar):
            writeJoiner(scalar, before: next)
        case _ where isHidden(scalar):
            if isNeededSelector(scalar) { append(scalar) } else { writeNote(number(scalar)) }
        case _ where isMark(scalar):
            writeMark(scalar)
        default:
            writeBase(scalar)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        output.unicodeScalars.append(scalar)
        previous = scalar
    }

    private mutating func writeBase(_ scalar: Unicode.Scalar) {
        reportDroppedMarks()
        if previous?.value != 0x200D { joiners = 0 }
        append(scalar)
        marks = 0
    }

    private mutating func writeNote(_ note: String) {
        reportDroppedMarks()
        output += note
        previous = note.unicodeScalars.last
        marks = 0
    }

    private mutating func writeMark(_ scalar: Unicode.Scalar) {
        guard let previous, joins(previous, scalar) else {
            // A vowel sign or a skin tone shows alone as well; other marks would float.
            return TextWidth.columns(of: scalar) > 0
                ? writeBase(scalar) : writeNote(number(scalar))
        }
        guard marks < Self.maximumMarks else {
            droppedMarks += 1
            return
        }
        marks += 1
        append(scalar)
    }

    private mutating func writeJoiner(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
        guard droppedMarks == 0, joiners < Self.maximumJoiners, let previous, let next,
            marks < Self.maximumMarks || !isMark(next), !isHidden(next)
        else { return writeNote(number(scalar)) }
        if scalar.value == 0x200D, isEmojiPart(previous), isEmoji(next) {
            joiners += 1
            append(scalar)
        } else if usesJoiners(previous), usesJoiners(next) {
            append(scalar)
        } else {
            writeNote(number(scalar))
        }
    }

    private mutating func reportDroppedMarks() {
        guard droppedMarks > 0 else { return }
        let count = droppedMarks
        droppedMarks = 0
        writeNote(bracketed("+\(count)"))
    }
}

extension Sanitizer {
    private func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200C || scalar.value == 0x200D
    }

    private func isEmojiPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0xFE0F || isEmoji(scalar)
    }

    private func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
        // Digits are emoji too, as the bases of keycaps.
        scalar.value > 0x7F && scalar.properties.isEmoji
    }

    /// Whether a scalar is of the scripts, Arabic to Myanmar, in which joiners change the shape.
    private func usesJoiners(_ scalar: Unicode.Scalar) -> Bool {
        (0x620..<0x10A0).contains(scalar.value)
    }

    /// Whether a scalar has no shape of its own, or none that a reader could know.
    private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x80 else { return false }
        let properties = scalar.properties
        return switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        case .format: !TextWidth.isVisibleFormat(scalar)
        default: properties.isDefaultIgnorableCodePoint
        }
    }

    /// Whether a scalar is a variation selector behind a base that has variants.
    private func isNeededSelector(_ scalar: Unicode.Scalar) -> Bool {
        guard let previous else { return false }
        return switch scalar.value {
        case 0xFE0E, 0xFE0F: previous.properties.isEmoji
        case 0xFE00...0xFE02, 0xE0100...0xE01EF: previous.properties.isIdeographic
        default: false
        }
    }

    /// Whether a scalar is meant to be drawn into the cell of the one before it.
    private func isMark(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300 else { return false }
        return TextWidth.columns(of: scalar) == 0
            || scalar.properties.generalCategory == .spacingMark
            || scalar.properties.isEmojiModifier
    }

    private func joins(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Bool {
        var pair = String(base)
        pair.unicodeScalars.append(mark)
        return pair.count == 1
    }

    private func controlPicture(_ scalar: Unicode.Scalar) -> String {
        let isDelete = scalar.value == 0x7F
        switch glyphs {
        case .unicode:
            return isDelete ? "␡" : String(UnicodeScalar(0x2400 + UInt16(scalar.value)) ?? "␀")
        case .ascii:
            return isDelete ? "^?" : "^" + String(Unicode.Scalar(0x40 + UInt8(scalar.value)))
        }
    }

    private func number(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return bracketed("U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
    }

    private func bracketed(_ note: String) -> String {
        glyphs == .unicode ? "⟨\(note)⟩" : "<\(note)>"
    }
}
