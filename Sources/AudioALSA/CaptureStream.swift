// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Synchronization

/// A thread that moves samples from one capture device into a ring.
final class CaptureStream: AudioStream {
    let counters: StreamCounters
    private let thread: StreamThread

    init(
        _ configuration: StreamConfiguration,
        into writer: consuming SampleWriter
    ) throws(DeviceError) {
        let counters = StreamCounters(direction: .capture, device: configuration.device)
        let end = CaptureEnd(counters: counters, writer: writer)
        self.counters = counters
        do throws(SystemFailure) {
            thread = try StreamThread(
                name: "alsa-capture",
                running: StreamLoop(configuration, counters, end)
            )
        } catch {
            throw DeviceError(.thread, .capture, device: configuration.device, errno: error.errno)
        }
    }

    func stop() { thread.stop() }
}

/// Reads what the device has, a period at a time, as one channel.
struct CaptureEnd: StreamEnd, ~Copyable {
    static let direction = AudioDirection.capture
    static let patience = Duration.seconds(1)
    let takenBack = 0

    private let counters: StreamCounters
    private var writer: SampleWriter
    private var scratch = ScratchBuffer(capacity: 1)

    init(counters: StreamCounters, writer: consuming SampleWriter) {
        self.counters = counters
        self.writer = writer
    }

    mutating func begin(_ pcm: borrowing PCMHandle) -> PCMFault? {
        scratch = ScratchBuffer(capacity: pcm.given.periodFrames * pcm.given.format.channels)
        return resume(pcm)
    }

    mutating func resume(_ pcm: borrowing PCMHandle) -> PCMFault? {
        let status = pcm.start()
        guard status < 0 else { return nil }
        guard case .fault(let fault) = PCMTransfer(errno: -status, isDisconnected: false) else {
            return nil
        }
        return fault
    }

    mutating func move(_ pcm: borrowing PCMHandle) -> PCMTransfer {
        var total = 0
        let available: Int
        switch pcm.available() {
        case .frames(let count): available = min(count, pcm.given.bufferFrames)
        case .fault(let fault): return .fault(fault)
        }
        while total < available {
            let wanted = min(available - total, pcm.given.periodFrames)
            switch pcm.read(into: scratch.base, frames: wanted) {
            case .frames(let count):
                if count < wanted { counters.shortTransfers.add(1, ordering: .relaxed) }
                if count > 0 { deliver(count, channels: pcm.given.format.channels) }
                total += count
                if count < wanted { return .frames(total) }
            case .fault(let fault):
                return .fault(fault)
            }
        }
        counters.deviceQueue.store(available - total, ordering: .relaxed)
        return .frames(total)
    }

    mutating func end() {
        counters.deviceQueue.store(0, ordering: .relaxed)
    }

    func pass(_ duration: Duration) {}

    private mutating func deliver(_ frames: Int, channels: Int) {
        if channels > 1 {
            ChannelMap.mixDown(scratch.base, channels: channels, frames: frames, into: scratch.base)
        }
        let mono = UnsafeBufferPointer(start: scratch.base, count: frames)
        let written = writer.write(mono.span)
        counters.frames.add(written, ordering: .relaxed)
        counters.droppedFrames.add(frames - written, ordering: .relaxed)
    }
}
