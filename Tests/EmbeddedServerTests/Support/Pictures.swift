// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Pictures that are nothing but their headers.
enum Pictures {
    static func png(_ width: Int, _ height: Int) -> Blob {
        func number(_ value: Int) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
        }
        let header: [UInt8] = [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
        ]
        return Blob(mimeType: "image/png", data: header + number(width) + number(height))
    }

    static func jpeg(_ width: Int, _ height: Int) -> Blob {
        func number(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }
        let start: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 17, 8]
        return Blob(mimeType: "image/jpeg", data: start + number(height) + number(width) + [3, 1])
    }
}
