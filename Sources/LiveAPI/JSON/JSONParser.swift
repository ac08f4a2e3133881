// SPDX-License-Identifier: Apache-2.0

/// Checks a JSON text and lists its values; see `JSONDocument`.
struct JSONParser {
    let input: UnsafeRawBufferPointer
    let limits: JSONLimits
    var position = 0
    private var nodes: [JSONDocument.Node] = []

    /// Longest number accepted: far more digits than a Double can tell apart.
    private static let maxNumberBytes = 1024

    init(input: UnsafeRawBufferPointer, limits: JSONLimits) {
        self.input = input
        self.limits = limits
    }

    mutating func parse() throws(JSONError) -> [JSONDocument.Node] {
        guard input.count <= limits.maxBytes else {
            let reason =
                "the text has \(input.count) bytes, more than the \(limits.maxBytes) accepted"
            throw JSONError(offset: limits.maxBytes, reason: reason)
        }
        nodes.reserveCapacity(32)
        try parseValue(depth: 0)
        skipWhitespace()
        guard position == input.count else { throw error("something follows the end of the value") }
        return nodes
    }

    private mutating func parseValue(depth: Int) throws(JSONError) {
        skipWhitespace()
        switch try currentByte() {
        case UInt8(ascii: "{"): try parseObject(depth: depth + 1)
        case UInt8(ascii: "["): try parseArray(depth: depth + 1)
        case UInt8(ascii: "\""): try parseString()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try parseNumber()
        case UInt8(ascii: "t"): try parseLiteral("true", .true)
        case UInt8(ascii: "f"): try parseLiteral("false", .false)
        case UInt8(ascii: "n"): try parseLiteral("null", .null)
        default: throw error("a value must begin here")
        }
    }

    private mutating func parseObject(depth: Int) throws(JSONError) {
        let object = try open(.object, depth: depth)
        skipWhitespace()
        if try currentByte() == UInt8(ascii: "}") { return close(object) }
        while true {
            skipWhitespace()
            guard try currentByte() == UInt8(ascii: "\"") else {
                throw error("a member name in quotes must begin here")
            }
            try parseString()
            skipWhitespace()
            guard try currentByte() == UInt8(ascii: ":") else {
                throw error("a colon must follow the member name")
            }
            position += 1
            try parseValue(depth: depth)
            skipWhitespace()
            switch try currentByte() {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "}"): return close(object)
            default: throw error("a comma or the end of the object must follow")
            }
        }
    }

    private mutating func parseArray(depth: Int) throws(JSONError) {
        let array = try open(.array, depth: depth)
        skipWhitespace()
        if try currentByte() == UInt8(ascii: "]") { return close(array) }
        while true {
            try parseValue(depth: depth)
            skipWhitespace()
            switch try currentByte() {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "]"): return close(array)
            default: throw error("a comma or the end of the array must follow")
            }
        }
    }

    private mutating func open(_ kind: JSONDocument.Kind, depth: Int) throws(JSONError) -> Int {
        guard depth <= limits.maxDepth else {
            throw error("values are nested deeper than the \(limits.maxDepth) levels accepted")
        }
        try append(kind, from: position, to: position)
        position += 1
        return nodes.count - 1
    }

    private mutating func close(_ container: Int) {
        position += 1
        nodes[container].end = UInt32(truncatingIfNeeded: position)
        nodes[container].next = UInt32(truncatingIfNeeded: nodes.count)
    }

    private mutating func parseString() throws(JSONError) {
        let start = position + 1
        var scanner = JSONStringScanner(input: input, position: start)
        try scanner.scan()
        position = scanner.position + 1
        try append(.string, from: start, to: scanner.position)
        nodes[nodes.count - 1].hasEscapes = scanner.hasEscapes
    }

    private mutating func parseLiteral(
        _ text: StaticString,
        _ kind: JSONDocument.Kind
    ) throws(JSONError) {
        let end = position + text.utf8CodeUnitCount
        let matches =
            end <= input.count
            && text.withUTF8Buffer { $0.elementsEqual(input[position..<end]) }
        guard matches else { throw error("a value must begin here") }
        try append(kind, from: position, to: end)
        position = end
    }

    private mutating func parseNumber() throws(JSONError) {
        let start = position
        var isIntegral = true
        if peek() == UInt8(ascii: "-") { position += 1 }
        if peek() == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
        if peek() == UInt8(ascii: ".") {
            isIntegral = false
            position += 1
            try skipDigits()
        }
        if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
            isIntegral = false
            position += 1
            if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                position += 1
            }
            try skipDigits()
        }
        try appendNumber(from: start, isIntegral: isIntegral)
    }

    private mutating func appendNumber(from start: Int, isIntegral: Bool) throws(JSONError) {
        guard position - start <= Self.maxNumberBytes else {
            let reason = "the number has more than \(Self.maxNumberBytes) characters"
            throw JSONError(offset: start, reason: reason)
        }
        let text = String(decoding: input[start..<position], as: UTF8.self)
        if isIntegral, Int64(text) != nil {
            return try append(.integer, from: start, to: position)
        }
        guard let value = Double(text), value.isFinite else {
            throw JSONError(offset: start, reason: "the number is too large")
        }
        try append(.double, from: start, to: position)
    }

    private mutating func skipDigits() throws(JSONError) {
        let start = position
        while let byte = peek(), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            position += 1
        }
        guard position > start else { throw error("a digit must follow") }
    }

    private mutating func append(
        _ kind: JSONDocument.Kind,
        from start: Int,
        to end: Int
    ) throws(JSONError) {
        guard nodes.count < limits.maxNodes else {
            throw error("there are more than the \(limits.maxNodes) values accepted")
        }
        nodes.append(
            JSONDocument.Node(
                kind: kind,
                start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: end),
                next: UInt32(truncatingIfNeeded: nodes.count + 1)
            )
        )
    }

    private mutating func skipWhitespace() {
        while let byte = peek(), byte <= 0x20, byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
            guard byte != 0x0B, byte != 0x0C else { return }
            position += 1
        }
    }

    private func peek() -> UInt8? { position < input.count ? input[position] : nil }

    private func currentByte() throws(JSONError) -> UInt8 {
        guard let byte = peek() else {
            throw error(input.isEmpty ? "the text is empty" : "the text ends too early")
        }
        return byte
    }

    private func error(_ reason: String) -> JSONError {
        JSONError(offset: position, reason: reason)
    }
}
