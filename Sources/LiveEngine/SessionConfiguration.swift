// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// What a session is set up with.
package struct SessionConfiguration: Sendable {
    /// The first message of every connection.
    package var setup: Setup
    /// How typed text reaches the model.
    package var textRoute: TextRoute
    /// How long the server may take from `setup` to `setupComplete`.
    package var setupTimeout: Duration
    /// Bytes that may wait for a peer that does not read before the session gives up.
    package var outboundLimitBytes: Int
    /// Whether the session outlives its connections: asks for resumption handles, leaves before the
    /// server cuts, and connects again after a loss.
    package var resumesSessions: Bool
    /// The waits between attempts to connect again.
    package var backoff: Backoff
    /// Whether somebody follows the log and answers its `toolCall` entries by `reportTool`.
    ///
    /// Otherwise the session itself refuses every call.
    package var hasToolDesk: Bool
    /// What the session is watched for.
    package var terms: SessionTerms

    package init(
        setup: Setup,
        textRoute: TextRoute? = nil,
        setupTimeout: Duration = .seconds(15),
        outboundLimitBytes: Int = 16 << 20,
        resumesSessions: Bool = true,
        backoff: Backoff = Backoff(),
        hasToolDesk: Bool = false,
        terms: SessionTerms = SessionTerms()
    ) {
        self.setup = setup
        self.textRoute = textRoute ?? TextRoute(model: setup.model)
        self.setupTimeout = setupTimeout
        self.outboundLimitBytes = outboundLimitBytes
        self.resumesSessions = resumesSessions
        self.backoff = backoff
        self.hasToolDesk = hasToolDesk
        self.terms = terms
    }
}

/// The message that carries typed text.
package enum TextRoute: Sendable, Equatable {
    /// `clientContent` with `turnComplete: true`.
    case clientContent
    /// `realtimeInput.text`.
    case realtimeInput

    /// The route a model takes: 3.1 models refuse `clientContent` after the initial history
    /// (Live API capabilities guide); all others accept it throughout.
    package init(model: String) {
        self = model.contains("gemini-3.1-") ? .realtimeInput : .clientContent
    }
}

/// What a user or a program asks of a running session.
package enum SessionCommand: Sendable, Equatable {
    /// One complete user turn.
    case sendText(String)
    /// A chunk of the microphone's sound; kept for about a second while there is no connection,
    /// then the oldest is dropped and counted.
    case sendAudio(AudioPart)
    /// A picture; two are kept while the connection takes none, then the oldest is dropped and
    /// counted.
    case sendVideo(Blob)
    /// The microphone is closed: `audioStreamEnd`.
    case endAudioStream
    /// The user begins to speak, where the server does not listen for it: `activityStart`.
    case startActivity
    /// The user has spoken: `activityEnd`.
    case endActivity
    /// Something happened at the microphone or the loudspeaker: goes to the log as is.
    case report(VoiceEvent)
    /// Something happened at the source of pictures: goes to the log as is.
    case reportVideo(VideoEvent)
    /// Something the person did that the session should tell of: goes to the log as is.
    case note(Notice)
    /// A function call has come further: goes to the log, and its response to the server if that
    /// still waits for one.
    case reportTool(ToolEvent, response: FunctionResponse?)
    /// A message of the person's own, sent as it stands over the connection there is.
    case inject([UInt8])
    /// Stop the running reply.
    case interrupt
    /// Go on with this setup: over a new connection, in the next quiet moment. Asked again while
    /// that is awaited, at once.
    case apply(Setup)
    /// End the session with close code 1000.
    case close
}
