// SPDX-License-Identifier: Apache-2.0

package import LiveAPI
package import Video
package import Voice

/// What the console asks of the world around it.
package enum ConsoleEffect: Sendable, Equatable {
    /// Make a session and connect it.
    case connect
    /// Close the running session.
    case disconnect
    /// Send one complete user turn.
    case sendText(String)
    /// Send a frame of the person's own as it stands.
    case inject([UInt8])
    /// Let the person edit a text in an editor of their own; answered with
    /// ``ConsoleEvent/edited(_:)``.
    case editOutside(String)
    /// Ask the server inside this program for a fault.
    case fault(ServerFault)
    /// Stop the running reply.
    case interrupt
    /// Decide about function calls.
    case tool(ToolOrder)
    /// Tell the microphone and the loudspeaker something.
    case voice(VoiceCommand)
    /// Tell the source of pictures something.
    case video(VideoOrder)
    /// Find the sound devices and answer with ``ConsoleEvent/devices(_:)``.
    case listDevices
    /// Set the next session up with this.
    case stage(Setup)
    /// Go on with this in the running session.
    case apply(Setup)
    /// Begin to record, or stop; answered with ``ConsoleEvent/recording(path:)``.
    case setRecording(Bool)
    /// Move about in the recorded session that is replayed.
    case replay(ReplayCommand)
    /// Put a text where it can be pasted from; answered with ``ConsoleEvent/copied(_:)``.
    case copy(CopyText)
    /// Load the theme again.
    case reload
    /// Find the themes and the profiles, and answer with ``ConsoleEvent/themes(_:)`` and
    /// ``ConsoleEvent/profiles(_:)``.
    case listThemes
    /// Load a theme by name and answer with ``ConsoleEvent/themeLoaded(_:)``.
    case loadTheme(String)
    /// Work out what a profile sets and answer with ``ConsoleEvent/profileLoaded(_:_:)``.
    case loadProfile(String)
    /// The theme that is shown is the one to load again.
    case keepTheme(String)
    /// Report the mouse, or leave it to the terminal.
    case captureMouse(Bool)
    /// Paint the whole screen, whatever it shows.
    case redraw
    /// Give the terminal back and stop until resumed.
    case suspend
    /// End the program.
    case quit

    /// Whether others write on the terminal meanwhile.
    var lendsTerminal: Bool {
        switch self {
        case .suspend, .editOutside: true
        default: false
        }
    }
}
