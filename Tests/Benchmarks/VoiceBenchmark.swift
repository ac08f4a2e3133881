// SPDX-License-Identifier: Apache-2.0

import AudioALSA
import AudioCore
import Glibc
import LiveAPI
import LiveEngine
import LiveNIOTransport
import Voice
import WebSocketNIO

/// The figures of docs/realtime.md: how long sound takes between devices and socket.
///
/// The whole client side runs as in the program, against a peer in the same process, over a real
/// loopback socket. Times are the process's own monotonic clock on both ends.
struct VoiceBenchmark {
    enum Devices: String {
        /// Paced by this machine's clock, and costing nothing themselves.
        case synthetic
        /// ALSA's default devices, whatever they are.
        case alsa
    }

    /// Of the devices, in milliseconds.
    private static let period = 10.0

    let devices: Devices
    /// Of the duplex call; the other parts take a minute together.
    let seconds: Int

    /// Prints the course of it and returns what has a target.
    func run() async throws -> [BenchmarkRow] {
        print("devices: \(devices.rawValue); duplex call: \(seconds) s")
        let peer = BenchmarkPeer()
        let probe = PlaybackProbe()
        let microphone = PacedMicrophone()
        let voice = VoicePipeline(
            configuration: VoiceConfiguration(),
            capture: devices == .alsa ? ALSAHost() : microphone,
            playback: ProbedSpeaker(devices == .alsa ? ALSAHost() : ImmediateSpeaker(), probe),
            clock: ContinuousClock()
        )
        let session = LiveSession(
            configuration: SessionConfiguration(setup: Setup(model: "models/benchmark")),
            transport: WebSocketLiveTransport(trust: .system, logger: peer.logger) {
                try LiveEndpoint(baseURL: await peer.url(), credential: .none)
            },
            clock: ContinuousClock(),
            origin: .now,
            logger: peer.logger,
            replyAudio: voice.replyAudio
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await peer.run() }
            group.addTask { _ = await session.run() }
            group.addTask { await voice.run() }
            group.addTask {
                for await event in session.events {
                    guard case .phase(.ready) = event.kind else { continue }
                    voice.attach { session.submit($0) }
                }
            }
            await peer.waitForAudio()
            let output = try await measureOutput(peer, probe)
            let interruption = try await measureInterruption(peer, probe)
            let duplex = try await measureDuplex(peer, microphone)
            group.cancelAll()
            return [output, interruption] + duplex
        }
    }

    /// One part at a time into an empty queue: from before the send to the device's thread.
    private func measureOutput(
        _ peer: BenchmarkPeer,
        _ probe: PlaybackProbe
    ) async throws -> BenchmarkRow {
        var latencies: [Double] = []
        for turn in 0..<200 {
            try await Task.sleep(for: .milliseconds(200 + turn % 7))
            let before = probe.frames
            let sent = MonotonicTime.now
            await peer.sendAudio(milliseconds: 20)
            let handed = await probe.wait { $0.frames > before }
            await peer.finishTurn()
            latencies.append(Double(handed - sent) / 1e6)
        }
        return report("socket to device, empty queue", latencies, target: 2)
    }

    /// Three seconds in a burst, then `interrupted`: from before its send to the device's thread.
    private func measureInterruption(
        _ peer: BenchmarkPeer,
        _ probe: PlaybackProbe
    ) async throws -> BenchmarkRow {
        var latencies: [Double] = []
        for turn in 0..<60 {
            for _ in 0..<150 { await peer.sendAudio(milliseconds: 20) }
            try await Task.sleep(for: .milliseconds(300 + turn % 7))
            let before = probe.flushed
            let sent = MonotonicTime.now
            await peer.interrupt()
            let silent = await probe.wait { $0.flushed > before }
            latencies.append(Double(silent - sent) / 1e6)
            await peer.finishTurn()
            try await Task.sleep(for: .milliseconds(100))
        }
        return report("interrupted to silence", latencies, target: Self.period)
    }

    /// Both directions at once, in real time.
    private func measureDuplex(
        _ peer: BenchmarkPeer,
        _ microphone: PacedMicrophone
    ) async throws -> [BenchmarkRow] {
        peer.beginRecording()
        let (cpu, start) = (Self.cpuSeconds(), MonotonicTime.now)
        for part in 0..<(seconds * 50) {
            let wait = start + part * 20_000_000 - MonotonicTime.now
            if wait > 0 { try await Task.sleep(for: .nanoseconds(wait)) }
            await peer.sendAudio(milliseconds: 20)
        }
        let elapsed = Double(MonotonicTime.now - start) / 1e9
        let share = (Self.cpuSeconds() - cpu) / elapsed * 100
        let arrivals = peer.endRecording()
        await peer.finishTurn()
        var rows: [BenchmarkRow] = []
        if devices == .synthetic, let origin = microphone.start {
            let delays = arrivals.map { arrival in
                // A chunk's last sample is the last of the period after its first.
                Double(arrival.time - origin - (arrival.period + 1) * 10_000_000) / 1e6
            }
            let name = "microphone to socket, beyond the chunk"
            rows.append(report(name, delays, target: Self.period + 2))
        }
        // Against the earliest arrival, which had the least delay of all.
        let offsets = arrivals.map { Double($0.time - $0.chunk * 20_000_000) / 1e6 }
        let earliest = offsets.min() ?? 0
        _ = report("arrival at the socket, after the earliest", offsets.map { $0 - earliest })
        print("CPU, both directions and the peer: \(share.rounded(to: 2)) % of a core")
        print("chunks: \(arrivals.count); resident memory: \(Self.residentMegabytes()) MB")
        return rows
    }

    private func report(
        _ name: String,
        _ milliseconds: [Double],
        target: Double? = nil
    ) -> BenchmarkRow {
        let quantiles = Quantiles(milliseconds)
        print("\(name): \(quantiles.words)")
        return BenchmarkRow(
            name: "voice: \(name), p99",
            target: target,
            measured: quantiles[0.99],
            unit: "ms"
        )
    }

    private static func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func residentMegabytes() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var (total, resident) = (0, 0)
        let read = withUnsafeMutablePointer(to: &total) { total in
            withUnsafeMutablePointer(to: &resident) { resident in
                withVaList([total, resident]) { vfscanf(file, "%ld %ld", $0) }
            }
        }
        return read == 2 ? resident * sysconf(Int32(_SC_PAGESIZE)) / 1_000_000 : 0
    }
}
