// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

extension TranscriptState {
    /// Tells what happened at the microphone and the loudspeaker, as far as it belongs to what was
    /// said: levels and switches stand in the Audio pane, speech and its moments in the lanes.
    mutating func apply(_ event: VoiceEvent, at time: Duration) {
        switch event {
        case .device(let direction, let status):
            apply(status, of: direction, at: time)
        case .replyHeard(let turn, let heard, let received, let wasCut):
            guard wasCut else { return }
            cut = HeardShare(turn: turn, heard: heard, received: received)
            markUnheard()
            markInterruption(of: turn, at: time, isServers: false)
        case .microphone, .speech, .replyAudible:
            break
        }
    }

    private mutating func apply(
        _ status: DeviceStatus,
        of direction: SoundDirection,
        at time: Duration
    ) {
        let name = direction.deviceName
        switch status {
        case .lost(let reason):
            // Each failed attempt to open it again has words of its own, and is no news.
            guard troubles[direction] != .lost else { return }
            let text = "\(name) lost: \(reason.withoutPeriod); trying again"
            tell(text, .lost, of: direction, at: time)
        case .unavailable(let reason):
            // What was lost and cannot be opened again is still the same trouble.
            guard troubles[direction] == nil else { return }
            let text = "no \(name): \(reason.withoutPeriod); trying again"
            tell(text, .unavailable, of: direction, at: time)
        case .stalled:
            guard troubles[direction] == nil else { return }
            let verb = direction == .input ? "gives" : "takes"
            tell("the \(name) is open but \(verb) no sound", .stalled, of: direction, at: time)
        case .running:
            guard troubles.removeValue(forKey: direction) != nil else { return }
            append(.session(.info), 0, "\(name) back", at: time)
        case .opening, .suspended, .stopped:
            break
        }
    }

    private mutating func tell(
        _ text: String,
        _ trouble: DeviceTrouble,
        of direction: SoundDirection,
        at time: Duration
    ) {
        troubles[direction] = trouble
        append(.session(.warning), 0, text, at: time)
    }

    /// Marks a reply that was cut short, once: the server's word and the loudspeaker's account
    /// come in either order.
    mutating func markInterruption(of turn: Int, at time: Duration, isServers: Bool = true) {
        let known = entries.indices.suffix(16).last {
            entries[$0].kind == .interrupted && entries[$0].turn == turn
        }
        let wasServers = known.map { entries[$0].text.hasPrefix("interrupted") } ?? false
        var words = [isServers || wasServers ? "interrupted" : "stopped here"]
        if let cut, cut.turn == turn {
            words[0] += " \(cut.text)"
            if cut.heard > .zero, let count = heardWords(of: turn) { words.append(count) }
        }
        let text = words.joined(separator: " \(glyphs.table.dot) ")
        if let known {
            entries[known].text = text
        } else {
            mark(.interrupted, turn, text, at: time)
        }
    }

    /// Sets off what of the cut reply's words was probably not heard.
    mutating func markUnheard() {
        guard let cut else { return }
        let spoken = spokenEntries(of: cut.turn)
        let heard = cut.characters(of: spoken.map { entries[$0].text })
        for (index, count) in zip(spoken, heard) {
            entries[index].heardCharacters = count < entries[index].text.count ? count : nil
        }
    }

    private func spokenEntries(of turn: Int) -> [Int] {
        entries.indices.suffix(16).filter {
            entries[$0].kind == .model(.spoken) && entries[$0].turn == turn
        }
    }

    /// `about 11 of 27 words heard`; nil where there is no transcript.
    private func heardWords(of turn: Int) -> String? {
        var (heard, total) = (0, 0)
        for index in spokenEntries(of: turn) {
            let entry = entries[index]
            total += entry.text.split(separator: " ").count
            heard +=
                entry.text.prefix(entry.heardCharacters ?? entry.text.count)
                .split(separator: " ").count
        }
        return total > 0 ? "about \(heard) of \(total) words heard" : nil
    }
}

/// What is wrong with a device, as far as the person was told.
enum DeviceTrouble: Sendable {
    case unavailable
    case lost
    case stalled
}
