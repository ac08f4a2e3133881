// SPDX-License-Identifier: Apache-2.0

/// Compares member names without allocating.
enum FieldName {
    /// Whether a key is a lowerCamelCase name in that form or in snake_case.
    static func matches(
        _ key: UnsafeRawBufferPointer,
        camelCase name: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard key.count >= name.count, !key.isEmpty, key[0] == name[0] else { return false }
        var position = 0
        for letter in name {
            guard position < key.count else { return false }
            if key[position] == letter {
                position += 1
                continue
            }
            guard key[position] == UInt8(ascii: "_"), position + 1 < key.count,
                letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z"),
                key[position + 1] == letter | 0x20
            else { return false }
            position += 2
        }
        return position == key.count
    }
}
