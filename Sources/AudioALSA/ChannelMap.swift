// SPDX-License-Identifier: Apache-2.0

/// Between the ring's one channel and however many the device insists on.
enum ChannelMap {
    /// Averages each frame's channels into `mono`, which may start where `interleaved` starts.
    static func mixDown(
        _ interleaved: UnsafePointer<Int16>,
        channels: Int,
        frames: Int,
        into mono: UnsafeMutablePointer<Int16>
    ) {
        for frame in 0..<frames {
            var sum = 0
            for channel in 0..<channels { sum += Int(interleaved[frame * channels + channel]) }
            mono[frame] = Int16(truncatingIfNeeded: sum / channels)
        }
    }

    /// Copies each sample of `mono` to every channel.
    static func spread(
        _ mono: UnsafePointer<Int16>,
        channels: Int,
        frames: Int,
        into interleaved: UnsafeMutablePointer<Int16>
    ) {
        for frame in 0..<frames {
            for channel in 0..<channels { interleaved[frame * channels + channel] = mono[frame] }
        }
    }
}
