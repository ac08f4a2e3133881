// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import LiveAPI
import TestSupport

/// What the benchmark's users send: speech and the hiss between, as frames of 20 ms.
struct UserSound {
    static let chunkNanoseconds = 20_000_000
    private static let chunkSamples = 320

    /// A second and a half of speech.
    let speech: [[UInt8]]
    /// A second of an open microphone, to be repeated.
    let pause: [[UInt8]]

    init() {
        var voice = SyntheticSpeech()
        voice.speak(1.5)
        speech = Self.frames(voice.samples)
        var hiss = SyntheticSpeech()
        hiss.pause(1)
        pause = Self.frames(hiss.samples)
    }

    private static func frames(_ samples: [Int16]) -> [[UInt8]] {
        stride(from: 0, to: samples.count, by: chunkSamples).map { start in
            let chunk = Array(samples[start..<min(start + chunkSamples, samples.count)])
            let sound = Blob(
                mimeType: "audio/pcm;rate=16000",
                data: PCM16.bytes(littleEndian: chunk)
            )
            return ClientFrame.text(
                MessageCodec().encode(LiveClientMessage(realtimeInput: RealtimeInput(audio: sound)))
            )
        }
    }
}

/// Frames of a client, made once: their mask is zero, so that their payload is what it is.
enum ClientFrame {
    /// - Precondition: The payload has between 126 and 65,535 bytes.
    static func text(_ payload: [UInt8]) -> [UInt8] {
        precondition((126...0xFFFF).contains(payload.count), "written for payloads of one kind")
        let length = [UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        return [0x81, 0x80 | 126] + length + [0, 0, 0, 0] + payload
    }
}
