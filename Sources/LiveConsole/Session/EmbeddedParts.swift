// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Foundation
import Logging
import TOMLFile
import WebSocketNIO

/// Which of this machine's voices speaks.
enum SynthesizerChoice: String, CaseIterable {
    case auto
    case tones
}

/// Whether speech is turned into words.
enum RecognizerChoice: String, CaseIterable {
    case auto
    case off
}

/// The parts an embedded server is put together from, made from what the user named.
enum EmbeddedParts {
    /// A script file, or the built-in script.
    ///
    /// - Throws: `CommandFailure` with code 2 naming file, line and expectation.
    static func script(_ path: String?, logger: Logger) throws(CommandFailure) -> Script {
        do {
            guard let path else { return try Script.builtIn() }
            let (script, warnings) = try Script.parse(document: TOMLDocument(path: path))
            for warning in warnings { logger.warning("\(warning)") }
            return script
        } catch {
            throw CommandFailure(.badUsage, "\(error)")
        }
    }

    /// What finds the words in speech on this machine; its absence is logged.
    static func recognizer(
        _ choice: RecognizerChoice = .auto,
        for script: Script,
        logger: Logger
    ) -> any Recognizer {
        if choice == .off {
            return AbsentRecognizer(error: .unavailable(reason: "it was switched off"))
        }
        let recognizer = InstalledRecognizer.find(for: script)
        if let notice = recognizer.notice { logger.notice("\(notice)") }
        return recognizer
    }

    /// The best voice this machine has; a stand-in is logged.
    static func voice(
        _ choice: SynthesizerChoice = .auto,
        logger: Logger
    ) -> any Synthesizer {
        if choice == .tones { return ToneVoice(reason: "They were asked for.") }
        let voice = InstalledSynthesizer.find()
        if let notice = voice.notice { logger.notice("\(notice)") }
        return voice
    }

    /// The local certificate authority, made on first use.
    ///
    /// - Throws: `CommandFailure` with code 1 when its folder cannot be used.
    static func authority(in folder: String) throws(CommandFailure) -> LocalAuthority {
        do {
            return try LocalAuthority.open(in: folder, at: .now)
        } catch {
            throw CommandFailure(.runFailed, "\(error)")
        }
    }

    /// A certificate for this machine's loopback names and `host`.
    static func identity(
        from authority: LocalAuthority,
        host: String
    ) throws(CommandFailure) -> TLSIdentity {
        // A wildcard address is no name that a client could dial.
        let hosts = ["0.0.0.0", "::"].contains(host) ? [] : [host]
        do {
            return try authority.issueIdentity(for: hosts, at: .now)
        } catch {
            throw CommandFailure(.runFailed, "\(error)")
        }
    }
}
