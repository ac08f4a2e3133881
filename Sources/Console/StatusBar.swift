// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI
import Video
import Voice

/// The first row: where the session stands, whom it talks to, and what it has used.
struct StatusBar: Widget {
    let scene: Scene
    let budget: BudgetReport
    let turns: TurnTimelines
    let config: ConfigState
    let audio: AudioState
    let video: VideoState
    /// Function calls that wait for the person.
    let waitingCalls: Int
    let backlog: Int?
    let isRecording: Bool
    let replay: ReplayStatus?

    /// A part of the bar; when the row is too short, those with a higher rank are kept.
    private struct Part {
        var text: String
        var style: Style
        var rank: Int
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let divider = " \(scene.table.divider) "
        var parts = fitting(area.width - 1)
        // On the shortest rows the word goes and its glyph stays: the route is never cut for it.
        let width = parts.reduce(-3) { $0 + TextWidth.columns(of: $1.text) + 3 }
        if width > area.width - 1, let first = parts.first?.text.first {
            parts[0].text = String(first)
        }
        var x = area.x + 1
        for (index, part) in parts.enumerated() {
            if index > 0 {
                let gap = index == 1 && parts[0].text.count == 1 ? " " : divider
                x += buffer.put(
                    gap,
                    x: x,
                    y: area.y,
                    style: scene.theme.style(.border),
                    maxWidth: area.right - x
                )
            }
            let room = max(area.right - x, 0)
            let cut = TerminalText.truncated(part.text, columns: room, glyphs: scene.glyphs)
            x += buffer.put(cut, x: x, y: area.y, style: part.style, maxWidth: room)
        }
    }

    /// The phase and the route, and what else there is room for.
    private func fitting(_ columns: Int) -> [Part] {
        let parts = self.parts
        var kept: Set<Int> = []
        var width = -3
        for index in parts.indices.sorted(by: { parts[$0].rank > parts[$1].rank }) {
            let needed = TextWidth.columns(of: parts[index].text) + 3
            guard kept.count < 2 || width + needed <= columns else { continue }
            kept.insert(index)
            width += needed
        }
        return parts.indices.filter(kept.contains).map { parts[$0] }
    }

    private var parts: [Part] {
        let theme = scene.theme
        let profile = scene.session.profile
        var parts = [replayPart, phasePart].compactMap(\.self)
        func add(_ text: String?, _ role: ThemeRole, rank: Int) {
            guard let text, !text.isEmpty else { return }
            let shown = TerminalText.sanitized(text, glyphs: scene.glyphs, newlines: .marked)
            parts.append(Part(text: shown, style: theme.style(role), rank: rank))
        }
        add(profile.route, .title, rank: 100)
        /// What the session has, or what is staged in its place, with a star.
        func add(_ setting: ConfigSetting, _ text: String?, rank: Int) {
            guard config.isStaged(setting) else { return add(text, .foreground, rank: rank) }
            add(setting.value(in: config.form) + "*", .staged, rank: 88)
        }
        add(.model, profile.model, rank: 30)
        if config.form.modality == .audio { add(.voice, profile.voice, rank: 10) }
        add(.modality, profile.modality.rawValue, rank: 20)
        parts += soundParts
        if let videoPart { parts.append(videoPart) }
        if Self.unseen.contains(where: config.isStaged) { add("* staged", .staged, rank: 87) }
        if scene.session.turn > 0 { add("turn \(scene.session.turn)", .foreground, rank: 40) }
        add(latencies, .foreground, rank: 45)
        parts += budgetParts
        if isRecording { add("\(scene.table.recording) REC", .recording, rank: 91) }
        if waitingCalls > 0 { add("? \(waitingCalls) tool", .held, rank: 92) }
        if let backlog { add("FROZEN +\(backlog)", .frozen, rank: 90) }
        let problems = scene.session.problems
        if problems > 0 { add("\(scene.table.warning) \(problems)", .warn, rank: 80) }
        return parts
    }

    /// The last turn's latency, and how the turns before it were.
    private var latencies: String? {
        guard let last = turns.turns.last(where: { $0.latency != nil })?.latency else { return nil }
        let p95 = turns.latencies.percentile(95).map {
            " \(scene.table.dot) p95 \(TimeText.latency($0))"
        }
        return TimeText.latency(last) + (p95 ?? "")
    }

    /// Time, context and money, each with a mark when it runs short.
    private var budgetParts: [Part] {
        func part(_ meter: BudgetMeter, _ text: String, rank: Int) -> Part {
            let look = AlarmLook(budget.share(of: meter).flatMap(AlarmLevel.init(share:)))
            let style = scene.theme.style(look.role)
            return Part(text: text + look.mark, style: style, rank: rank)
        }
        var parts: [Part] = []
        if let clock = budget.session {
            let limit = clock.limit.map { "/\(TimeText.span($0))" } ?? ""
            parts.append(part(.session, TimeText.span(clock.elapsed) + limit, rank: 60))
        }
        if let clock = budget.connection, let limit = clock.limit {
            let about = clock.isLimitKnown ? "" : "~"
            let text = "conn \(TimeText.span(clock.elapsed))/\(about)\(TimeText.span(limit))"
            parts.append(part(.connection, text, rank: 15))
        }
        if let share = budget.share(of: .context) {
            parts.append(part(.context, "ctx \(Int(share * 100)) %", rank: 50))
        }
        if case .prices = budget.tariff {
            parts.append(part(.cost, TimeText.dollars(budget.cost), rank: 48))
        }
        return parts
    }
    /// Settings that have no place of their own in the bar.
    private static let unseen: [ConfigSetting] = [.system, .transcripts, .compression, .tools]

    /// Microphone, loudspeaker and who finds the turns; nothing in a run without sound.
    private var soundParts: [Part] {
        guard audio.hasSound else { return [] }
        let (theme, snapshot) = (scene.theme, audio.snapshot)
        func part(_ name: String, _ look: SoundLook, rank: Int) -> Part {
            // Where all is well the mark is enough.
            let word = look.role == .ok ? "" : " \(look.word)"
            let text = "\(name) \(look.mark)\(word)"
            return Part(text: text, style: theme.style(look.role), rank: rank)
        }
        let isStaged = config.isStaged(.turnDetection)
        let turns = Part(
            text: ConfigSetting.turnDetection.value(in: config.form) + " VAD"
                + (isStaged ? "*" : ""),
            style: theme.style(isStaged ? .staged : .foreground),
            rank: isStaged ? 88 : 35
        )
        var parts = [
            part("mic", SoundLook(snapshot.microphone, table: scene.table), rank: 86),
            part("spk", SoundLook(snapshot.speaker, table: scene.table), rank: 75),
            turns,
        ]
        if let left = snapshot.talkTimeLeft {
            let text = "\(scene.table.bullet) TALK \(left.components.seconds) s"
            parts.append(Part(text: text, style: theme.style(.recording), rank: 95))
        }
        return parts
    }

    /// The source of pictures, while it is turned on.
    private var videoPart: Part? {
        guard video.snapshot.isOn else { return nil }
        let look = VideoLook(video.snapshot.status, table: scene.table)
        let word = look.role == .ok ? "" : " \(look.word)"
        let style = scene.theme.style(look.role)
        return Part(text: "video \(look.mark)\(word)", style: style, rank: 74)
    }

    /// Where the replay stands; no part where a session is live.
    private var replayPart: Part? {
        guard let replay else { return nil }
        let mark = replay.isPaused ? scene.table.held : scene.table.pointer
        let place = "\(TimeText.span(replay.position))/\(TimeText.span(replay.duration))"
        let speed = replay.speed < 1 ? "x1/\(Int(1 / replay.speed))" : "x\(Int(replay.speed))"
        let state = replay.isSeeking ? " seeking" : replay.isPaused ? " paused" : ""
        return Part(
            text: "\(mark) REPLAY \(place) \(speed)\(state)",
            style: scene.theme.style(replay.isPaused ? .held : .title),
            rank: 120
        )
    }

    private var phasePart: Part {
        let table = scene.table
        let (mark, word, role): (Character, String, ThemeRole) =
            switch scene.session.phase {
            case .idle: (table.dot, "IDLE", .muted)
            case .connecting: (table.ellipsis, "CONNECTING", .info)
            case .settingUp: (table.ellipsis, "SETTING UP", .info)
            case .ready: (table.bullet, "LIVE", .ok)
            case .reconnecting: (table.warning, "RECONNECTING", .warn)
            case .moving: (table.ellipsis, "MOVING", .info)
            case .closing: (table.ellipsis, "CLOSING", .info)
            case .ended(let end) where end.isProblem: (table.failed, "ENDED", .error)
            case .ended: (table.dot, "ENDED", .muted)
            }
        return Part(text: "\(mark) \(word)", style: scene.theme.style(role), rank: 110)
    }
}
