// SPDX-License-Identifier: Apache-2.0

import Console
import Voice

/// What a console shows and asks things of: live sessions, or a recorded one.
@MainActor
protocol ConsoleSource {
    /// What the meters show now.
    var snapshot: VoiceSnapshot { get }

    /// The devices there are to choose from.
    func devices() async -> [DeviceChoice]

    /// Marks this moment in the session and in its recording; does nothing without a session.
    func mark() async

    /// Carries out what is no business of the terminal's, without waiting.
    func perform(_ effect: ConsoleEffect)
}
