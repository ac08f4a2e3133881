// SPDX-License-Identifier: Apache-2.0

/// What a colour is for: panes name roles, theme files give them styles.
///
/// The raw value is the role's path in a theme file.
package enum ThemeRole: String, Sendable, CaseIterable {
    // Surfaces, text and chrome; every other role falls back to `foreground` and `background`.
    case background = "base.background"
    case foreground = "base.foreground"
    case muted = "base.muted"
    case title = "base.title"
    case border = "base.border"
    case borderFocus = "base.border_focus"
    case selection = "base.selection"
    case cursorLine = "base.cursor_line"
    case keyHint = "base.key_hint"
    case keyHintDisabled = "base.key_hint_disabled"
    case match = "base.match"
    case link = "base.link"

    // Conditions, always shown with a glyph or a word too.
    case ok = "state.ok"
    case info = "state.info"
    case warn = "state.warn"
    case error = "state.error"
    case critical = "state.critical"
    case held = "state.held"
    case injected = "state.injected"
    case edited = "state.edited"
    case recording = "state.recording"
    case mutedMic = "state.muted_mic"
    case staged = "state.staged"
    case frozen = "state.frozen"

    // Who speaks in the transcript, and how.
    case user = "role.user"
    case model = "role.model"
    case tool = "role.tool"
    case system = "role.system"
    case partial = "role.partial"
    case unheard = "role.unheard"
    case interrupted = "role.interrupted"
    case thought = "role.thought"

    // The frame list: directions and message types.
    case frameClientToServer = "frame.c2s"
    case frameServerToClient = "frame.s2c"
    case frameSetup = "frame.setup"
    case frameClientContent = "frame.client_content"
    case frameRealtimeInput = "frame.realtime_input"
    case frameServerContent = "frame.server_content"
    case frameToolCall = "frame.tool_call"
    case frameToolResponse = "frame.tool_response"
    case frameToolCancel = "frame.tool_cancel"
    case frameUsage = "frame.usage"
    case frameGoAway = "frame.go_away"
    case frameResumption = "frame.resumption"
    case frameClose = "frame.close"
    case frameControl = "frame.control"

    // The inspector.
    case jsonKey = "json.key"
    case jsonString = "json.string"
    case jsonNumber = "json.number"
    case jsonBoolean = "json.boolean"
    case jsonNull = "json.null"
    case jsonBase64 = "json.base64"
    case jsonHexOffset = "json.hex_offset"

    // Level meters and voice activity.
    case meterPeakHold = "meter.peak_hold"
    case meterClip = "meter.clip"
    case meterFloor = "meter.floor"
    case meterScale = "meter.scale"
    case meterVadLocal = "meter.vad_local"
    case meterVadServer = "meter.vad_server"
    case meterVadSilence = "meter.vad_silence"
    case meterThreshold = "meter.threshold"
    case meterXrun = "meter.xrun"

    // The spectrum's bands.
    case spectrumLow = "spectrum.low"
    case spectrumMid = "spectrum.mid"
    case spectrumHigh = "spectrum.high"

    // Gauges of time, context and cost.
    case gaugeWarn = "gauge.warn"
    case gaugeCritical = "gauge.crit"
    case gaugeTrack = "gauge.track"
    case gaugeTick = "gauge.tick"
    case gaugeBurn = "gauge.burn"

    // Usage by modality.
    case tokensText = "tokens.text"
    case tokensAudio = "tokens.audio"
    case tokensImage = "tokens.image"
    case tokensVideo = "tokens.video"
    case tokensCached = "tokens.cached"
    case tokensThoughts = "tokens.thoughts"
    case tokensToolPrompt = "tokens.tool_prompt"

    // Phases of a turn.
    case latencyEndpointWait = "latency.endpoint_wait"
    case latencyServerWait = "latency.server_wait"
    case latencyFirstByte = "latency.first_byte"
    case latencySilenceLead = "latency.silence_lead"
    case latencyJitterBuffer = "latency.jitter_buffer"
    case latencyPlayout = "latency.playout"
    case latencyToolWait = "latency.tool_wait"
    case latencyStall = "latency.stall"
    case latencyPercentile = "latency.percentile"

    // Time lanes.
    case laneUser = "lane.user"
    case laneModel = "lane.model"
    case laneTool = "lane.tool"
    case laneInterruption = "lane.interruption"
    case laneMarker = "lane.marker"
    case laneRuler = "lane.ruler"

    // Comparisons.
    case diffSame = "diff.same"
    case diffChanged = "diff.changed"
    case diffAdded = "diff.added"
    case diffRemoved = "diff.removed"
}

/// The roles that are ramps of colour, sampled by a fraction.
package enum ThemeRamp: String, Sendable, CaseIterable {
    case meterIn = "meter.in"
    case meterOut = "meter.out"
    case gaugeOK = "gauge.ok"
}
