// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import AudioALSA

@Suite struct ChannelMapTests {
    @Test func channelsAreAveragedInPlaceWithoutOverflow() {
        var frames: [Int16] = [100, 300, .max, .max, .min, .min, -5, 5]
        frames.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            ChannelMap.mixDown(base, channels: 2, frames: 4, into: base)
        }
        #expect(frames.prefix(4) == [200, .max, .min, 0])
    }

    @Test func aSampleGoesToEveryChannel() {
        let mono: [Int16] = [1, -2]
        var frames = [Int16](repeating: 0, count: 6)
        frames.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            ChannelMap.spread(mono, channels: 3, frames: 2, into: base)
        }
        #expect(frames == [1, 1, 1, -2, -2, -2])
    }
}
