// SPDX-License-Identifier: Apache-2.0

/// Where pictures come from.
package enum VideoSource: Sendable, Equatable {
    /// A camera by its V4L2 device.
    case camera(device: String)
    /// An X11 screen by its display.
    case screen(display: String)
    /// A moving test pattern.
    case testPattern
    /// Anything ffmpeg reads, played once in real time.
    case file(String)
    /// A folder of JPEG and PNG files, or one such file, read directly.
    case pictures(String)
    /// What a shell command writes: MJPEG on standard output.
    case command(String)

    /// What messages and panes call it.
    package var name: String {
        switch self {
        case .camera(let device): "camera \(device)"
        case .screen(let display): "screen \(display)"
        case .testPattern: "the test pattern"
        case .file(let path), .pictures(let path): Self.lastPart(of: path)
        case .command(let command): "`\(command)`"
        }
    }

    /// Whether a path names a single picture, which is read directly.
    package static func isPicture(_ path: String) -> Bool { PictureFolder.isPicture(path) }

    /// Whether what it showed is gone, so that beginning again shows what comes next.
    var isLive: Bool {
        switch self {
        case .camera, .screen, .testPattern, .command: true
        case .file, .pictures: false
        }
    }

    private static func lastPart(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
