// SPDX-License-Identifier: Apache-2.0

/// Why a stream is not one of JPEG pictures.
package enum MJPEGError: Error, Sendable, Equatable, CustomStringConvertible {
    /// More bytes than lie between pictures, and no picture.
    case noPicture
    /// A picture without an end in sight.
    case tooLarge

    package var description: String {
        switch self {
        case .noPicture:
            "no JPEG picture in \(MJPEGSplitter.maximumGapBytes >> 10) KiB: it has to write MJPEG"
        case .tooLarge:
            "a picture of more than \(MJPEGSplitter.maximumPictureBytes >> 20) MiB"
        }
    }
}
