// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// What a session may last, hold and cost, and how long its turns may take.
///
/// Nil is without a limit, or not known.
package struct SessionTerms: Sendable, Equatable {
    /// Tokens the model's context holds.
    package var contextTokens: Int?
    /// How long a session lasts without context compression.
    package var sessionLife: Duration?
    /// The same from the first picture on.
    package var sessionLifeWithVideo: Duration?
    /// How long a connection lasts, as far as is known before the server's `goAway`.
    package var connectionLife: Duration?
    package var tariff: Tariff
    /// Dollars that a session should not exceed.
    package var costCap: Double?
    package var patience: TurnPatience

    package init(
        contextTokens: Int? = nil,
        sessionLife: Duration? = nil,
        sessionLifeWithVideo: Duration? = nil,
        connectionLife: Duration? = nil,
        tariff: Tariff = .unknown,
        costCap: Double? = nil,
        patience: TurnPatience = TurnPatience()
    ) {
        self.contextTokens = contextTokens
        self.sessionLife = sessionLife
        self.sessionLifeWithVideo = sessionLifeWithVideo
        self.connectionLife = connectionLife
        self.tariff = tariff
        self.costCap = costCap
        self.patience = patience
    }
}

/// How long the parts of a turn may take before something is said about it.
package struct TurnPatience: Sendable, Equatable {
    /// From the end of the input to the beginning of the reply; a turn that takes longer is slow.
    package var slowReply: Duration
    /// Between two pieces of a reply that is being generated.
    package var stall: Duration
    /// From the end of a reply, as long as it sounds, to its `turnComplete`.
    package var turnComplete: Duration
    /// From the end of the input to any sign of a reply.
    package var answer: Duration

    package init(
        slowReply: Duration = .seconds(1),
        stall: Duration = .seconds(5),
        turnComplete: Duration = .seconds(3),
        answer: Duration = .seconds(10)
    ) {
        self.slowReply = slowReply
        self.stall = stall
        self.turnComplete = turnComplete
        self.answer = answer
    }
}

/// What tokens cost.
package enum Tariff: Sendable, Equatable {
    case unknown
    case free
    case prices(PriceTable)
}

/// Prices in US dollars per million tokens, as of a date.
package struct PriceTable: Sendable, Equatable {
    /// By modality; nil where no price is known.
    package struct Rates: Sendable, Equatable {
        package var text: Double?
        package var audio: Double?
        package var image: Double?
        package var video: Double?

        package init(
            text: Double? = nil,
            audio: Double? = nil,
            image: Double? = nil,
            video: Double? = nil
        ) {
            self.text = text
            self.audio = audio
            self.image = image
            self.video = video
        }

        /// Documents and what the server does not name are billed as text.
        package subscript(modality: MediaModality) -> Double? {
            switch modality {
            case .audio: audio
            case .image: image
            case .video: video
            case .text, .document, .unspecified, .unrecognized: text
            }
        }
    }

    /// As `2026-09-18`.
    package var date: String
    package var input: Rates
    package var output: Rates

    package init(date: String, input: Rates, output: Rates) {
        self.date = date
        self.input = input
        self.output = output
    }
}
