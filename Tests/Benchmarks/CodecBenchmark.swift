// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveAPI

/// What reading and writing a message with 16 KB of base64 audio costs.
enum CodecBenchmark {
    static func rows() -> [BenchmarkRow] {
        let audio = (0..<12_288).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 5) }
        let base64 = Base64.encode(audio)
        let text = String(decoding: base64, as: UTF8.self)
        let codec = MessageCodec()
        let part = Part(inlineData: Blob(mimeType: "audio/pcm;rate=24000", data: audio))
        let content = Content(role: "model", parts: [part])
        let message = LiveServerMessage(serverContent: ServerContent(modelTurn: content))
        let bytes = codec.encode(message)

        let decodeBase64 = medianNanoseconds { Base64.decode(base64)?.count }
        let decodeFoundation = medianNanoseconds { Data(base64Encoded: text)?.count }
        let decodeMessage = medianNanoseconds {
            try? codec.decodeServer(bytes).serverContent?.modelTurn?.parts.count
        }
        let encodeBase64 = medianNanoseconds { Base64.encode(audio).count }
        let encodeMessage = medianNanoseconds { codec.encode(message).count }
        return [
            BenchmarkRow(
                name: "codec: read a message with 16 KB of base64, against the base64 alone",
                target: 2,
                measured: decodeMessage / decodeBase64,
                unit: "times"
            ),
            row("codec: read that message", decodeMessage),
            row("codec: decode its base64", decodeBase64),
            row("codec: decode its base64 with Foundation's Data", decodeFoundation),
            row("codec: write that message", encodeMessage),
            row("codec: encode its base64", encodeBase64),
        ]
    }

    private static func row(_ name: String, _ nanoseconds: Double) -> BenchmarkRow {
        BenchmarkRow(name: name, target: nil, measured: nanoseconds / 1000, unit: "µs")
    }

    /// The median over many samples of a few calls each, so that the clock itself costs nothing.
    private static func medianNanoseconds(_ body: () -> Int?) -> Double {
        let callsPerSample = 10
        var checksum = 0
        let clock = ContinuousClock()
        let samples = (0..<1000).map { _ in
            clock.measure {
                for _ in 0..<callsPerSample { checksum &+= body() ?? 0 }
            }
        }
        precondition(checksum != 0, "the measured code did nothing")
        let median = samples.sorted()[samples.count / 2]
        return median / .nanoseconds(1) / Double(callsPerSample)
    }
}
