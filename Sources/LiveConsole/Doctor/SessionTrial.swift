// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Logging

/// Connects to a plan's far end once, as the console would: name, network, TLS, key and model.
struct SessionTrial: Sendable {
    let host: SessionHost

    /// How long a far end may take before it counts as silent.
    private static let limit = Duration.seconds(15)

    private enum Outcome: Sendable {
        case ready(after: Duration)
        case ended(SessionEnd)
        case silent
    }

    /// Opens a session and closes it as soon as it is ready.
    func run() async -> Finding {
        do {
            return finding(try await host.withServer { await attempt() })
        } catch {
            return .wrong("\(host.plan.routeName): \(error)", "Try again.")
        }
    }

    private func attempt() async -> Outcome {
        let clock = ContinuousClock()
        let session = host.makeSession(origin: clock.now, resumes: false)
        return await withTaskGroup(of: Outcome?.self) { group in
            group.addTask { .ended(await session.run()) }
            group.addTask {
                for await event in session.events {
                    guard case .phase(.ready) = event.kind else { continue }
                    return .ready(after: event.offset)
                }
                return nil
            }
            group.addTask {
                try? await clock.sleep(for: Self.limit)
                return .silent
            }
            var outcome: Outcome?
            while outcome == nil, let next = await group.next() { outcome = next }
            _ = session.submit(.close)
            group.cancelAll()
            return outcome ?? .silent
        }
    }

    private func finding(_ outcome: Outcome) -> Finding {
        let name = host.plan.routeName
        switch outcome {
        case .ready(let time):
            let milliseconds = Int((time / .milliseconds(1)).rounded())
            let model = host.plan.setup.model
            return .fine("\(name): a session with \(model) was ready after \(milliseconds) ms.")
        case .silent:
            return .wrong(
                "\(name): no answer within \(Self.limit.components.seconds) s.",
                "Try again; a proxy or firewall may hold WebSockets back."
            )
        case .ended(let end):
            return .wrong("\(name): \(end.inPlainWords)", remedy(for: end))
        }
    }

    private func remedy(for end: SessionEnd) -> String {
        switch end {
        case .failed(let error) where error.message.contains("TLS"):
            "A proxy that looks into TLS, or a local authority: put its certificate in a bundle "
                + "and export SSL_CERT_FILE=that file (`live-console cert` makes ours)."
        case .failed(let error) where error.kind == .cannotConnect:
            "Check the network, DNS and --endpoint; `--endpoint embedded` needs no network."
        case .failed, .closedByServer:
            end.isAuthenticationFailure
                ? "Make a key at https://aistudio.google.com/apikey and export GEMINI_API_KEY."
                : "Check key, --model and --endpoint."
        case .closedByUser, .connectionLost:
            "Try again."
        }
    }
}
