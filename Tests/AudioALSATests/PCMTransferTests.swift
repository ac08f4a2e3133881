// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import AudioALSA

@Suite struct PCMTransferTests {
    @Test(arguments: [
        (EAGAIN, PCMTransfer.frames(0)),
        (EINTR, .frames(0)),
        (EPIPE, .fault(.xrun)),
        (EIO, .fault(.xrun)),
        (EBADFD, .fault(.xrun)),
        (ESTRPIPE, .fault(.suspended)),
        (ENODEV, .fault(.lost(errno: ENODEV))),
        (ENOTTY, .fault(.lost(errno: ENOTTY))),
    ])
    func errnoNamesTheFault(errno: Int32, transfer: PCMTransfer) {
        #expect(PCMTransfer(errno: errno, isDisconnected: false) == transfer)
    }

    @Test func aDisconnectedDeviceIsLostWhateverTheCallSaid() {
        for errno in [EAGAIN, EPIPE, ESTRPIPE, EIO] {
            let transfer = PCMTransfer(errno: errno, isDisconnected: true)
            #expect(transfer == .fault(.lost(errno: ENODEV)))
        }
    }
}
