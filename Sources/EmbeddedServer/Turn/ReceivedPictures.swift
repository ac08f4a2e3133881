// SPDX-License-Identifier: Apache-2.0

package import LiveAPI
package import Pictures

/// What is known of the pictures that came in, by their headers; the bytes are not kept.
package struct ReceivedPictures: Sendable, Equatable {
    package private(set) var count = 0
    /// The formats that came; the headers of any others cannot be read.
    package private(set) var formats: Set<PictureHeader.Format> = []
    /// The last one whose header could be read.
    package private(set) var last: PictureHeader?
    /// Time between pictures of one stream, and how often it was measured.
    private var span = Duration.zero
    private var intervals = 0
    private var latest: Duration?

    package init() {}

    /// Pictures a second while they came; nil where that was for less than a second.
    package var rate: Double? {
        span >= .seconds(1) ? Double(intervals) / (span / .seconds(1)) : nil
    }

    /// Counts one picture; `now` is given for those of a stream, on the connection's clock.
    package mutating func add(_ blob: Blob, at now: Duration? = nil) {
        count += 1
        if let header = PictureHeader(blob.data) {
            formats.insert(header.format)
            last = header
        }
        guard let now else { return }
        if let latest {
            span += max(now - latest, .zero)
            intervals += 1
        }
        latest = now
    }

    /// What comes next is no continuation of the same stream.
    mutating func endStream() { latest = nil }

    package static func += (left: inout Self, right: Self) {
        left.count += right.count
        left.formats.formUnion(right.formats)
        left.last = right.last ?? left.last
        left.span += right.span
        left.intervals += right.intervals
        left.latest = right.latest ?? left.latest
    }
}
