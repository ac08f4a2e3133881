// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Synchronization

/// Keeps the device's buffer full: with the ring's samples, with silence when there are none.
///
/// Running on silence, a device tells at once when it is lost. It costs no delay, since silence
/// that is queued makes way for the first samples, just as samples do for a flush.
struct PlaybackEnd: StreamEnd, ~Copyable {
    static let direction = AudioDirection.playback
    static let patience = Duration.milliseconds(50)

    private let counters: StreamCounters
    private let expectation: SampleExpectation
    private let askedFormat: AudioFormat
    private var reader: SampleReader
    private var mono = ScratchBuffer(capacity: 1)
    private var interleaved = ScratchBuffer(capacity: 1)
    private var block = Block()
    private var ledger = PlayoutLedger()
    private var obeyedFlushes = 0
    /// Sound that flushes took back from the device; what they took from the ring, the reader knows.
    private var flushedFromDevice = 0
    private var isFlowing = false
    private(set) var takenBack = 0

    init(
        counters: StreamCounters,
        expectation: SampleExpectation,
        askedFormat: AudioFormat,
        reader: consuming SampleReader
    ) {
        self.counters = counters
        self.expectation = expectation
        self.askedFormat = askedFormat
        self.reader = reader
    }

    mutating func begin(_ pcm: borrowing PCMHandle) -> PCMFault? {
        mono = ScratchBuffer(capacity: pcm.given.periodFrames)
        interleaved = ScratchBuffer(capacity: pcm.given.periodFrames * pcm.given.format.channels)
        return fillAndStart(pcm).fault
    }

    mutating func resume(_ pcm: borrowing PCMHandle) -> PCMFault? {
        // It ran dry: all of it was heard, or is past bringing back.
        ledger.deviceHolds(0)
        return fillAndStart(pcm).fault
    }

    mutating func move(_ pcm: borrowing PCMHandle) -> PCMTransfer {
        let held = pcm.delay() ?? pcm.given.bufferFrames
        ledger.deviceHolds(held)
        takenBack = 0
        let waiting = reader.availableSamples()
        let isFlushed = reader.obeyedFlushes != obeyedFlushes
        if isFlushed || (waiting > 0 && held > 0 && ledger.isSilent(holding: held)) {
            obeyedFlushes = reader.obeyedFlushes
            let taken = ledger.dropped(holding: held)
            flushedFromDevice += taken
            if isFlushed { flushedFromDevice += block.realLeft }
            if isFlushed || block.realLeft == 0 { block = Block() }
            counters.frames.subtract(taken, ordering: .relaxed)
            let status = pcm.dropAndPrepare()
            // The loop's own recovery tells a device that is lost from one that is not.
            guard status >= 0 else { return .fault(.xrun) }
            takenBack = held
            isFlowing = isFlowing && !isFlushed
        }
        return fillAndStart(pcm)
    }

    mutating func end() {
        let lost = ledger.dropped(holding: counters.deviceQueue.load(ordering: .relaxed))
        counters.frames.subtract(lost, ordering: .relaxed)
        // Another opening may have another period and other channels.
        counters.droppedFrames.add(lost + block.realLeft, ordering: .relaxed)
        block = Block()
        counters.deviceQueue.store(0, ordering: .relaxed)
        publish()
    }

    mutating func pass(_ duration: Duration) {
        let format = counters.given?.format ?? askedFormat
        let skipped = reader.skip(format.frames(in: duration))
        counters.droppedFrames.add(skipped, ordering: .relaxed)
        obeyedFlushes = reader.obeyedFlushes
        publish()
    }

    private mutating func fillAndStart(_ pcm: borrowing PCMHandle) -> PCMTransfer {
        let room: Int
        switch pcm.available() {
        case .frames(let count): room = min(count, pcm.given.bufferFrames)
        case .fault(let fault): return .fault(fault)
        }
        var total = 0
        while total < room {
            let wanted = min(room - total, pcm.given.periodFrames)
            let result = writeBlock(wanted, pcm)
            guard case .frames(let count) = result else { return result }
            guard count > 0 else { break }
            total += count
        }
        let held = pcm.delay() ?? total
        ledger.deviceHolds(held)
        counters.deviceQueue.store(held, ordering: .relaxed)
        publish()
        let status = pcm.start()
        return status < 0
            ? PCMTransfer(errno: -status, isDisconnected: false) : .frames(total)
    }

    /// Writes what is left of the block in hand, or else of a new one: samples, then silence.
    private mutating func writeBlock(_ frames: Int, _ pcm: borrowing PCMHandle) -> PCMTransfer {
        let channels = pcm.given.format.channels
        if block.isEmpty { loadBlock(frames, channels: channels) }
        let wanted = min(frames, block.frames - block.offset)
        let source = channels > 1 ? interleaved.base : mono.base
        let result = pcm.write(source + block.offset * channels, frames: wanted)
        guard case .frames(let count) = result else { return result }
        if count < wanted { counters.shortTransfers.add(1, ordering: .relaxed) }
        let real = min(count, block.realLeft)
        block.offset += count
        ledger.wrote(real: real, silence: count - real)
        counters.frames.add(real, ordering: .relaxed)
        return result
    }

    private mutating func loadBlock(_ frames: Int, channels: Int) {
        var span = UnsafeMutableBufferPointer(start: mono.base, count: frames).mutableSpan
        let real = reader.read(into: &span)
        expectation.note(got: real, of: frames, isFlowing: &isFlowing, in: counters)
        (mono.base + real).update(repeating: 0, count: frames - real)
        if channels > 1 {
            ChannelMap.spread(mono.base, channels: channels, frames: frames, into: interleaved.base)
        }
        block = Block(frames: frames, real: real)
    }

    private func publish() {
        counters.heardFrames.store(ledger.heard, ordering: .relaxed)
        let flushed = reader.flushedSamples + flushedFromDevice
        counters.flushedFrames.store(flushed, ordering: .relaxed)
    }
}

/// A period on its way to the device; a fault or a short write leaves a rest for the next turn.
private struct Block {
    var frames = 0
    /// The first of them that are samples; silence follows.
    var real = 0
    var offset = 0

    var isEmpty: Bool { offset == frames }
    var realLeft: Int { max(0, real - offset) }
}

extension PCMTransfer {
    fileprivate var fault: PCMFault? {
        if case .fault(let fault) = self { fault } else { nil }
    }
}
