// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// What a voice call looks like to a recording and to the console.
enum CallSound {
    /// A second of a call: fifty chunks of the microphone, ten pieces of the reply with their words.
    static func second() -> [SessionEvent.Kind] {
        let codec = MessageCodec()
        let noise = (0..<4_800).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 5) }
        let spoken = LiveClientMessage(
            realtimeInput: RealtimeInput(
                audio: Blob(mimeType: "audio/pcm;rate=16000", data: Array(noise.prefix(640)))
            )
        )
        let part = Part(inlineData: Blob(mimeType: "audio/pcm;rate=24000", data: noise))
        let reply = LiveServerMessage(
            serverContent: ServerContent(modelTurn: Content(role: "model", parts: [part]))
        )
        let words = Transcription(text: "and so ")
        let said = LiveServerMessage(serverContent: ServerContent(outputTranscription: words))
        let up = SessionEvent.Kind.frame(
            WireFrame(
                number: 1,
                direction: .clientToServer,
                opcode: .text,
                payload: codec.encode(spoken),
                meaning: .client(spoken)
            )
        )
        let down = [reply, said].map { message in
            SessionEvent.Kind.frame(
                WireFrame(
                    number: 1,
                    direction: .serverToClient,
                    opcode: .binary,
                    payload: codec.encode(message),
                    meaning: .server(message)
                )
            )
        }
        let piece = [
            down[0], .modelAudio(AudioPart(pcm: noise, sampleRate: 24_000), turn: 1), down[1],
            .outputTranscript(words, turn: 1),
        ]
        return (0..<10).flatMap { _ in Array(repeating: up, count: 5) + piece }
    }
}
