// SPDX-License-Identifier: Apache-2.0

/// Replaces secrets by `…` in text that leaves the program.
///
/// Two nets: the values known to be secret, and the places where the Live API carries credentials.
struct Redactor: Sendable {
    let secrets: [String]

    /// Words without which, and without a secret, a text has nothing to hide; in any case.
    static let marks = ["key=", "access_token=", "x-goog-api-key", "authorization", "auth_tokens/"]

    /// - Parameter secrets: Values that must never be shown; ones shorter than 6 characters are left
    ///   out, since replacing them would garble ordinary text.
    init(secrets: [String] = []) {
        self.secrets = secrets.filter { $0.count >= 6 }
    }

    func redact(_ text: String) -> String {
        var text = text
        for secret in secrets { text = text.replacing(secret, with: "…") }
        text.replace(#/(?i)(key|access_token)=[^&\s"]+/#) { "\($0.1)=…" }
        text.replace(
            #/(?i)(x-goog-api-key|authorization)(["']?\s*[:=]\s*["']?)(Token |Bearer )?[^\s,"']+/#
        ) {
            "\($0.1)\($0.2)…"
        }
        text.replace(#/auth_tokens\/[A-Za-z0-9_\-.]+/#, with: "auth_tokens/…")
        return text
    }
}
