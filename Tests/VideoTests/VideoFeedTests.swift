// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import Testing
import Video

/// Where a source stands, by what it gives and when.
@Suite struct VideoFeedTests {
    private func started(showsStills: Bool = false) -> VideoFeed {
        var feed = VideoFeed(showsStills: showsStills)
        feed.turnOn(at: .zero)
        return feed
    }

    @Test func firstPictureMeansRunning() {
        var feed = started()
        #expect(feed.status == .starting)
        #expect(feed.came(at: .seconds(1)) == .used)
        #expect(feed.status == .running)
    }

    @Test func silenceIsAStallAndThePictureAfterItEndsIt() {
        var feed = started()
        _ = feed.came(at: .seconds(1))
        feed.advance(to: .seconds(5.9))
        #expect(feed.status == .running)
        feed.advance(to: .seconds(6))
        #expect(feed.status == .stalled)
        _ = feed.came(at: .seconds(7))
        #expect(feed.status == .running)
    }

    @Test func sourceThatNeverGivesAPictureStallsToo() {
        var feed = started()
        feed.advance(to: .seconds(5))
        #expect(feed.status == .stalled)
    }

    @Test func folderWithoutNewFilesIsAtItsEndAndGoesOn() {
        var feed = started(showsStills: true)
        _ = feed.came(at: .zero)
        feed.advance(to: .seconds(5))
        #expect(feed.status == .ended)
        feed.advance(to: .seconds(50))
        #expect(feed.status == .ended)
        _ = feed.came(at: .seconds(60))
        #expect(feed.status == .running)
    }

    @Test func failureBeforeThePictureIsNoLoss() {
        var feed = started()
        feed.failed("no such device")
        #expect(feed.status == .unavailable("no such device"))
        feed.begin(at: .seconds(1))
        _ = feed.came(at: .seconds(2))
        feed.failed("unplugged")
        #expect(feed.status == .lost("unplugged"))
        feed.begin(at: .seconds(3))
        feed.failed("no such device")
        #expect(feed.status == .unavailable("no such device"))
    }

    @Test func endWithoutAPictureSaysSo() {
        var feed = started()
        feed.finished()
        #expect(feed.status == .unavailable("it gave no picture"))
        feed.turnOn(at: .zero)
        feed.cameUnreadable()
        feed.finished()
        #expect(feed.status == .unavailable("it gave no picture that can be read"))
        feed.turnOn(at: .zero)
        _ = feed.came(at: .zero)
        feed.finished()
        #expect(feed.status == .ended)
    }

    @Test func turnedOnAgainItCountsAnew() {
        var feed = started()
        _ = feed.came(at: .zero)
        feed.turnOff()
        #expect(feed.status == .off)
        feed.turnOn(at: .seconds(1))
        #expect(feed.received == 0)
        #expect(feed.came(at: .seconds(1)) == .used)
    }

    @Test func ofManyPicturesOneASecondIsUsed() {
        var feed = started()
        var used: [Int] = []
        for frame in 0..<300 {
            let now = Duration.milliseconds(frame * 100)
            if feed.came(at: now) == .used { used.append(frame) }
        }
        // The first at once, then one in every second.
        #expect(used.count == 31)
        #expect(feed.skipped == 269)
        #expect(feed.received == 300)
        #expect((9.9...10.1).contains(feed.rate ?? 0))
    }

    /// A source of one a second is late and early by turns.
    @Test func jitterCostsNoPicture() {
        var feed = started()
        for frame in 0..<60 {
            let jitter = frame.isMultiple(of: 2) ? 40 : -40
            let now = Duration.milliseconds(1_000 + frame * 1_000 + jitter)
            #expect(feed.came(at: now) == .used, "frame \(frame)")
        }
    }

    @Test func pauseIsNotMadeUpFor() {
        var feed = started()
        _ = feed.came(at: .zero)
        #expect(feed.came(at: .seconds(30)) == .used)
        #expect(feed.came(at: .seconds(30.5)) == .skipped)
        #expect(feed.came(at: .seconds(31)) == .used)
    }
}
