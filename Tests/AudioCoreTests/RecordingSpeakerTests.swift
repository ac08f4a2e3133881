// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import Testing

@testable import AudioCore

@Suite struct RecordingSpeakerTests {
    private let folder = TemporaryFolder()

    private var path: String { folder.path + "/reply.wav" }

    private let samples = (0..<2400).map { Int16($0 + 1) }

    @Test func whatIsPlayedIsInTheFileWithTheSilenceAroundIt() throws {
        var ring = SampleRing(minimumCapacity: 4096)
        var writer = ring.takeWriter()
        let speaker = SyntheticSpeaker(recordingTo: path)
        let stream = try speaker.startPlayback(.quick, from: ring.takeReader())
        wait { Recording(path).samples.count > 240 }
        #expect(writer.write(samples.span) == 2400)
        wait { stream.counters.heardFrames.load(ordering: .relaxed) == 2400 }
        let length = Recording(path).samples.count
        wait { Recording(path).samples.count > length }
        stream.stop()
        let recording = Recording(path)
        let start = try #require(recording.samples.firstIndex { $0 != 0 })
        #expect(start >= 240)
        #expect(recording.samples[start...].starts(with: samples))
        #expect(recording.samples[(start + 2400)...].allSatisfy { $0 == 0 })
        #expect(stream.counters.state == .stopped)
        #expect(stream.counters.device == path)
    }

    @Test func theHeaderIsThatOfA16BitMonoFile() throws {
        var ring = SampleRing(minimumCapacity: 64)
        let speaker = SyntheticSpeaker(recordingTo: path)
        let stream = try speaker.startPlayback(.quick, from: ring.takeReader())
        wait { Recording(path).samples.count >= 48 }
        stream.stop()
        let header = Recording(path).header
        #expect(String(decoding: header[0..<4] + header[8..<16], as: UTF8.self) == "RIFFWAVEfmt ")
        #expect(Array(header[16..<24]) == [16, 0, 0, 0, 1, 0, 1, 0])
        #expect(
            Array(header[24..<32]) == [0xC0, 0x5D, 0, 0, 0x80, 0xBB, 0, 0],
            "24 and 48 thousand"
        )
        #expect(Array(header[32..<36]) == [2, 0, 16, 0])
        #expect(String(decoding: header[36..<40], as: UTF8.self) == "data")
        let recording = Recording(path)
        #expect(recording.statedBytes == recording.samples.count * 2)
        #expect(recording.statedFileBytes == recording.samples.count * 2 + 44)
    }

    @Test func theHeaderIsCorrectedEverySecondWhileTheFileIsWritten() throws {
        var recording = WAVRecording(path: path, sampleRate: 100)
        let second = [Int16](repeating: 3, count: 100)
        try second.withUnsafeBufferPointer { samples throws(DeviceError) in
            try recording.write(UnsafeBufferPointer(rebasing: samples[..<99]), at: 0)
            #expect(Recording(path).statedBytes == 0)
            try recording.write(UnsafeBufferPointer(rebasing: samples[99...]), at: 99)
            #expect(Recording(path).statedBytes == 200)
            try recording.write(UnsafeBufferPointer(rebasing: samples[..<1]), at: 100)
        }
        #expect(Recording(path).statedBytes == 200)
        _ = consume recording
        #expect(Recording(path).statedBytes == 202)
    }

    @Test func anOlderFileIsReplaced() throws {
        try Data(repeating: 7, count: 1_000_000).write(to: URL(fileURLWithPath: path))
        var ring = SampleRing(minimumCapacity: 64)
        let speaker = SyntheticSpeaker(recordingTo: path)
        let stream = try speaker.startPlayback(.quick, from: ring.takeReader())
        wait { stream.counters.state == .running }
        stream.stop()
        #expect(Recording(path).samples.allSatisfy { $0 == 0 })
    }

    /// What is played while there is no file passes unheard; the file's time begins all the same.
    @Test func aFileThatCannotBeMadeIsTriedAgain() throws {
        let late = folder.path + "/late"
        var ring = SampleRing(minimumCapacity: 4096)
        var writer = ring.takeWriter()
        #expect(writer.write(samples.span) == 2400)
        let speaker = SyntheticSpeaker(recordingTo: late + "/reply.wav")
        let stream = try speaker.startPlayback(.quick, from: ring.takeReader())
        let error = DeviceError(.createFile, .playback, device: late + "/reply.wav", errno: ENOENT)
        wait { stream.counters.droppedFrames.load(ordering: .relaxed) == 2400 }
        #expect(stream.counters.state == .unavailable(error))
        try FileManager.default.createDirectory(atPath: late, withIntermediateDirectories: false)
        wait { stream.counters.state == .running }
        #expect(writer.write(samples.span) == 2400)
        wait { stream.counters.heardFrames.load(ordering: .relaxed) == 2400 }
        stream.stop()
        let recorded = Recording(late + "/reply.wav").samples
        let start = try #require(recorded.firstIndex { $0 != 0 })
        #expect(start >= 2400, "the time without a file is silence in it")
        #expect(recorded[start...].starts(with: samples))
    }

    @Test func aDiskThatIsFullFromTheStartIsAStateWithAReason() throws {
        var ring = SampleRing(minimumCapacity: 64)
        let speaker = SyntheticSpeaker(recordingTo: "/dev/full")
        let stream = try speaker.startPlayback(.quick, from: ring.takeReader())
        let error = DeviceError(.writeFile, .playback, device: "/dev/full", errno: ENOSPC)
        wait { stream.counters.state == .unavailable(error) }
        stream.stop()
        #expect(stream.counters.state == .stopped)
    }

    /// In a process of its own, since the limit on the size of files is one of the process.
    @Test func aDiskThatFillsUpLosesTheFileAndRoomBringsItBack() async {
        await #expect(processExitsWith: .success) {
            let folder = TemporaryFolder()
            signal(SIGXFSZ, SIG_IGN)
            limitFiles(toBytes: 4_000)
            var ring = SampleRing(minimumCapacity: 64)
            let speaker = SyntheticSpeaker(recordingTo: folder.path + "/reply.wav")
            let stream = try speaker.startPlayback(.quick, from: ring.takeReader())
            wait { stream.counters.losses.load(ordering: .relaxed) == 1 }
            guard case .lost(let error) = stream.counters.state else { exit(1) }
            #expect(error.operation == .writeFile && error.errno == EFBIG)
            limitFiles(toBytes: 4_000_000)
            wait { stream.counters.returns.load(ordering: .relaxed) == 1 }
            #expect(stream.counters.state == .running)
            stream.stop()
            let recording = Recording(folder.path + "/reply.wav")
            #expect(recording.statedBytes == recording.samples.count * 2)
            #expect(recording.samples.count > 2_000)
        }
    }
}

private func limitFiles(toBytes bytes: Int) {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    limit.rlim_cur = rlim_t(bytes)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
}

/// Waits for what the stream's thread brings about.
private func wait(for condition: () -> Bool) {
    while !condition() { usleep(500) }
}

extension StreamConfiguration {
    fileprivate static let quick = Self(
        device: "synthetic",
        format: .speaker,
        period: .milliseconds(1),
        bufferPeriods: 2,
        retryInterval: .milliseconds(5)
    )
}

/// A folder that goes with its owner.
private final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "live-console-recording-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// A WAV file taken apart as it stands.
private struct Recording {
    let header: [UInt8]
    let samples: [Int16]

    init(_ path: String) {
        let bytes = [UInt8](FileManager.default.contents(atPath: path) ?? Data())
        header = Array(bytes.prefix(44))
        samples = bytes.dropFirst(44).withUnsafeBytes { bytes in
            (0..<bytes.count / 2).map {
                bytes.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self)
            }
        }
    }

    var statedBytes: Int { integer(at: 40) }
    var statedFileBytes: Int { integer(at: 4) + 8 }

    private func integer(at offset: Int) -> Int {
        header[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
