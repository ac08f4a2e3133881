// SPDX-License-Identifier: Apache-2.0

@testable import WebSocketNIO

/// A self-signed certificate for 127.0.0.1, good until 2126 and for these tests alone; its key
/// protects nothing. Made with:
///
///     openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 \
///         -subj "/CN=live-console test only" -addext "subjectAltName=IP:127.0.0.1"
enum LoopbackIdentity {
    static let identity = TLSIdentity(certificateChainPEM: certificate, privateKeyPEM: key)

    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBqjCCAVCgAwIBAgIUXLQz/Vlx4Q8MRB5CeyJQ8VbimYcwCgYIKoZIzj0EAwIw
        ITEfMB0GA1UEAwwWbGl2ZS1jb25zb2xlIHRlc3Qgb25seTAgFw0yNjExMjIxNjI5
        NTRaGA8yMTI2MTAyOTE2Mjk1NFowITEfMB0GA1UEAwwWbGl2ZS1jb25zb2xlIHRl
        c3Qgb25seTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABH9LNlkyXAklF86eVaWY
        5LkSq+5td6nE7M6wlXpV8Wqp7IQi8vuSCk1tWat5mZ9aUxsZFkW8GK8jSofmMmwr
        9iqjZDBiMB0GA1UdDgQWBBRbgYNw+tUhp01PJiLclrx5gm1erTAfBgNVHSMEGDAW
        gBRbgYNw+tUhp01PJiLclrx5gm1erTAPBgNVHREECDAGhwR/AAABMA8GA1UdEwEB
        /wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgEDH961IoBFoq+nEB0dPaJEDmcXeR
        A/Vgd/LcqRuAv2ACIQCm5w4U4MyZ9hhwTKZS/tAmr6KZJHAHFh6IdgysfmqVgw==
        -----END CERTIFICATE-----

        """

    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg4BOi/Yo2UzR0fv3n
        aQdBwgoF5mZUIH5lYNv5Gl3DZlGhRANCAAR/SzZZMlwJJRfOnlWlmOS5EqvubXep
        xOzOsJV6VfFqqeyEIvL7kgpNbVmreZmfWlMbGRZFvBivI0qH5jJsK/Yq
        -----END PRIVATE KEY-----

        """
}
