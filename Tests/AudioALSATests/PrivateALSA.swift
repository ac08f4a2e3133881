// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import TestSupport

/// A sound system of the tests' own: ALSA devices that need no card, server or system file.
///
/// ALSA takes its configuration once per process, so all tests share this one, and each file
/// belongs to one test. The devices have no clock; the streams under test keep real time.
enum PrivateALSA {
    /// Gives silence and takes anything; the default.
    static let silence = "default"
    /// Insists on two channels.
    static let stereo = "test_stereo"
    /// Insists on 48 kHz.
    static let fast = "test_fast"
    /// Gives 0, 1, 2 … 1599, then silence.
    static let recorded = "test_recorded"
    static let recording = (0..<1600).map { Int16($0) }
    static let absent = "test_absent"
    /// Is not there before `addLateDevice`.
    static let late = "test_late"

    /// The devices of the sound server in `soundFolder`, whenever one is up there.
    static let virtual = "test_virtual"
    static var soundFolder: String { folder + "/sound" }

    /// A device that writes what is played to `outputPath`.
    static func output(_ number: Int) -> String { "test_output_\(number)" }
    /// The same with two channels.
    static func stereoOutput(_ number: Int) -> String { "test_stereo_output_\(number)" }

    static func outputPath(_ number: Int) -> String { "\(folder)/output-\(number).raw" }

    /// The 16-bit samples that were played to an output.
    static func played(_ number: Int) -> [Int16] {
        guard let data = FileManager.default.contents(atPath: outputPath(number)) else { return [] }
        return data.withUnsafeBytes { bytes in
            (0..<bytes.count / 2).map {
                bytes.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self)
            }
        }
    }

    /// Makes ALSA use this configuration; every suite that opens a device calls it first.
    static func install() {
        _ = folder
    }

    static func addLateDevice() throws {
        try write(configuration(in: folder) + "pcm.\(late) { type null }\n", in: folder)
    }

    private static let folder = makeFolder()

    private static func makeFolder() -> String {
        let folder = NSTemporaryDirectory() + "live-console-alsa-\(getpid())"
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
            let bytes = recording.withUnsafeBytes { Data($0) }
            try bytes.write(to: URL(fileURLWithPath: folder + "/input.raw"))
            try write(configuration(in: folder), in: folder)
        } catch {
            fatalError("no place for the tests' sound devices: \(error)")
        }
        setenv("ALSA_CONFIG_PATH", folder + "/asound.conf", 1)
        for (name, value) in VirtualSound.clientEnvironment(in: folder + "/sound") {
            setenv(name, value, 1)
        }
        // The process is over when the last test is, and nothing else knows the folder.
        atexit { try? FileManager.default.removeItem(atPath: PrivateALSA.folder) }
        return folder
    }

    /// In one step: a stream that is trying again must never read half a file.
    private static func write(_ text: String, in folder: String) throws {
        let url = URL(fileURLWithPath: folder + "/asound.conf")
        try Data(text.utf8).write(to: url, options: .atomic)
    }

    private static func configuration(in folder: String) -> String {
        let two = """
            { type multi slaves.a { pcm { type null } channels 2 }
              bindings.0 { slave a channel 0 } bindings.1 { slave a channel 1 } }
            """
        let outputs = (0..<8).map { number in
            """
            pcm.\(output(number)) {
              type file slave.pcm { type null } file "\(folder)/output-\(number).raw" format raw }
            pcm.\(stereoOutput(number)) {
              type file slave.pcm \(two) file "\(folder)/output-\(number).raw" format raw }
            """
        }
        return """
            pcm.null { type null hint { show on } }
            pcm.default { type null hint { show on description "Silence
            for tests" } }
            pcm.\(stereo) \(two)
            pcm.\(fast) {
              type plug slave { pcm { type null } rate 48000 } hint { show on description "Fast" } }
            pcm.\(recorded) {
              type file slave.pcm { type null } infile "\(folder)/input.raw"
              file "/dev/null" format raw }
            \(outputs.joined(separator: "\n"))
            \(VirtualSound.alsaDefinition(named: virtual, in: folder + "/sound"))
            """
    }
}
