// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Replaces secrets by `…` in text that leaves the program.
///
/// Two nets: the values known to be secret, and the places where the Live API carries credentials.
struct Redactor: Sendable {
    /// Each secret as it is, percent-encoded, escaped and in base64.
    let secrets: [String]

    /// Words without which, and without a secret, a text has nothing to hide; in any case.
    static let marks = ["key=", "access_token=", "x-goog-api-key", "authorization", "auth_tokens/"]

    /// - Parameter secrets: Values that must never be shown; ones shorter than 6 characters are left
    ///   out, since replacing them would garble ordinary text.
    init(secrets: [String] = []) {
        self.secrets = secrets.filter { $0.count >= 6 }.flatMap(Self.forms)
    }

    private static let tokenPrefix = "auth_tokens/"

    /// The forms in which a secret may turn up, the longest first.
    private static func forms(of secret: String) -> [String] {
        var forms = [secret]
        if secret.hasPrefix(tokenPrefix) {
            forms.append(String(secret.dropFirst(tokenPrefix.count)))
        }
        for form in forms {
            let base64 = Data(form.utf8).base64EncodedString()
            // Without its padding: inside a longer text it has none.
            forms.append(String(base64.prefix { $0 != "=" }))
            // As JSON may write it.
            forms.append(form.replacing("/", with: "\\/"))
            for allowed in [CharacterSet.alphanumerics, unreserved] {
                guard let encoded = form.addingPercentEncoding(withAllowedCharacters: allowed)
                else { continue }
                forms.append(encoded)
                forms.append(encoded.replacing(#/%../#) { $0.output.lowercased() })
            }
        }
        return Set(forms).sorted { ($1.count, $0) < ($0.count, $1) }
    }

    /// What RFC 3986 leaves as it is, section 2.3.
    private static let unreserved = CharacterSet.alphanumerics.union(
        CharacterSet(["-", ".", "_", "~"])
    )

    /// Replaces the known secrets alone: text on the screen may be about credentials.
    func hide(_ text: String) -> String {
        secrets.reduce(text) { text, secret in
            text.contains(secret) ? text.replacing(secret, with: "…") : text
        }
    }

    func redact(_ text: String) -> String {
        var text = hide(text)
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
