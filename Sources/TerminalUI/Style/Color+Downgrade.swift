// SPDX-License-Identifier: Apache-2.0

extension Color {
    /// The nearest colour that a terminal of the given depth can show.
    ///
    /// Down to 256 colours nearness is distance in RGB. Among sixteen it is hue first: by distance
    /// the soft colours of most themes would all turn grey.
    package func downgraded(to depth: ColorDepth) -> Color {
        switch depth {
        case .trueColor: self
        case .indexed256: nearestIndexed
        case .ansi16: nearestANSI16
        case .ansi8: nearestANSI8
        case .mono: .terminalDefault
        }
    }

    /// Red, green and blue in sRGB, or nil for a colour that is the terminal's own.
    package var components: (red: UInt8, green: UInt8, blue: UInt8)? {
        switch self {
        case .rgb(let red, let green, let blue):
            return (red, green, blue)
        case .indexed(let index) where index >= 16:
            let color = XtermPalette.color(at: index)
            return (UInt8(color.red), UInt8(color.green), UInt8(color.blue))
        case .terminalDefault, .ansi, .indexed:
            return nil
        }
    }

    private var nearestIndexed: Color {
        guard case .rgb(let red, let green, let blue) = self else { return self }
        return .indexed(XtermPalette.nearest(to: RGB(red, green, blue)))
    }

    private var nearestANSI16: Color {
        switch self {
        case .terminalDefault, .ansi: self
        case .indexed(let index) where index < 16: .ansi(index)
        case .indexed(let index): .ansi(XtermPalette.color(at: index).nearestANSI)
        case .rgb(let red, let green, let blue): .ansi(RGB(red, green, blue).nearestANSI)
        }
    }

    private var nearestANSI8: Color {
        guard case .ansi(let index) = nearestANSI16 else { return .terminalDefault }
        // Bright black is the grey of muted text: as black it could not be read.
        return .ansi(index == 8 ? 7 : index % 8)
    }
}

private struct RGB {
    var red: Int
    var green: Int
    var blue: Int

    init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.init(Int(red), Int(green), Int(blue))
    }

    init(_ red: Int, _ green: Int, _ blue: Int) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    func squaredDistance(to other: RGB) -> Int {
        let red = red - other.red
        let green = green - other.green
        let blue = blue - other.blue
        return red * red + green * green + blue * blue
    }

    /// The named colour 0…15 of the same hue, or of the same lightness for a near grey.
    var nearestANSI: UInt8 {
        let highest = max(red, green, blue)
        let lowest = min(red, green, blue)
        let chroma = highest - lowest
        guard chroma >= 32, highest >= 40 else { return nearestANSIGrey }
        // A second channel takes part in the hue when it reaches 60 % of the strongest one: so
        // #e5c07b is yellow, #d19a66 red, #61afef blue and #56b6c2 cyan.
        func bit(_ channel: Int) -> UInt8 { (channel - lowest) * 5 >= chroma * 3 ? 1 : 0 }
        let hue = bit(red) | bit(green) << 1 | bit(blue) << 2
        // Halfway between the 205 of xterm's normal colours and the 255 of its bright ones.
        return highest >= 230 ? hue + 8 : hue
    }

    private var nearestANSIGrey: UInt8 {
        // Halfway between xterm's greys (0, 127, 229, 255), but black starts lower, so that the
        // dark grey of a border does not vanish on a black background.
        switch (red * 2 + green * 5 + blue) / 8 {
        case ..<40: 0
        case ..<178: 8
        case ..<242: 7
        default: 15
        }
    }
}

/// The 256 colours of xterm: sixteen named ones, a 6x6x6 cube, 24 greys.
private enum XtermPalette {
    private static func cubeLevel(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }

    private static func cubeStep(_ level: Int) -> Int {
        level < 48 ? 0 : level < 115 ? 1 : (level - 35) / 40
    }

    /// The colour at an index from 16.
    static func color(at index: UInt8) -> RGB {
        if index >= 232 {
            let level = 8 + 10 * Int(index - 232)
            return RGB(level, level, level)
        }
        let cube = Int(index) - 16
        return RGB(cubeLevel(cube / 36), cubeLevel(cube / 6 % 6), cubeLevel(cube % 6))
    }

    /// The index from 16 of the nearest colour.
    ///
    /// The first sixteen are left out, because every terminal shows them in colours of its own.
    static func nearest(to color: RGB) -> UInt8 {
        let steps = (cubeStep(color.red), cubeStep(color.green), cubeStep(color.blue))
        let inCube = RGB(cubeLevel(steps.0), cubeLevel(steps.1), cubeLevel(steps.2))
        let mean = (color.red + color.green + color.blue) / 3
        let greyStep = min(max((mean - 3) / 10, 0), 23)
        let greyLevel = 8 + 10 * greyStep
        let grey = RGB(greyLevel, greyLevel, greyLevel)
        if grey.squaredDistance(to: color) < inCube.squaredDistance(to: color) {
            return UInt8(232 + greyStep)
        }
        return UInt8(16 + 36 * steps.0 + 6 * steps.1 + steps.2)
    }
}
