// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import AudioALSA

@Suite struct PlayoutLedgerTests {
    @Test func soundThatTheDeviceStillHoldsIsNotHeard() {
        var ledger = PlayoutLedger()
        ledger.wrote(real: 240, silence: 0)
        ledger.deviceHolds(240)
        #expect(ledger.heard == 0)
        ledger.deviceHolds(100)
        #expect(ledger.heard == 140)
        ledger.deviceHolds(0)
        #expect(ledger.heard == 240)
    }

    @Test func silenceBehindTheSoundIsNotTakenForIt() {
        var ledger = PlayoutLedger()
        ledger.wrote(real: 100, silence: 140)
        ledger.deviceHolds(200)
        #expect(ledger.heard == 40)
        #expect(!ledger.isSilent(holding: 141))
        #expect(ledger.isSilent(holding: 140))
    }

    @Test func aDropTakesBackOnlyWhatWasNotHeard() {
        var ledger = PlayoutLedger()
        ledger.wrote(real: 480, silence: 0)
        #expect(ledger.dropped(holding: 300) == 300)
        #expect(ledger.heard == 180)
        ledger.wrote(real: 100, silence: 0)
        ledger.deviceHolds(0)
        #expect(ledger.heard == 280)
    }

    @Test func whatWasHeardIsNeverTakenBack() {
        var ledger = PlayoutLedger()
        ledger.wrote(real: 240, silence: 0)
        ledger.deviceHolds(40)
        ledger.deviceHolds(9000)
        #expect(ledger.heard == 200, "a device whose delay grows heard no less")
    }
}
