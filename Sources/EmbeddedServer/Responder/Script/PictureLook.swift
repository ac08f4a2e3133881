// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Pictures

/// What can be measured of the latest picture: its mean colour, and what changed in it.
struct PictureLook: Sendable, Equatable {
    /// Of which picture; what is known of another one is not mixed with it.
    let header: PictureHeader
    let mean: Pixel
    /// The mean difference of brightness to the picture before, 0 to 1; nil without one like it.
    let change: Double?

    /// Larger pictures are not looked into: a peer decides what is sent.
    private static let maximumPixels = 1 << 23

    /// Looks at the last of some pictures; nil where it cannot be decoded.
    init?(_ latest: [Blob]) {
        guard let last = latest.last?.data, let header = PictureHeader(last),
            let thumbnail = Self.thumbnail(of: last)
        else { return nil }
        self.header = header
        mean = thumbnail.mean
        let before = latest.dropLast().last.flatMap { Self.thumbnail(of: $0.data) }
        change = before.flatMap { thumbnail.change(from: $0) }
    }

    private static func thumbnail(of bytes: [UInt8]) -> Thumbnail? {
        guard let header = PictureHeader(bytes), header.width <= maximumPixels,
            header.height <= maximumPixels, header.width * header.height <= maximumPixels
        else { return nil }
        return try? Thumbnail(decoding: bytes)
    }

    /// "on average dark green (#204030), 12 % different in brightness from the one before".
    var text: String {
        let color = "on average \(mean.name) (#\(mean.hex))"
        guard let change else { return color }
        let percent = Int((change * 100).rounded())
        let difference =
            change == 0
            ? "the same as the one before"
            : percent == 0
                ? "hardly different from the one before"
                : "\(percent) % different in brightness from the one before"
        return "\(color), \(difference)"
    }
}

extension Pixel {
    fileprivate var hex: String {
        [red, green, blue].map { channel in
            let digits = String(channel, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        .joined()
    }

    /// A plain word for the colour, with `dark` or `light` where that says more.
    fileprivate var name: String {
        let channels = [red, green, blue].map(Int.init)
        let (low, high) = (channels.min() ?? 0, channels.max() ?? 0)
        if high < 24 { return "black" }
        if low > 235 { return "white" }
        let shade = brightness < 85 ? "dark " : brightness > 185 ? "light " : ""
        guard (high - low) * 6 >= high else { return shade + "grey" }
        return shade + hueName(low: low, high: high)
    }

    private func hueName(low: Int, high: Int) -> String {
        let (red, green, blue) = (Double(self.red), Double(self.green), Double(self.blue))
        let chroma = Double(high - low)
        let sixth =
            switch high {
            case Int(red): ((green - blue) / chroma + 6).truncatingRemainder(dividingBy: 6)
            case Int(green): (blue - red) / chroma + 2
            default: (red - green) / chroma + 4
            }
        return switch sixth * 60 {
        case ..<15, 345...: "red"
        case ..<45: "orange"
        case ..<70: "yellow"
        case ..<165: "green"
        case ..<200: "cyan"
        case ..<260: "blue"
        case ..<300: "purple"
        default: "pink"
        }
    }
}
