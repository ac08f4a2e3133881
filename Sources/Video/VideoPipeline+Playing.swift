// SPDX-License-Identifier: Apache-2.0

import LiveEngine

// MARK: - Playing

extension VideoPipeline {
    /// How long a source that was lost is left alone.
    private static var retryPause: Duration { .seconds(3) }

    /// Plays a source to its end; one that was lost is begun again after a pause.
    func play(_ source: VideoSource) async {
        while true {
            await playOnce(source)
            guard !Task.isCancelled, case .lost = feed.status, source.isLive else { return }
            do { try await clock.sleep(for: Self.retryPause) } catch { return }
            feed.begin(at: now)
            publish()
        }
    }

    private func playOnce(_ source: VideoSource) async {
        beginStream()
        let ending = await withTaskGroup(of: SourceEnding?.self) { group in
            group.addTask { await self.pictures(of: source) }
            group.addTask {
                await self.watch()
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        guard !Task.isCancelled, let ending else { return }
        switch ending {
        case .failed(let reason): feed.failed(reason)
        case .finished where streamFailure != nil: feed.failed(streamFailure ?? "")
        case .finished: feed.finished()
        }
        publish()
    }

    /// Hands on the pictures of a source until it ends.
    private func pictures(of source: VideoSource) async -> SourceEnding {
        if case .pictures(let path) = source {
            return await pictures(in: PictureFolder(path: path))
        }
        guard let command = VideoCommand.reading(source) else { return .finished }
        return await CommandRun(command: command, environment: environment).run { bytes in
            await self.take(bytes)
        }
    }

    private func pictures(in folder: PictureFolder) async -> SourceEnding {
        var folder = folder
        while !Task.isCancelled {
            do throws(PictureFolder.Failure) {
                if let bytes = try folder.next() { take(picture: bytes) }
            } catch {
                guard case .unreadable(let reason) = error else { return .finished }
                return .failed(reason)
            }
            do { try await clock.sleep(for: FramePace.interval) } catch { break }
        }
        return .finished
    }

    /// Notices a source that gives nothing, and shows the counts as they grow.
    private func watch() async {
        while true {
            do { try await clock.sleep(for: .seconds(1)) } catch { return }
            let before = feed.status
            feed.advance(to: now)
            if feed.status != before { publish() }
        }
    }
}
