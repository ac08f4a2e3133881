// SPDX-License-Identifier: Apache-2.0

/// How long connections and sessions may last; nil is without end.
package struct SessionLimits: Sendable, Equatable {
    /// One connection, from its upgrade.
    package var connectionLife: Duration?
    /// A session over all its connections, unless its context is compressed.
    package var sessionLife: Duration?
    /// The same from the first picture on.
    package var sessionLifeWithVideo: Duration?
    /// How long before the end `goAway` announces it.
    package var goAwayLead: Duration

    package init(
        connectionLife: Duration? = nil,
        sessionLife: Duration? = nil,
        sessionLifeWithVideo: Duration? = nil,
        goAwayLead: Duration = .seconds(60)
    ) {
        self.connectionLife = connectionLife
        self.sessionLife = sessionLife
        self.sessionLifeWithVideo = sessionLifeWithVideo
        self.goAwayLead = goAwayLead
    }
}
