// SPDX-License-Identifier: Apache-2.0

package import LiveAPI
package import LiveEngine
package import TerminalUI
package import Video
package import Voice

/// Everything that can happen to the console.
///
/// Times are offsets on the console's own clock, from its start.
package enum ConsoleEvent: Sendable {
    case input(InputEvent)
    /// Time went on.
    case tick(now: Duration)
    /// A session object was made at `at`; the offsets of its events count from there.
    case sessionOpened(SessionProfile, at: Duration)
    case session(SessionEvent)
    /// Both directions of sound as they stand now.
    case meters(VoiceSnapshot)
    /// The source of pictures as it stands now.
    case video(VideoSnapshot)
    /// The devices that ``ConsoleEffect/listDevices`` asked for.
    case devices([DeviceChoice])
    /// The session is recorded to a folder, or not any more.
    case recording(path: String?)
    /// Where the text of ``ConsoleEffect/copy(_:)`` went, or why nowhere.
    case copied(Notice)
    /// The replay is at another place, or goes on in another way.
    case replay(ReplayStatus)
    /// The replay went back to its beginning: what comes next is all there has been.
    case replayRewound
    /// What has become of a text in the person's own editor.
    case edited(String)
    /// The theme was loaded again, or another one was.
    case themeLoaded(Theme)
    /// Theme, keys and layouts were loaded again.
    case configurationLoaded(theme: Theme, keymap: Keymap, presets: [LayoutPreset])
    /// The themes that ``ConsoleEffect/listThemes`` asked for.
    case themes([ThemeChoice])
    /// The names of the profiles, answering the same.
    case profiles([String])
    /// What sessions are set up with under a profile of a name.
    case profileLoaded(String, Setup)
    /// A suspension that lasted this long is over.
    case resumed(after: Duration)
    /// Something outside the session that the person should know, in plain words.
    case notice(Notice)
    /// The terminal has input to poll; carries nothing itself.
    case inputReady
}
