// SPDX-License-Identifier: Apache-2.0

import Glibc

extension [UInt8] {
    /// Where a text first begins, from `start` on.
    func firstOffset(of text: [UInt8], from start: Int = 0) -> Int? {
        guard let first = text.first else { return nil }
        return withUnsafeBytes { (bytes) -> Int? in
            guard let base = bytes.baseAddress else { return nil }
            var position = start
            while position + text.count <= bytes.count {
                let rest = bytes.count - text.count + 1 - position
                guard let found = memchr(base + position, Int32(first), rest) else { return nil }
                if memcmp(found, text, text.count) == 0 { return UnsafeRawPointer(found) - base }
                position = UnsafeRawPointer(found) - base + 1
            }
            return nil
        }
    }
}
