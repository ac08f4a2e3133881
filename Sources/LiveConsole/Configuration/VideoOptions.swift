// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Flags that say what the model is shown.
struct VideoOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Show the model about a picture a second: camera (or camera:DEVICE), screen (or \
            screen:DISPLAY), test, a file of video or pictures, a folder of pictures, or off. All \
            but pictures need ffmpeg.
            """,
            valueName: "source"
        )
    )
    var video: String?

    @Option(
        help: ArgumentHelp(
            "Show the model what a shell command writes: MJPEG on standard output.",
            valueName: "command"
        )
    )
    var videoCommand: String?

    @Option(help: "Tokens the model spends on a picture: low, medium or high.")
    var mediaResolution: MediaResolutionChoice?

    func validate() throws {
        guard video == nil || videoCommand == nil else {
            throw ValidationError("Take --video or --video-command, not both.")
        }
    }

    /// The flags as the strongest layer of settings, on top of others.
    func overlaid(on settings: Settings) -> Settings {
        var settings = settings
        settings.video = video
        settings.videoCommand = videoCommand
        settings.mediaResolution = mediaResolution
        return settings
    }
}

extension MediaResolutionChoice: ExpressibleByArgument {}
