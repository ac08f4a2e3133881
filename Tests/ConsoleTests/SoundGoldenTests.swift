// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import TerminalUI
import TestSupport
import Testing
import Voice

/// Screens with sound.
@MainActor
@Suite struct SoundGoldenTests {
    enum Picture: String, CaseIterable, CustomTestStringConvertible {
        case audio
        case talk
        case muted
        case unplugged
        case devices
        case doctor

        var testDescription: String { rawValue }

        @MainActor func play(on stage: Stage) {
            switch self {
            case .audio: stage.conversation().press("Esc 2")
            case .talk: stage.conversation()
            case .muted:
                stage.conversation().press("Esc 2")
                stage.hear(
                    VoiceSnapshot.replying.with {
                        $0.microphone.isOn = false
                        $0.microphone.isOpen = false
                        $0.speaker.isOn = false
                    }
                )
            case .unplugged: stage.conversation().unplugged().press("Esc 2")
            case .devices:
                stage.conversation().press("Esc 2 ,").send(.devices(DeviceChoice.examples))
            case .doctor:
                stage.conversation().press("Esc 2 d")
                let faulty = VoiceSnapshot.speaking.with {
                    $0.microphone.levels.noiseFloor = -41
                    $0.microphone.levels.dcOffset = 0.05
                }
                stage.hear(faulty, for: .seconds(2))
                stage.hear(faulty.with { $0.microphone.levels.clipped = 1204 }, for: .seconds(2))
            }
        }
    }

    nonisolated static let sizes = [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 60),
    ]

    @Test(arguments: Picture.allCases, sizes)
    func unicode(picture: Picture, size: Size) {
        let stage = Stage(size, preset: picture == .talk ? .talk : .debug, hasSound: true)
        picture.play(on: stage)
        assertGolden(stage.dump(), name: "\(picture.rawValue).\(size)")
    }

    @Test(arguments: [Picture.audio, .unplugged, .muted])
    func ascii(picture: Picture) {
        for size in Self.sizes.prefix(2) {
            let stage = Stage(size, glyphs: .ascii, depth: .mono, hasSound: true)
            picture.play(on: stage)
            assertGolden(stage.dump(), name: "\(picture.rawValue).ascii.\(size)")
            #expect(stage.screen.allSatisfy { $0.isASCII })
        }
    }

    @Test func wholeAudioPaneShowsEverything() {
        let stage = Stage(Size(width: 120, height: 40), hasSound: true)
        stage.conversation().press("Esc 2 2")
        assertGolden(stage.dump(), name: "audio-zoomed.120x40")
    }
}

extension DeviceChoice {
    static let examples = [
        DeviceChoice(
            direction: .output,
            name: "hw:CARD=PCH",
            summary: "HDA Analog",
            isInUse: true,
            note: "48 000 Hz, 2 channels"
        ),
        DeviceChoice(
            direction: .input,
            name: "default",
            summary: "Default of the system",
            isDefault: true
        ),
        DeviceChoice(
            direction: .input,
            name: "hw:CARD=USB",
            summary: "USB Microphone",
            isInUse: true,
            note: "48 000 Hz, 1 channel"
        ),
        DeviceChoice(
            direction: .input,
            name: "hw:CARD=Webcam",
            summary: "Webcam",
            note: "busy: another program holds it"
        ),
    ]
}
