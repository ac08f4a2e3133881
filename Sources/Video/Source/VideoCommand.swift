// SPDX-License-Identifier: Apache-2.0

/// The program that a source runs, and what it is told.
struct VideoCommand: Sendable, Equatable {
    /// An absolute path, or a name that is looked up in `PATH`.
    var program: String
    var arguments: [String]
    /// Why the program may be missing, and what to do; nil where it never is.
    var adviceWhenMissing: String?
    /// What its complaints mean, the likeliest first.
    var troubles: [Trouble] = []

    /// Words in a complaint, and what to say instead of it.
    struct Trouble: Sendable, Equatable {
        var mark: String
        var advice: String
    }

    /// A complaint in words that say what to do; nil for one that is not known.
    func advice(on complaint: String) -> String? {
        troubles.first { complaint.contains($0.mark) }?.advice
    }

    /// What the source runs; nil for pictures, which are read directly.
    static func reading(_ source: VideoSource) -> VideoCommand? {
        switch source {
        case .pictures:
            nil
        case .command(let command):
            VideoCommand(program: "/bin/sh", arguments: ["-c", command])
        case .camera(let device):
            ffmpeg(["-f", "v4l2", "-i", device], troubles: troubles(ofCamera: device))
        case .screen(let display):
            ffmpeg(
                ["-f", "x11grab", "-framerate", "1", "-i", display],
                troubles: [
                    Trouble(
                        mark: "Cannot open display",
                        advice: "no X11 display \(display) can be opened; set DISPLAY or name "
                            + "another (screen:DISPLAY)"
                    )
                ]
            )
        case .testPattern:
            ffmpeg(["-re", "-f", "lavfi", "-i", "testsrc2=size=768x576:rate=1"])
        case .file(let path):
            // As a URL, so that no name is taken for a protocol or an option.
            ffmpeg(
                ["-re", "-i", "file:\(path)"],
                troubles: ["does not contain any stream", "Invalid data found"].map {
                    Trouble(mark: $0, advice: "ffmpeg finds no video in it")
                }
            )
        }
    }

    /// ffmpeg, from some input to JPEG pictures as the Live API likes them.
    private static func ffmpeg(_ input: [String], troubles: [Trouble] = []) -> VideoCommand {
        VideoCommand(
            program: "ffmpeg",
            arguments: ["-nostdin", "-hide_banner", "-loglevel", "error"] + input + [
                "-an", "-sn", "-dn", "-vf", "fps=1,\(fitting)",
                "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "4",
                "-f", "mjpeg", "-flush_packets", "1", "pipe:1",
            ],
            adviceWhenMissing:
                "ffmpeg is not installed (apt install ffmpeg); without it, show a folder of "
                + "pictures or use --video-command",
            troubles: troubles
        )
    }

    private static func troubles(ofCamera device: String) -> [Trouble] {
        let another = "name another (camera:/dev/video2)"
        return [
            ("No such file", "there is no \(device); connect a camera or \(another)"),
            ("Permission denied", "you may not read \(device); members of the group video may"),
            ("Device or resource busy", "another program uses \(device)"),
            ("Inappropriate ioctl", "\(device) is no camera; \(another)"),
            ("Not a video capture device", "\(device) gives no pictures; \(another)"),
        ]
        .map { Trouble(mark: $0, advice: $1) }
    }

    /// At most 768 pixels a side (Live API guide, "Video"), never enlarged.
    private static let fitting =
        "scale=w='min(768,iw)':h='min(768,ih)':force_original_aspect_ratio=decrease"
        + ":force_divisible_by=2"
}
