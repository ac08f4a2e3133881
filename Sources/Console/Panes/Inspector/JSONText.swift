// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// Reads the JSON of one frame, when it is looked at.
enum JSONText {
    /// Why there is no JSON to show, in a sentence.
    struct Failure: Error {
        var words: String
    }

    /// What is taken apart for a look; a larger payload is for Raw.
    static let limits = JSONLimits(maxBytes: 4 << 20, maxNodes: 20_000)

    static func value(
        of entry: FrameEntry,
        _ payload: FramePayload
    ) throws(Failure) -> JSONValue {
        if entry.opcode == .close {
            throw Failure(words: "A close frame carries a code and a reason, no JSON.")
        }
        do throws(JSONError) {
            return try JSONValue(parsing: payload.bytes, limits: limits)
        } catch {
            throw Failure(words: "Not shown as JSON: \(error.reason). Raw and Hex show the bytes.")
        }
    }
}
