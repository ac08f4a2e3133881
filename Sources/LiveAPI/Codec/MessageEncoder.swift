// SPDX-License-Identifier: Apache-2.0

/// Writes a message as JSON.
struct MessageEncoder: FieldVisitor {
    var json = JSONWriter(asciiOnly: true, pretty: false)

    static func bytes(of message: some WireObject) -> [UInt8] {
        var encoder = MessageEncoder()
        encoder.writeObject(message)
        return encoder.json.bytes
    }

    mutating func writeObject(_ message: some WireObject) {
        var copy = message
        json.beginObject()
        copy.visitFields(&self)
        json.endObject()
    }

    mutating func field<Value: WireValue>(_ name: StaticString, _ value: inout Value?) {
        guard let value else { return }
        json.write(key: name)
        value.write(to: &self)
    }

    mutating func field<Value: WireDefault>(_ name: StaticString, _ value: inout Value) {
        if value != .absent { always(name, &value) }
    }

    mutating func field<Value: WireValue>(_ name: StaticString, _ value: inout [Value]) {
        if !value.isEmpty { always(name, &value) }
    }

    mutating func always<Value: WireDefault>(_ name: StaticString, _ value: inout Value) {
        json.write(key: name)
        value.write(to: &self)
    }

    mutating func always<Value: WireValue>(_ name: StaticString, _ value: inout [Value]) {
        json.write(key: name)
        json.beginArray()
        for element in value { element.write(to: &self) }
        json.endArray()
    }
}
