// SPDX-License-Identifier: Apache-2.0

import TerminalUI

// MARK: - Faults of the server inside this program

extension ConsoleState {
    mutating func performFaults(_ command: Command) -> [ConsoleEffect] {
        switch command {
        case .openFaults:
            overlays.append(.faults(faultMenu))
            return []
        case .orderFault:
            guard case .faults(let menu)? = overlays.popLast() else { return [] }
            faultMenu = menu
            return order(menu.fault)
        default:
            return []
        }
    }

    func reasonAgainstFaults(_ command: Command) -> String? {
        let route = session.profile.route
        if route != SessionProfile.embeddedRoute {
            return "only the server in this program makes faults, and this session is with \(route)"
        }
        return session.isActive ? nil : "no session, c connects"
    }

    /// Asks for a fault, or first whether that is wanted.
    private mutating func order(_ fault: ServerFault) -> [ConsoleEffect] {
        guard agreed.contains(.faults) else {
            overlays.append(
                .consent(
                    Consent(
                        subject: .faults,
                        title: "Break something?",
                        question: "The server will do this to the session: \(fault.words). "
                            + "This is asked once.",
                        effect: .fault(fault)
                    )
                )
            )
            return []
        }
        announce(fault)
        return [.fault(fault)]
    }
}
