// SPDX-License-Identifier: Apache-2.0

/// What the sessions of a load have seen; times in nanoseconds.
struct LoadFigures {
    /// From the last of the user's speech on the socket to the first sound of the reply.
    var answers: [Int] = []
    /// How much later than it is due each piece of sound came.
    ///
    /// It is due when a client that plays from the first piece on has played all before it. Pieces
    /// that came in time count as 0.
    var pieces: [Int] = []
    /// How far from its due time each `turnComplete` came, early or late.
    var ends: [Int] = []
    /// How late this program was with what it sends.
    var sends: [Int] = []
    /// Chunks that the socket did not take, because the server does not read.
    var refusedSends = 0
    var turns = 0
    var soundNanoseconds = 0
    var interruptions = 0
    var missingTurns = 0
    var lostSessions: [String] = []

    mutating func reset() { self = LoadFigures(lostSessions: lostSessions) }
}
