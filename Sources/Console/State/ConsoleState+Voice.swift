// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI
import Voice

// MARK: - What the sound tells

extension ConsoleState {
    /// Takes in how the sound stands; the screen changes only if something in view does.
    mutating func take(_ snapshot: VoiceSnapshot) {
        let layout = layout
        let audio = layout.content(of: .audio).flatMap { frozen == nil ? $0 : nil }
        let hasGraphs = audio.map { AudioRow.hasGraphs(in: $0.height) } ?? false
        let change = live.audio.take(snapshot, at: now, hasGraphs: hasGraphs)
        let devices = [snapshot.microphone.device.xruns, snapshot.speaker.device.xruns]
        live.problems.take(xruns: devices.reduce(0, +), at: now)
        let hasMoved = live.lanes.record(snapshot, at: now)
        let areLevelsInView = audio != nil || !layout.meters.isEmpty
        if change == .state || change == .levels && areLevelsInView
            || hasMoved && laneColumns(in: layout) != nil
        {
            revision += 1
        }
        if case .micDoctor(var doctor)? = overlays.last {
            doctor.take(live.audio.snapshot.microphone)
            overlays[overlays.count - 1] = .micDoctor(doctor)
        }
    }

    /// Goes on in time with all that moves by itself.
    mutating func moveLanes(to now: Duration) {
        let columns = laneColumns(in: layout)
        guard let columns, let next = live.lanes.nextMove(columns: columns), next <= now else {
            live.lanes.advance(to: now)
            return
        }
        let before = live.lanes.picture(columns: columns)
        live.lanes.advance(to: now)
        if live.lanes.picture(columns: columns) != before { revision += 1 }
    }

    mutating func moveDoctor(to now: Duration) {
        guard case .micDoctor(var doctor)? = overlays.last else { return }
        if doctor.advance(to: now) { revision += 1 }
        overlays[overlays.count - 1] = .micDoctor(doctor)
    }

    /// When lanes in view or a listening doctor next look different.
    var nextVoiceTick: Duration? {
        let lanes = laneColumns(in: layout).flatMap { live.lanes.nextMove(columns: $0) }
        if case .micDoctor(let doctor)? = overlays.last {
            return [doctor.nextTick, lanes].compactMap(\.self).min()
        }
        return lanes
    }

    /// The columns of the moving lanes in view; nil when there are none or they are frozen.
    private func laneColumns(in layout: ConsoleLayout) -> Int? {
        guard frozen == nil else { return nil }
        let widths = [
            layout.content(of: .lanes)?.width,
            layout.lanes.isEmpty ? nil : LanesStrip.lanesWidth(in: layout.lanes, live.lanes),
        ]
        return widths.compactMap(\.self).max().map { $0 - Lanes.labelWidth }
    }

    mutating func fillPicker(with devices: [DeviceChoice]) {
        guard case .devicePicker(var picker)? = overlays.last else { return }
        picker.fill(devices, glyphs: glyphs)
        overlays[overlays.count - 1] = .devicePicker(picker)
        revision += 1
    }
}

// MARK: - What the keys ask of the sound

extension ConsoleState {
    mutating func performVoice(_ command: Command) -> [ConsoleEffect] {
        let snapshot = live.audio.snapshot
        switch command {
        case .toggleMicrophone:
            let isOn = !snapshot.microphone.isOn
            live.audio.anticipate { $0.microphone.isOn = isOn }
            return [.voice(.setMicrophone(isOn: isOn))]
        case .toggleSpeaker:
            let isOn = !snapshot.speaker.isOn
            live.audio.anticipate { $0.speaker.isOn = isOn }
            return [.voice(.setSpeaker(isOn: isOn))]
        case .talk:
            return [.voice(.setTalking(snapshot.talkTimeLeft == nil))]
        case .toggleDuplex:
            let duplex: Duplex = snapshot.duplex == .full ? .half : .full
            live.audio.anticipate { $0.duplex = duplex }
            return [.voice(.setDuplex(duplex))]
        case .gain(let step):
            return setGain(step, from: snapshot.microphone.gain)
        case .interrupt:
            let isReplying = session.replyingTurn != nil
            let silence: [ConsoleEffect] = hasSound ? [.voice(.interrupt)] : []
            return silence + (isReplying ? [.interrupt] : [])
        case .pickDevice:
            overlays.append(.devicePicker(DevicePicker()))
            return [.listDevices]
        case .useDevice:
            return useDevice()
        case .micDoctor:
            if case .micDoctor? = overlays.last { overlays.removeLast() }
            overlays.append(.micDoctor(MicDoctor(at: now)))
        default:
            break
        }
        return []
    }

    /// The limits of ``VoiceCommand/setGain(_:)``.
    private static let gains = -20.0...40.0

    private mutating func setGain(_ step: GainStep, from gain: Double) -> [ConsoleEffect] {
        let wanted =
            switch step {
            case .up: gain + 1
            case .down: gain - 1
            case .reset: 0.0
            }
        let limited = min(max(wanted, Self.gains.lowerBound), Self.gains.upperBound)
        live.audio.anticipate { $0.microphone.gain = limited }
        show("microphone gain \(LevelText.gain(limited))", .muted)
        return [.voice(.setGain(limited))]
    }

    private mutating func useDevice() -> [ConsoleEffect] {
        guard case .devicePicker(let picker)? = overlays.last, let choice = picker.selection else {
            return []
        }
        overlays.removeLast()
        let name = choice.summary.isEmpty ? choice.name : choice.summary
        let shown = TerminalText.sanitized(name, glyphs: glyphs, newlines: .marked)
        show("\(choice.direction.deviceName): \(shown)", .muted)
        return [.voice(.selectDevice(choice.direction, choice.name))]
    }

    mutating func zoomTime(_ step: Int) {
        if pane == .turns {
            if !shown.turns.zoom(step) {
                show(step > 0 ? "20 seconds is the most" : "250 ms is the least", .muted)
            }
        } else if !shown.lanes.zoom(step) {
            show(step > 0 ? "5 minutes is the most" : "10 seconds is the least", .muted)
        }
    }
}
