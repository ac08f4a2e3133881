// SPDX-License-Identifier: Apache-2.0

/// A colour in sRGB.
package struct Pixel: Sendable, Hashable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    init(gray: UInt8) {
        self.init(red: gray, green: gray, blue: gray)
    }

    /// From luma and chroma as JFIF 1.02 defines them, each 0…255.
    init(luma: Int, blueChroma: Int, redChroma: Int) {
        let (blue, red) = (blueChroma - 128, redChroma - 128)
        func clamped(_ thousandths: Int) -> UInt8 {
            UInt8(clamping: (thousandths + 500) / 1000)
        }
        self.init(
            red: clamped(luma * 1000 + red * 1402),
            green: clamped(luma * 1000 - blue * 344 - red * 714),
            blue: clamped(luma * 1000 + blue * 1772)
        )
    }
}
