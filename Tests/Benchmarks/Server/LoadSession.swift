// SPDX-License-Identifier: Apache-2.0

import Glibc

/// One user of the benchmark: speaks, is silent until the reply has ended, speaks again.
///
/// It reads frames from a plain socket and looks only for what it counts, so that two hundred of
/// them are no work beside the server's.
final class LoadSession {
    private enum Phase {
        case upgrading
        case settingUp
        case pausing(chunks: Int)
        case speaking(chunk: Int)
        /// Since the speech ended.
        case listening(since: Int)
    }

    private static let patience = 20_000_000_000

    let descriptor: Int32
    private let id: Int
    private var phase = Phase.upgrading
    private var received: [UInt8] = []
    private var chunks = 0
    private var turns = 0
    private var firstSoundAt: Int?
    private var soundNanoseconds = 0

    /// Connects, and asks for the upgrade.
    init?(port: UInt16, id: Int) {
        self.id = id
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { return nil }
        var on: Int32 = 1
        setsockopt(
            descriptor,
            Int32(IPPROTO_TCP),
            TCP_NODELAY,
            &on,
            socklen_t(MemoryLayout<Int32>.size)
        )
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        let path = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"
        _ = write(
            Array(
                """
                GET \(path)?key=benchmark HTTP/1.1\r
                Host: 127.0.0.1\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                \r

                """.utf8
            )
        )
    }

    func end() { close(descriptor) }

    /// Whether a turn has ended; for the first session, which warms the server up.
    var hasTalked: Bool { turns > 0 }

    /// Sends the next 20 ms of sound, once the session is set up.
    func sendChunk(_ sound: UserSound, at now: Int, _ figures: inout LoadFigures) {
        switch phase {
        case .upgrading, .settingUp: return
        case .pausing(let left):
            phase = left > 0 ? .pausing(chunks: left - 1) : .speaking(chunk: 0)
        case .speaking(let chunk):
            if !write(sound.speech[chunk]) { figures.refusedSends += 1 }
            phase =
                chunk + 1 < sound.speech.count
                ? .speaking(chunk: chunk + 1) : .listening(since: now)
            return
        case .listening(let start):
            if now - start > Self.patience {
                figures.missingTurns += 1
                endTurn()
            }
        }
        chunks += 1
        if !write(sound.pause[chunks % sound.pause.count]) { figures.refusedSends += 1 }
    }

    /// Takes what has arrived; false when the connection has ended.
    func receive(_ buffer: UnsafeMutableRawBufferPointer, _ figures: inout LoadFigures) -> Bool {
        let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        if count < 0, errno == EAGAIN { return true }
        guard count > 0 else {
            figures.lostSessions.append("\(id): the connection ended")
            return false
        }
        let now = MonotonicClock.nanoseconds
        received += buffer[..<count]
        if case .upgrading = phase {
            guard let head = received.firstRange(of: Array("\r\n\r\n".utf8)) else { return true }
            received.removeSubrange(..<head.upperBound)
            phase = .settingUp
            _ = write(ClientFrame.text(Array(Self.setup.utf8)))
        }
        var start = 0
        while let frame = received.frame(at: start) {
            start = frame.payload.upperBound
            guard frame.opcode != 8 else {
                let reason = String(decoding: received[frame.payload].dropFirst(2), as: UTF8.self)
                figures.lostSessions.append("\(id): \(reason)")
                return false
            }
            received.withUnsafeBytes {
                take(UnsafeRawBufferPointer(rebasing: $0[frame.payload]), at: now, &figures)
            }
        }
        received.removeFirst(start)
        return true
    }

    private func take(
        _ message: UnsafeRawBufferPointer,
        at now: Int,
        _ figures: inout LoadFigures
    ) {
        if let bytes = message.soundBytes {
            let due = (firstSoundAt ?? now) + soundNanoseconds
            if firstSoundAt == nil, case .listening(let start) = phase {
                figures.answers.append(now - start)
            }
            firstSoundAt = firstSoundAt ?? now
            figures.pieces.append(max(0, now - due))
            // Mono samples of two bytes at 24 kHz.
            let duration = bytes * 1_000_000_000 / 48_000
            soundNanoseconds += duration
            figures.soundNanoseconds += duration
        } else if message.contains("\"turnComplete\":true") {
            if let firstSoundAt {
                figures.ends.append(abs(now - firstSoundAt - soundNanoseconds))
            }
            figures.turns += 1
            endTurn()
        } else if message.contains("\"interrupted\":true") {
            figures.interruptions += 1
        } else if message.contains("\"setupComplete\"") {
            // Everybody begins at another time.
            phase = .pausing(chunks: id * 37 % 250)
        }
    }

    private func endTurn() {
        turns += 1
        firstSoundAt = nil
        soundNanoseconds = 0
        phase = .pausing(chunks: 25 + (id * 37 + turns * 17) % 50)
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes {
            send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) == $0.count
        }
    }

    private static let setup = """
        {"setup":{"model":"models/benchmark","generationConfig":{"responseModalities":["AUDIO"]},\
        "inputAudioTranscription":{},"outputAudioTranscription":{},"sessionResumption":{},\
        "contextWindowCompression":{"slidingWindow":{}}}}
        """
}

extension [UInt8] {
    /// The frame of a server that begins here, if all of it is there.
    fileprivate func frame(at start: Int) -> (opcode: UInt8, payload: Range<Int>)? {
        guard count >= start + 2 else { return nil }
        var (length, body) = (Int(self[start + 1]), start + 2)
        if length >= 126 {
            let width = length == 126 ? 2 : 8
            guard count >= body + width else { return nil }
            length = self[body..<(body + width)].reduce(0) { $0 << 8 | Int($1) }
            body += width
        }
        guard count >= body + length else { return nil }
        return (self[start] & 0x0F, body..<(body + length))
    }
}

extension UnsafeRawBufferPointer {
    /// What tells messages apart is at their beginning.
    private static let headBytes = 256

    fileprivate func contains(_ text: StaticString) -> Bool { position(of: text) != nil }

    /// The offset behind the first occurrence of a text in the message's head.
    private func position(of text: StaticString) -> Int? {
        let length = text.utf8CodeUnitCount
        guard let base = baseAddress, count >= length else { return nil }
        let last = Swift.min(count, Self.headBytes) - length
        for offset in 0...Swift.max(0, last) {
            if memcmp(base + offset, text.utf8Start, length) == 0 { return offset + length }
        }
        return nil
    }

    /// How many bytes of sound the message holds; nil when it holds none.
    fileprivate var soundBytes: Int? {
        guard contains("\"inlineData\""), let start = position(of: "\"data\":\"") else {
            return nil
        }
        guard let base = baseAddress,
            let quote = memchr(base + start, Int32(UInt8(ascii: "\"")), count - start)
        else { return nil }
        let end = UnsafeRawPointer(quote) - base
        let padding = self[start..<end].suffix(2).count { $0 == UInt8(ascii: "=") }
        return (end - start) / 4 * 3 - padding
    }
}
