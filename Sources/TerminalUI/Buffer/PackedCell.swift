// SPDX-License-Identifier: Apache-2.0

/// A cell as the grid keeps it: two words without references, compared and copied as such.
struct PackedCell: Equatable {
    /// The symbol in the low half, the foreground in the high half.
    private var first: UInt64
    /// The background in the low half, the modifiers in the high half.
    private var second: UInt64

    static let blank = PackedCell(symbol: .blank, style: PackedStyle(.plain))

    @inline(__always)
    init(symbol: PackedSymbol, style: PackedStyle) {
        first = UInt64(symbol.code) | UInt64(style.foreground) << 32
        second = UInt64(style.background) | UInt64(style.modifiers) << 32
    }

    @inline(__always)
    static func == (left: PackedCell, right: PackedCell) -> Bool {
        (left.first ^ right.first) | (left.second ^ right.second) == 0
    }

    var symbol: PackedSymbol {
        @inline(__always) get { PackedSymbol(code: UInt32(truncatingIfNeeded: first)) }
        @inline(__always) set { first = first & ~0xFFFF_FFFF | UInt64(newValue.code) }
    }

    var style: PackedStyle {
        @inline(__always) get {
            PackedStyle(
                foreground: UInt32(truncatingIfNeeded: first >> 32),
                background: UInt32(truncatingIfNeeded: second),
                modifiers: UInt32(truncatingIfNeeded: second >> 32)
            )
        }
        @inline(__always) set { self = PackedCell(symbol: symbol, style: newValue) }
    }
}

/// The symbol of a cell: a scalar, the place of a cluster in the grid's table, or nothing.
struct PackedSymbol: Equatable {
    var code: UInt32

    private static let clusterFlag: UInt32 = 1 << 31

    static let blank = PackedSymbol(code: 0x20)
    /// The right half of a wide symbol.
    static let continuation = PackedSymbol(code: 0)

    static func cluster(_ index: Int) -> PackedSymbol {
        PackedSymbol(code: clusterFlag | UInt32(truncatingIfNeeded: index))
    }

    var isContinuation: Bool { code == 0 }
    var isCluster: Bool { code & Self.clusterFlag != 0 }
    /// The place in the table of clusters.
    var clusterIndex: Int { Int(code & ~Self.clusterFlag) }
    /// The scalar, unless this is a cluster or a continuation.
    var scalar: Unicode.Scalar? { isContinuation ? nil : Unicode.Scalar(code) }
}

/// A style in three words; 0 stands for a colour that is not set.
struct PackedStyle: Equatable {
    var foreground: UInt32
    var background: UInt32
    var modifiers: UInt32

    @inline(__always)
    init(foreground: UInt32, background: UInt32, modifiers: UInt32) {
        self.foreground = foreground
        self.background = background
        self.modifiers = modifiers
    }

    init(_ style: Style) {
        foreground = Self.pack(style.foreground)
        background = Self.pack(style.background)
        modifiers = UInt32(style.modifiers.rawValue)
    }

    /// As `Style.patched(by:)`.
    @inline(__always)
    func patched(by other: PackedStyle) -> PackedStyle {
        PackedStyle(
            foreground: other.foreground == 0 ? foreground : other.foreground,
            background: other.background == 0 ? background : other.background,
            modifiers: modifiers | other.modifiers
        )
    }

    var style: Style {
        Style(
            foreground: Self.unpack(foreground),
            background: Self.unpack(background),
            modifiers: Modifier(rawValue: UInt8(truncatingIfNeeded: modifiers))
        )
    }

    private static func pack(_ color: Color?) -> UInt32 {
        switch color {
        case nil: 0
        case .terminalDefault: 1 << 24
        case .ansi(let index): 2 << 24 | UInt32(index)
        case .indexed(let index): 3 << 24 | UInt32(index)
        case .rgb(let red, let green, let blue):
            4 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        }
    }

    private static func unpack(_ word: UInt32) -> Color? {
        let low = UInt8(truncatingIfNeeded: word)
        return switch word >> 24 {
        case 0: nil
        case 1: .terminalDefault
        case 2: .ansi(low)
        case 3: .indexed(low)
        default:
            .rgb(UInt8(truncatingIfNeeded: word >> 16), UInt8(truncatingIfNeeded: word >> 8), low)
        }
    }
}
