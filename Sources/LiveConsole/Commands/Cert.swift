// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import EmbeddedServer
import Foundation

/// `cert`: the local certificate authority that `serve --tls` uses.
struct Cert: ExecutableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make or show the local certificate authority and the line that trusts it.",
        discussion: """
            Clients that only speak TLS, such as the Python SDK, reach `live-console serve --tls` \
            once SSL_CERT_FILE points at the bundle: the system's own certificates and this \
            authority. Use it as: eval "$(live-console cert)"
            """
    )

    func execute() async throws {
        let paths = StandardPaths(environment: ProcessInfo.processInfo.environment)
        let authority = try EmbeddedParts.authority(in: paths.authority)
        let bundle: String
        do throws(AuthorityError) {
            bundle = try authority.writeBundle()
        } catch {
            throw CommandFailure(.runFailed, "\(error)")
        }
        StandardStream.output.write(
            """
            # Certificate authority of this machine, valid until \
            \(authority.notValidAfter.formatted(.iso8601.year().month().day()))
            # The bundle holds the system's own certificates and this authority.
            export SSL_CERT_FILE='\(bundle)'

            """
        )
    }
}
