// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// A sound device that can be chosen.
package struct DeviceChoice: Sendable, Equatable {
    package var direction: SoundDirection
    /// What ``VoiceCommand/selectDevice(_:_:)`` takes.
    package var name: String
    /// What a person calls it.
    package var summary: String
    package var isDefault: Bool
    package var isInUse: Bool
    /// What it can do, or why it cannot be used.
    package var note: String

    package init(
        direction: SoundDirection,
        name: String,
        summary: String = "",
        isDefault: Bool = false,
        isInUse: Bool = false,
        note: String = ""
    ) {
        self.direction = direction
        self.name = name
        self.summary = summary
        self.isDefault = isDefault
        self.isInUse = isInUse
        self.note = note
    }
}
