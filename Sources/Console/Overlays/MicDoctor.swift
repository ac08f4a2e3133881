// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import Voice

/// Listens to the microphone for three seconds and then says what is right and what is wrong.
///
/// It judges levels and counters only: a device that lies about its rate, so that voices sound too
/// high or too low, cannot be told from a strange voice and is not guessed at.
package struct MicDoctor: Sendable {
    /// How long it listens.
    package static let length = Duration.seconds(3)

    let began: Duration
    private(set) var now: Duration
    private(set) var evidence: MicEvidence?

    init(at now: Duration) {
        began = now
        self.now = now
    }

    /// Whether it has heard enough.
    package var isDone: Bool { now - began >= Self.length }

    /// How much of the listening is over, 0 to 1.
    var progress: Double { min((now - began) / Self.length, 1) }

    /// Takes in a moment of the microphone, until enough was heard.
    mutating func take(_ microphone: MicrophoneSnapshot) {
        guard !isDone else { return }
        if evidence == nil {
            evidence = MicEvidence(microphone)
        } else {
            evidence?.take(microphone)
        }
    }

    /// Goes on in time; returns whether the progress looks different.
    mutating func advance(to time: Duration) -> Bool {
        let before = tenths
        now = max(now, time)
        return tenths != before
    }

    /// When it next looks different; nil when it is done.
    var nextTick: Duration? {
        isDone ? nil : began + .milliseconds((tenths + 1) * 100)
    }

    private var tenths: Int { min((now - began).wholeMilliseconds / 100, 30) }
}
