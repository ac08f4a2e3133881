// SPDX-License-Identifier: Apache-2.0

/// Why a picture could not be decoded.
package enum PictureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Neither JPEG nor PNG, or too short to tell.
    case unknownFormat
    /// The bytes end before the picture does.
    case cutShort
    /// The bytes break the format; the text says where.
    case malformed(String)
    /// A kind of JPEG or PNG that is not read here.
    case unsupported(String)

    package var description: String {
        switch self {
        case .unknownFormat: "neither JPEG nor PNG"
        case .cutShort: "cut short"
        case .malformed(let what): "malformed: \(what)"
        case .unsupported(let what): "not supported: \(what)"
        }
    }
}
