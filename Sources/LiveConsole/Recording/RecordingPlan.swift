// SPDX-License-Identifier: Apache-2.0

import Console
import Foundation
import LiveAPI
import LiveEngine
import Recording

/// Where a session is recorded to, and what is said of it.
struct RecordingPlan: Sendable {
    /// The folder in which bundles are made, or the bundle itself where its name says so.
    let folder: String
    /// Whether to begin with the first session.
    let isOn: Bool
    private let redactor: Redactor
    private let setup: JSONValue

    init(_ settings: Settings, plan: SessionPlan, paths: StandardPaths) {
        folder = settings.recordFolder ?? paths.sessions
        isOn = settings.record == .on
        redactor = Redactor(secrets: plan.secrets)
        let message = LiveClientMessage(setup: plan.setup(turnDetection: nil))
        // What the codec has just written it can read.
        let json = try? JSONValue(parsing: MessageCodec().encode(message))
        setup = json?.objectValue?["setup"] ?? [:]
    }

    /// Begins a recording whose times count from now.
    ///
    /// - Parameters:
    ///   - session: The first session.
    ///   - isFirst: Whether a bundle that the user named is to be that very one; it is an error if it
    ///     is there already. Later ones get a number.
    ///   - onFailure: Called once, from another thread, when the disk fails.
    /// - Returns: What takes the session's events.
    /// - Throws: `CommandFailure` with code 2 when the bundle cannot be made.
    func begin(
        _ session: SessionProfile,
        isFirst: Bool = true,
        onFailure: @escaping @Sendable (BundleError) -> Void
    ) throws(CommandFailure) -> SessionRecorder {
        let now = Date.now
        let meta = BundleMeta(
            program: "live-console \(ProgramVersion.text)",
            started: .seconds(now.timeIntervalSince1970),
            timeOfDay: .timeOfDay(at: now),
            session: BundleSession(session),
            setup: setup
        )
        do throws(BundleError) {
            let writer = try BundleWriter(
                path: path(at: now, isFirst: isFirst),
                meta: meta,
                redaction: redactor.redaction
            )
            return SessionRecorder(writer, onFailure: onFailure)
        } catch {
            throw CommandFailure(.badUsage, "Cannot record to \(error).")
        }
    }

    /// The bundle's folder: the one that the user named, or one named by the local time.
    private func path(at date: Date, isFirst: Bool) -> String {
        let suffix = BundleLayout.folderSuffix
        guard folder.hasSuffix(suffix) else {
            return Self.unused("\(folder)/\(date.formatted(Self.nameStyle))")
        }
        return isFirst ? folder : Self.unused(String(folder.dropLast(suffix.count)))
    }

    /// A name that is not taken yet.
    private static func unused(_ base: String) -> String {
        let names = ([""] + (2...99).map { "-\($0)" }).map { base + $0 + BundleLayout.folderSuffix }
        return names.first { !FileManager.default.fileExists(atPath: $0) } ?? names[0]
    }

    private static let nameStyle = Date.VerbatimFormatStyle(
        format: """
            \(year: .padded(4))-\(month: .twoDigits)-\(day: .twoDigits)-\
            \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased))\
            \(minute: .twoDigits)\(second: .twoDigits)
            """,
        timeZone: .current,
        calendar: Calendar(identifier: .gregorian)
    )
}

extension Redactor {
    /// The same for bundles.
    var redaction: Redaction {
        Redaction(secrets: secrets, marks: Self.marks, redact: redact)
    }
}
