// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import WebSocketNIO

/// What a plain HTTP request is refused with, in the form Google's APIs give their errors.
package struct RESTFailure: Error, Sendable, Equatable {
    package var status: Int
    /// The name of the status, such as `INVALID_ARGUMENT`.
    package var name: String
    package var message: String

    package static func invalidArgument(_ message: String) -> Self {
        Self(status: 400, name: "INVALID_ARGUMENT", message: message)
    }

    package var reply: HTTPReply {
        let error: JSONObject = [
            "code": .integer(Int64(status)), "message": .string(message), "status": .string(name),
        ]
        return HTTPReply(
            status: status,
            contentType: "application/json",
            body: JSONValue.object(["error": .object(error)]).serialized(pretty: true)
        )
    }
}
