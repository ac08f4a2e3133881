// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// A frame's line: its head, then what crossed the wire, last on the line.
///
/// JSON is kept byte for byte, but for media, which a reference stands for, and for line breaks
/// between its tokens, which a tab stands for. So a line is one line, tools for JSON lines can read
/// what is in it, and the frame that comes back out is the one that went in.
enum FrameCoding {
    /// What stands between the head and a payload of JSON; no text in the head can hold it, since
    /// quotes within texts are escaped.
    private static let jsonMark = Array(",\"json\":".utf8)

    private static let opcodes: [String: FrameOpcode] = [
        "text": .text, "binary": .binary, "close": .close,
    ]
    private static let directions: [String: FrameDirection] = [
        "c2s": .clientToServer, "s2c": .serverToClient,
    ]
    private static let (lineFeed, tab) = (UInt8(ascii: "\n"), UInt8(ascii: "\t"))

    // MARK: - Writing

    /// A frame's head members, and the JSON that follows them, when it is JSON.
    static func encode(
        _ frame: WireFrame,
        redaction: Redaction,
        keep: ([UInt8], _ mimeType: String) throws(BundleError) -> MediaReference
    ) throws(BundleError) -> (head: EventCoding.Members, json: [UInt8]?) {
        var head = self.head(of: frame)
        switch frame.meaning {
        case .client, .server: break
        case .close(let code, let reason):
            head.append(("code", .integer(Int64(code))))
            head.append(("reason", .string(redaction(reason))))
            return (head + raw(frame.payload, redaction), nil)
        case .undecodable(let reason):
            head.append(("error", .string(redaction(reason))))
            return (head + raw(frame.payload, redaction), nil)
        }
        var (json, references) = try MediaSubstitution.replaced(frame.payload, keep: keep)
        if redaction.isSuspicious(json), let value = try? JSONValue(parsing: json) {
            let clean = redaction(value)
            if clean != value {
                json = clean.serialized()
                // Places change with the text; what they referred to is named in it.
                references = MediaSubstitution.places(in: json)
                head.append(("redacted", .bool(true)))
            }
        }
        if json.contains(lineFeed) {
            guard !json.contains(tab) else { return (head + raw(frame.payload, redaction), nil) }
            for index in json.indices where json[index] == lineFeed { json[index] = tab }
            head.append(("breaks", .bool(true)))
        }
        if !references.isEmpty {
            head.append(("media", .array(references.map { .integer(Int64($0)) })))
        }
        return (head, json)
    }

    /// A whole line without its line break.
    static func line(_ head: EventCoding.Members, _ json: [UInt8]?) -> [UInt8] {
        var line = JSONValue.object(JSONObject(head)).serialized()
        guard let json else { return line }
        line.removeLast()
        line += jsonMark
        line += json
        line.append(UInt8(ascii: "}"))
        return line
    }

    private static func head(of frame: WireFrame) -> EventCoding.Members {
        let opcode =
            switch frame.opcode {
            case .text: "text"
            case .binary: "binary"
            case .close: "close"
            }
        let mark: EventCoding.Members = frame.isInjected ? [("injected", .bool(true))] : []
        return [
            ("direction", .string(frame.direction == .clientToServer ? "c2s" : "s2c")),
            ("opcode", .string(opcode)),
            ("number", .integer(Int64(frame.number))),
            ("size", .integer(Int64(frame.payload.count))),
        ] + mark
    }

    /// Bytes that are no JSON of the Live API.
    private static func raw(_ payload: [UInt8], _ redaction: Redaction) -> EventCoding.Members {
        if let text = String(validating: payload, as: UTF8.self) {
            return [("text", .string(redaction(text)))]
        }
        // What is no text may hold one all the same; then none of it is kept.
        guard !redaction.isSuspicious(payload) else { return [("redacted", .bool(true))] }
        return [("base64", .string(String(decoding: Base64.encode(payload), as: UTF8.self)))]
    }

    // MARK: - Reading

    /// The parts of a line.
    static func split(_ line: [UInt8]) throws(JSONError) -> (head: JSONObject, json: [UInt8]?) {
        guard let mark = line.firstOffset(of: jsonMark) else {
            return (try JSONValue(parsing: line, limits: limits).objectValue ?? [:], nil)
        }
        let head = try JSONValue(parsing: Array(line[..<mark]) + [UInt8(ascii: "}")])
        let start = mark + jsonMark.count
        guard line.last == UInt8(ascii: "}"), start < line.count else {
            throw JSONError(offset: line.count, reason: "the line ends too early")
        }
        return (head.objectValue ?? [:], Array(line[start..<line.count - 1]))
    }

    /// The frame of a line.
    static func frame(
        _ fields: EventFields,
        json: [UInt8]?,
        load: (MediaReference) -> [UInt8]
    ) throws(EventFields.Failure) -> WireFrame {
        let direction = try fields.word("direction", directions)
        let opcode = try fields.word("opcode", opcodes)
        let number = try fields.count("number")
        var payload: [UInt8]
        if let json {
            payload = json
            if fields.object["breaks"]?.boolValue == true {
                for index in payload.indices where payload[index] == tab {
                    payload[index] = lineFeed
                }
            }
            let places = fields.object["media"]?.arrayValue?.compactMap(\.integerValue) ?? []
            payload = try MediaSubstitution.restored(payload, places: places, load: load)
        } else {
            payload = try raw(fields)
        }
        return WireFrame(
            number: number,
            direction: direction,
            opcode: opcode,
            payload: payload,
            meaning: try meaning(of: payload, direction, opcode, fields),
            isInjected: fields.object["injected"]?.boolValue == true
        )
    }

    private static func meaning(
        of payload: [UInt8],
        _ direction: FrameDirection,
        _ opcode: FrameOpcode,
        _ fields: EventFields
    ) throws(EventFields.Failure) -> WireFrame.Meaning {
        if opcode == .close {
            let code = UInt16(clamping: try fields.count("code"))
            return .close(code: code, reason: try fields.text("reason"))
        }
        if let reason = try fields.optionalText("error") { return .undecodable(reason) }
        do throws(JSONError) {
            switch direction {
            case .clientToServer: return .client(try MessageCodec().decodeClient(payload))
            case .serverToClient: return .server(try MessageCodec().decodeServer(payload))
            }
        } catch {
            return .undecodable("\(error)")
        }
    }

    private static func raw(_ fields: EventFields) throws(EventFields.Failure) -> [UInt8] {
        if let text = try fields.optionalText("text") { return Array(text.utf8) }
        guard let text = try fields.optionalText("base64") else { return [] }
        guard let bytes = Base64.decode(Array(text.utf8)) else {
            throw EventFields.Failure("base64", "base64")
        }
        return bytes
    }

    private static let limits = JSONLimits(maxBytes: BundleLayout.maxLineBytes)
}
