// SPDX-License-Identifier: Apache-2.0

import AudioCore
import LiveEngine

/// Takes the sound of replies to the loudspeaker, and tells what became of it.
///
/// Pure but for the ring: time and the device's counters come in with every call. What the ring has
/// no room for waits here. While the loudspeaker is off, silence goes to the device instead: the
/// reply passes in real time, its levels are seen, and switching on again finds it where it would
/// have been.
struct PlaybackPump: ~Copyable {
    /// Ten minutes of samples: servers may send a whole reply in one burst.
    static let usualBacklogLimit = 600 * RingFeed.sampleRate

    /// What the stream is to be told after a call.
    struct Signals: Equatable {
        var wakes = false
        var expectsSamples: Bool?
    }

    private(set) var isMuted: Bool
    private(set) var jitter = JitterBuffer()
    /// Samples that found no room in the backlog.
    private(set) var droppedSamples = 0
    /// Whether a reply is under way.
    private(set) var isExpecting = false

    private let backlogLimit: Int
    private var feed: RingFeed
    /// There is no stream and will be none: replies pass unheard at once.
    private var isUnplayable = false
    private var ledger = ReplyLedger(sampleRate: RingFeed.sampleRate)
    private var decoder = ReplyDecoder(sampleRate: RingFeed.sampleRate)
    private var waiting = SampleQueue()
    private var played: [Int16] = []
    /// The position of the first sample that has not been played, over all replies.
    private var position = 0
    private var knownUnderruns = 0
    /// A turn of which nothing may sound any more.
    private var silencedTurn: Int?

    init(isMuted: Bool, backlogLimit: Int = usualBacklogLimit) {
        self.isMuted = isMuted
        self.backlogLimit = backlogLimit
        feed = RingFeed(isMuted: isMuted)
    }

    // MARK: The session's side

    mutating func play(
        _ part: AudioPart,
        turn: Int,
        _ reading: PlayoutReading,
        at now: Duration
    ) -> Signals {
        guard turn != silencedTurn else { return Signals() }
        follow(reading)
        if ledger.openTurn != turn {
            decoder.reset()
            jitter.endReply()
        } else if reading.underruns > knownUnderruns {
            jitter.noteUnderrun()
        }
        // One that nothing follows is the end of a reply, which was announced too late.
        knownUnderruns = reading.underruns
        accept(decoder.samples(of: part), turn: turn)
        return hand(at: now, expecting: true)
    }

    mutating func finish(turn: Int, _ reading: PlayoutReading, at now: Duration) -> Signals {
        guard ledger.openTurn == turn else { return Signals() }
        follow(reading)
        accept(decoder.finish(), turn: turn)
        return endReplies(at: now)
    }

    /// Cuts everything that is on its way; nothing more of the turn will be played.
    mutating func silence(turn: Int, _ reading: PlayoutReading) -> Signals {
        silencedTurn = turn
        follow(reading)
        let wakes = isActive
        ledger.cutAll(at: position)
        position += feed.unplayedCount + waiting.count
        waiting.removeAll()
        decoder.reset()
        jitter.release()
        restart(keepingUnplayed: false)
        if feed.isFlushed { ledger.settleCut() }
        var signals = expect(false)
        signals.wakes = wakes
        return signals
    }

    /// The same for the turn whose sound came last, if it is not over.
    mutating func interrupt(_ reading: PlayoutReading) -> Signals {
        guard let turn = ledger.latestTurn else { return Signals() }
        return silence(turn: turn, reading)
    }

    /// Another session begins: its turns are numbered anew, and no old one goes on.
    mutating func beginSession(at now: Duration) -> Signals {
        silencedTurn = nil
        return endReplies(at: now)
    }

    // MARK: The device's side

    /// Goes on with a new stream's ring, which has not carried anything.
    mutating func install(_ writer: consuming SampleWriter, rate: Int, at now: Duration) -> Signals
    {
        feed = RingFeed(writer, rate: rate, isMuted: isMuted)
        isUnplayable = false
        knownUnderruns = 0
        var signals = hand(at: now, expecting: isExpecting)
        signals.expectsSamples = isExpecting
        return signals
    }

    /// The stream is going; what it has not played waits for the next.
    mutating func remove(_ reading: PlayoutReading) {
        follow(reading)
        ledger.settleCut()
        restart(keepingUnplayed: true)
        feed = RingFeed(isMuted: isMuted)
    }

    mutating func giveUp(at now: Duration) {
        isUnplayable = true
        _ = hand(at: now, expecting: isExpecting)
    }

    mutating func setMuted(_ isMuted: Bool, _ reading: PlayoutReading, at now: Duration) -> Signals
    {
        guard isMuted != self.isMuted else { return Signals() }
        follow(reading)
        let wakes = isActive
        self.isMuted = isMuted
        restart(keepingUnplayed: true)
        var signals = hand(at: now, expecting: isExpecting)
        signals.wakes = signals.wakes || wakes
        return signals
    }

    /// Moves on what waits, and finds out what was heard.
    mutating func advance(_ reading: PlayoutReading, at now: Duration) -> Signals {
        follow(reading)
        return hand(at: now, expecting: isExpecting)
    }

    // MARK: What it shows

    /// Whether sound is on its way from the ring to the ear, or would be.
    var isFlowing: Bool { feed.isFlowing }
    /// Whether there is anything to move or to find out.
    var isActive: Bool { isFlowing || !waiting.isEmpty || !feed.isFlushed }

    /// Sound that has not been heard yet, the device's share included.
    var queued: Duration {
        feed.queued + AudioFormat.speaker.duration(ofFrames: waiting.count)
    }

    mutating func takeEvents() -> [VoiceEvent] { ledger.takeEvents() }

    /// What has been played since it was last asked.
    mutating func takePlayed() -> [Int16] {
        defer { played.removeAll(keepingCapacity: true) }
        return played
    }

    // MARK: Inside

    private mutating func accept(_ samples: [Int16], turn: Int) {
        let accepted = min(samples.count, backlogLimit - waiting.count)
        let end = position + feed.unplayedCount + waiting.count
        ledger.receive(samples.count, accepted: accepted, at: end, turn: turn)
        waiting.append(accepted == samples.count ? samples : Array(samples.prefix(accepted)))
        droppedSamples += samples.count - accepted
    }

    private mutating func endReplies(at now: Duration) -> Signals {
        guard ledger.openTurn != nil else { return Signals() }
        ledger.finishAll()
        jitter.endReply()
        defer { ledger.settle(at: position) }
        return hand(at: now, expecting: false)
    }

    private mutating func follow(_ reading: PlayoutReading) {
        let progress = feed.advance(to: reading)
        ledger.noteHeardOfCut(progress.heardAfterFlush)
        if feed.isFlushed { ledger.settleCut() }
        ledger.noteHeard(position..<(position + progress.heardCount))
        position += progress.samples.count
        played += progress.samples
        ledger.settle(at: position)
        guard let rate = reading.sampleRate, rate != feed.rate else { return }
        restart(rate: rate, keepingUnplayed: true)
    }

    /// Empties the ring, and goes on with what it held if that is to be kept.
    private mutating func restart(rate: Int? = nil, keepingUnplayed: Bool) {
        let unplayed = feed.restart(rate: rate ?? feed.rate, isMuted: isMuted)
        if keepingUnplayed { waiting.prepend(unplayed) }
    }

    private mutating func expect(_ expects: Bool) -> Signals {
        guard expects != isExpecting else { return Signals() }
        isExpecting = expects
        return Signals(expectsSamples: expects)
    }

    private mutating func hand(at now: Duration, expecting: Bool) -> Signals {
        var signals = expect(expecting)
        if isUnplayable {
            position += waiting.count
            waiting.removeAll()
            ledger.settle(at: position)
        }
        let gathered = AudioFormat.speaker.duration(ofFrames: waiting.count)
        guard !jitter.isHolding(gathered, at: now) else { return signals }
        signals.wakes = feed.write(from: &waiting, isWhole: ledger.openTurn == nil)
        return signals
    }
}
