// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Glibc
import Testing

@Suite struct SpectrumTests {
    @Test(arguments: [300.0, 1_000, 4_000])
    func aToneStandsInItsBand(hertz: Double) {
        var spectrum = Spectrum(sampleRate: 16_000, bands: 16)
        spectrum.append(Tone.samples(hertz: hertz, rate: 16_000, count: 4_096, amplitude: 1))
        spectrum.update()
        let place = 16 * log(hertz / Spectrum.lowestHertz) / log(8_000 / Spectrum.lowestHertz)
        let loudest = spectrum.levelsDBFS.indices.max {
            spectrum.levelsDBFS[$0] < spectrum.levelsDBFS[$1]
        }
        #expect(loudest == Int(place))
        let total = spectrum.levelsDBFS.reduce(0) { $0 + pow(10, $1 / 10) }
        #expect(abs(10 * log10(total) + 3.01) < 0.1)
    }

    @Test func onlyTheLatestSamplesMatter() {
        var (late, cut) = (
            Spectrum(sampleRate: 24_000, bands: 8), Spectrum(sampleRate: 24_000, bands: 8)
        )
        let tone = Tone.samples(hertz: 700, rate: 24_000, count: 1_024, amplitude: 0.5)
        late.append(Array(repeating: 9_999, count: 5_000) + tone)
        for start in stride(from: 0, to: tone.count, by: 100) {
            cut.append(Array(tone[start..<min(start + 100, tone.count)]))
        }
        late.update()
        cut.update()
        #expect(late.levelsDBFS == cut.levelsDBFS)
    }

    @Test func silenceIsTheFloorInEveryBand() {
        var spectrum = Spectrum(sampleRate: 8_000, bands: 200)
        spectrum.update()
        #expect(spectrum.levelsDBFS == Array(repeating: PCM16.silenceDBFS, count: 200))
    }
}
