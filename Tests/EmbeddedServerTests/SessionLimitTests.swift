// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Testing

@Suite struct SessionLimitTests {
    private static let deadline = "close 1011 Deadline expired before operation could complete."
    private static let png = #"{"realtimeInput":{"video":{"mimeType":"image/png","data":""}}}"#
    private static let handle = "4f0c3c1e-9a7b-4a52-8b1d-0f6f2f5b7a11"

    private func play(_ limits: SessionLimits, resuming saved: SavedSession? = nil) -> Playbook {
        var configuration = SessionStateMachine.Configuration()
        configuration.limits = limits
        configuration.recall = { _ in saved }
        return Playbook(configuration)
    }

    private let setup =
        #"{"setup":{"model":"m","generationConfig":{"responseModalities":["TEXT"]}}}"#

    @Test func connectionIsAnnouncedToEndAndEnds() {
        var play = play(SessionLimits(connectionLife: .seconds(600), sessionLife: .seconds(900)))
        play.now = .seconds(1)
        #expect(
            play.client(setup) == [
                "cancel setup", "setupComplete", "goAway in 539.0 seconds",
                "lifeEnd in 599.0 seconds",
            ]
        )
        play.now = .seconds(540) + .milliseconds(3)
        #expect(play.timer(.goAway) == ["goAway 60.0 seconds"], "lateness of the timer is left out")
        #expect(play.text("Still here") == ["reply 1: Still here"])
        play.now = .seconds(600)
        let end = play.timer(.lifeEnd)
        #expect(end.last == Self.deadline)
        #expect(!end.contains("forget handles"), "the session goes on elsewhere")
    }

    @Test func shortLifeIsAnnouncedAtOnce() {
        var play = play(SessionLimits(connectionLife: .seconds(20)))
        #expect(
            play.client(setup).suffix(2) == ["goAway in 0.0 seconds", "lifeEnd in 20.0 seconds"]
        )
        #expect(play.timer(.goAway) == ["goAway 20.0 seconds"])
    }

    @Test func sessionEndsBeforeItsConnectionWhenItIsShorter() {
        var play = play(SessionLimits(connectionLife: .seconds(600), sessionLife: .seconds(90)))
        #expect(play.client(setup).last == "lifeEnd in 90.0 seconds")
        play.now = .seconds(90)
        let close = play.timer(.lifeEnd).last
        #expect(close?.hasPrefix("close 1008 Connection aborted because the client") == true)
    }

    @Test func announcementOfAScriptIsKept() {
        var play = play(SessionLimits(connectionLife: .seconds(600)))
        _ = play.client(setup)
        _ = play.text("Go away")
        play.now = .seconds(10)
        #expect(
            play.reply(.goAway(timeLeft: .seconds(5)))
                == ["goAway 5.0 seconds", "cancel goAway", "lifeEnd in 5.0 seconds"]
        )
        #expect(play.reply(.text("Soon."), .finished).count == 3, "the reply goes on")
        play.now = .seconds(15)
        #expect(play.timer(.lifeEnd).last == Self.deadline)
    }

    @Test func announcementOfALateReplyIsNone() {
        var play = play(SessionLimits())
        _ = play.client(setup)
        _ = play.text("Go away")
        _ = play.text("No, stay")
        #expect(play.reply(.goAway(timeLeft: .seconds(5))) == [])
    }

    @Test func announcementDoesNotOutliveTheConnection() {
        var play = play(SessionLimits(connectionLife: .seconds(10)))
        _ = play.client(setup)
        _ = play.text("Go away")
        #expect(play.reply(.goAway(timeLeft: .seconds(60))).first == "goAway 10.0 seconds")
    }

    @Test func firstPictureShortensTheSession() {
        var play = play(
            SessionLimits(
                connectionLife: .seconds(600),
                sessionLife: .seconds(900),
                sessionLifeWithVideo: .seconds(120)
            )
        )
        _ = play.client(setup)
        let image = #"{"inlineData":{"mimeType":"image/png","data":""}}"#
        let content = #"{"clientContent":{"turns":[{"role":"user","parts":[\#(image)]}]}}"#
        #expect(play.client(content) == [], "an image is no video")
        play.now = .seconds(30)
        #expect(play.client(Self.png) == ["goAway in 60.0 seconds", "lifeEnd in 120.0 seconds"])
        play.now = .seconds(31)
        #expect(play.client(Self.png) == [], "only the first one counts")
    }

    @Test func compressionLeavesOnlyTheConnectionsLimit() {
        var play = play(
            SessionLimits(
                connectionLife: .seconds(600),
                sessionLife: .seconds(90),
                sessionLifeWithVideo: .seconds(20)
            )
        )
        let setup = #"{"setup":{"model":"m","contextWindowCompression":{"slidingWindow":{}}}}"#
        #expect(play.client(setup).last == "lifeEnd in 600.0 seconds")
        #expect(play.client(Self.png) == [])
    }

    @Test func sessionsClockGoesOnInTheNextConnection() {
        let limits = SessionLimits(connectionLife: .seconds(600), sessionLife: .seconds(900))
        var first = play(limits)
        _ = first.client(#"{"setup":{"model":"m","sessionResumption":{}}}"#)
        first.now = .seconds(500)
        _ = first.text("Hi")
        _ = first.reply(.finished)
        var second = play(limits, resuming: first.saved.last)
        let setup = #"{"setup":{"sessionResumption":{"handle":"\#(Self.handle)"}}}"#
        #expect(second.client(setup).last == "lifeEnd in 400.0 seconds")
        second.now = .seconds(400)
        let end = second.timer(.lifeEnd)
        #expect(end.last?.hasPrefix("close 1008") == true)
        #expect(end.first == "forget handles", "the session is over")
    }

    @Test func withoutLimitsNothingIsScheduled() {
        var play = play(SessionLimits())
        #expect(play.client(setup) == ["cancel setup", "setupComplete"])
    }
}
