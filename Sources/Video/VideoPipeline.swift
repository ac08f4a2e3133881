// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import LiveEngine
import Pictures

/// Everything between a source of pictures and the session.
///
/// `run()` plays the source that is chosen while it is turned on; about one picture a second goes to
/// the session that is attached. A source that fails is a status, not the end.
package actor VideoPipeline<C: Clock> where C.Duration == Duration {
    private enum Message: Sendable {
        case order(VideoOrder)
        case attached
    }

    /// How the source stands, whenever that changes; the newest one is kept for a late consumer.
    package nonisolated let snapshots: AsyncStream<VideoSnapshot>
    private nonisolated let snapshotContinuation: AsyncStream<VideoSnapshot>.Continuation
    private nonisolated let messages: AsyncStream<Message>
    private nonisolated let messageContinuation: AsyncStream<Message>.Continuation
    private nonisolated let outlet = VideoOutlet()
    nonisolated let clock: C
    private nonisolated let origin: C.Instant
    nonisolated let environment: [String: String]
    private let choices: [VideoSource]

    private var source: VideoSource?
    private var isOn: Bool
    var feed = VideoFeed()
    private var splitter = MJPEGSplitter()
    /// Pictures of the splitter's that were counted as broken.
    private var damagedCounted = 0
    /// Why the stream was given up.
    private(set) var streamFailure: String?
    private var picture: VideoPicture?
    private var pictureCount = 0
    /// The latest picture that was used.
    private var latest: Blob?
    /// What was told last, and to which session, counted as the outlet does.
    private var reported = VideoStatus.off
    private var reportedTo = 0
    /// The session that was sent the latest picture.
    private var pictureSentTo = 0

    /// Prepares a pipeline; nothing happens before `run()`.
    ///
    /// - Parameters:
    ///   - source: What is shown; nil for the first of the choices.
    ///   - isOn: Whether it begins turned on.
    ///   - choices: The sources that ``VideoOrder/nextSource`` goes through.
    ///   - environment: The variables that commands get, but for API keys.
    ///   - clock: The clock of every time and pause.
    package init(
        source: VideoSource?,
        isOn: Bool,
        choices: [VideoSource],
        environment: [String: String],
        clock: C
    ) {
        self.source = source ?? choices.first
        self.isOn = isOn
        self.choices = choices
        self.environment = environment
        self.clock = clock
        origin = clock.now
        (snapshots, snapshotContinuation) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
        (messages, messageContinuation) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(64)
        )
    }

    /// Takes an order from any thread and returns at once.
    package nonisolated func submit(_ order: VideoOrder) {
        messageContinuation.yield(.order(order))
    }

    /// Sends pictures and reports to a session from now on.
    ///
    /// - Parameter submit: Must return at once; says whether the session took the command.
    package nonisolated func attach(_ submit: @escaping @Sendable (SessionCommand) -> Bool) {
        outlet.attach(submit)
        messageContinuation.yield(.attached)
    }

    /// Sends nothing any more.
    package nonisolated func detach() {
        outlet.detach()
    }

    /// Plays until it is cancelled, and returns once no command runs any more; to be called once.
    package func run() async {
        publish()
        while !Task.isCancelled {
            if isOn {
                let showsStills = if case .pictures? = source { true } else { false }
                feed = VideoFeed(showsStills: showsStills)
                feed.turnOn(at: now)
            } else {
                feed.turnOff()
                latest = nil
            }
            publish()
            guard await playUntilOrdered() else { break }
        }
        snapshotContinuation.finish()
    }

    var now: Duration { origin.duration(to: clock.now) }

    /// Plays what is chosen until something else is; false when it was cancelled.
    private func playUntilOrdered() async -> Bool {
        let playing = isOn ? source : nil
        return await withTaskGroup(of: Bool?.self) { group in
            if let playing {
                group.addTask {
                    await self.play(playing)
                    return nil
                }
            }
            group.addTask { [messages] in
                for await message in messages {
                    if await self.take(message) { return true }
                }
                return false
            }
            defer { group.cancelAll() }
            for await hasChanged in group {
                if let hasChanged { return hasChanged }
            }
            return false
        }
    }

    /// Takes an order; whether what is played has changed.
    private func take(_ message: Message) -> Bool {
        let before = (source, isOn)
        switch message {
        case .attached:
            publish()
            // A still may be all the source has to show.
            if isOn, pictureSentTo != outlet.sessions { sendLatest() }
        case .order(.setOn(let isOn)):
            self.isOn = isOn && source != nil
            // Asked for again, a source that gave up is tried again.
            return true
        case .order(.nextSource):
            guard !choices.isEmpty else { return false }
            let index = source.flatMap(choices.firstIndex(of:)) ?? -1
            source = choices[(index + 1) % choices.count]
            (picture, latest) = (nil, nil)
        case .order(.choose(let chosen)):
            source = chosen
            isOn = true
            (picture, latest) = (nil, nil)
        }
        return before != (source, isOn)
    }

    // MARK: - Taking in

    /// A command begins to write.
    func beginStream() {
        splitter = MJPEGSplitter()
        (damagedCounted, streamFailure) = (0, nil)
    }

    /// Takes what a command wrote; false when it is no stream of pictures.
    func take(_ bytes: [UInt8]) -> Bool {
        do throws(MJPEGError) {
            for picture in try splitter.feed(bytes[...]) { take(picture: picture) }
        } catch {
            streamFailure = "\(error)"
            return false
        }
        if splitter.damaged > damagedCounted {
            feed.cameUnreadable(splitter.damaged - damagedCounted)
            damagedCounted = splitter.damaged
        }
        return true
    }

    func take(picture bytes: [UInt8]) {
        guard let header = PictureHeader(bytes) else {
            feed.cameUnreadable()
            publish()
            return
        }
        let before = feed.status
        guard feed.came(at: now) == .used else {
            if feed.status != before { publish() }
            return
        }
        let type = header.format == .jpeg ? "image/jpeg" : "image/png"
        // Said before the picture it is about.
        report()
        latest = Blob(mimeType: type, data: bytes)
        sendLatest()
        pictureCount += 1
        picture = VideoPicture(
            number: pictureCount,
            header: header,
            byteCount: bytes.count,
            thumbnail: try? Thumbnail(decoding: bytes)
        )
        publish()
    }

    // MARK: - Telling

    private func sendLatest() {
        let session = outlet.sessions
        guard let latest, outlet.submit(.sendVideo(latest)) else { return }
        pictureSentTo = session
    }

    /// Tells the session of the source's status, when that is news.
    private func report() {
        let session = outlet.sessions
        if session != reportedTo { (reported, reportedTo) = (.off, session) }
        guard feed.status != reported,
            outlet.submit(.reportVideo(.source(source?.name ?? "", feed.status)))
        else { return }
        reported = feed.status
    }

    func publish() {
        report()
        var snapshot = VideoSnapshot()
        snapshot.source = source?.name
        snapshot.isOn = isOn
        snapshot.status = feed.status
        snapshot.received = feed.received
        snapshot.skipped = feed.skipped
        snapshot.unreadable = feed.unreadable
        snapshot.rate = feed.rate
        snapshot.picture = picture
        snapshotContinuation.yield(snapshot)
    }
}
