// SPDX-License-Identifier: Apache-2.0

import Console
import EmbeddedServer

extension FaultOrder {
    /// What the console asks for, as the embedded server takes it.
    init(_ fault: ServerFault) {
        self =
            switch fault {
            case .goAway(let time): .goAway(timeLeft: time)
            case .close(let code, let reason): .close(code: code, reason: reason)
            case .drop: .drop
            case .stall(let time): .stall(time)
            case .delay(let time): .delay(time)
            case .loseHandles: .loseHandles
            case .garbage: .garbage
            }
    }
}
