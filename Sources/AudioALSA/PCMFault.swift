// SPDX-License-Identifier: Apache-2.0

import CALSA
import Glibc

/// What keeps a PCM from moving samples; each has its own way back.
enum PCMFault: Hashable {
    /// The device ran over or dry. Sound servers say so of a lost device too: `prepare` tells.
    case xrun
    /// The machine sleeps or slept.
    case suspended
    /// Nothing but opening it again can help.
    case lost(errno: Int32)
}

/// The result of a call that moves samples.
enum PCMTransfer: Hashable {
    case frames(Int)
    case fault(PCMFault)

    init(_ result: Int, of pcm: OpaquePointer) {
        if result >= 0 { self = .frames(result) } else { self.init(errno: Int32(-result), of: pcm) }
    }

    private init(errno: Int32, of pcm: OpaquePointer) {
        self.init(errno: errno, isDisconnected: snd_pcm_state(pcm) == SND_PCM_STATE_DISCONNECTED)
    }

    init(errno: Int32, isDisconnected: Bool) {
        switch errno {
        case _ where isDisconnected: self = .fault(.lost(errno: ENODEV))
        case EAGAIN, EINTR: self = .frames(0)
        case EPIPE, EBADFD: self = .fault(.xrun)
        case ESTRPIPE: self = .fault(.suspended)
        // Seen from sound servers where the kernel says EPIPE; `prepare` tells which it was.
        case EIO: self = .fault(.xrun)
        default: self = .fault(.lost(errno: errno))
        }
    }
}
