// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Testing

@testable import AudioALSA

@Suite struct ALSAHostTests {
    private let host = ALSAHost()

    init() {
        PrivateALSA.install()
    }

    @Test(arguments: [AudioDirection.capture, .playback])
    func theDefaultIsListedFirstWithWhatItGave(direction: AudioDirection) throws {
        let devices = host.devices(direction)
        let first = try #require(devices.first)
        #expect(first.name == "default")
        #expect(first.isDefault)
        #expect(first.summary == "Silence, for tests")
        let rate = direction == .capture ? 16_000 : 24_000
        #expect(try first.given.get().format == AudioFormat(sampleRate: rate))
        #expect(devices.count(where: \.isDefault) == 1)
    }

    @Test func aDeviceShowsTheRateItReallyGave() throws {
        let device = try #require(host.devices(.capture).first { $0.name == PrivateALSA.fast })
        #expect(
            try device.given.get()
                == GivenSetup(
                    format: AudioFormat(sampleRate: 48_000),
                    periodFrames: 480,
                    bufferFrames: 4800
                )
        )
    }

    @Test func whatDiscardsSamplesIsNoDevice() {
        #expect(!host.devices(.playback).contains { $0.name == "null" })
    }

    @Test func noMessageOfALSAReachesTheScreen() async throws {
        let result = await #expect(
            processExitsWith: .success,
            observing: [\.standardErrorContent]
        ) {
            PrivateALSA.install()
            let host = ALSAHost()
            var ring = SampleRing(minimumCapacity: 16)
            var configuration = StreamConfiguration.microphone
            configuration.device = PrivateALSA.absent
            let stream = try host.startCapture(configuration, into: ring.takeWriter())
            guard eventually({ stream.counters.lastError != nil }) else { return }
            stream.stop()
        }
        #expect(result?.standardErrorContent == [])
    }
}
