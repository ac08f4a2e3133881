// SPDX-License-Identifier: Apache-2.0

/// Where a stream stands with its device.
package enum StreamState: Hashable, Sendable {
    case opening
    case running
    /// The device sleeps with the machine and is being woken.
    case suspended
    /// It is open and neither gives nor takes samples.
    case stalled
    /// It was never open: busy, absent or unfit; it is tried again.
    case unavailable(DeviceError)
    /// It was running and is gone; it is tried again.
    case lost(DeviceError)
    case stopped
}

/// A `StreamState` in one machine word, so that a thread can publish it whole.
struct StreamStateWord: Equatable {
    var bits: UInt64

    init(bits: UInt64) {
        self.bits = bits
    }

    init(_ state: StreamState) {
        let (tag, error): (UInt64, DeviceError?) =
            switch state {
            case .opening: (0, nil)
            case .running: (1, nil)
            case .suspended: (2, nil)
            case .stalled: (3, nil)
            case .unavailable(let error): (4, error)
            case .lost(let error): (5, error)
            case .stopped: (6, nil)
            }
        let operation = UInt64(error?.operation.rawValue ?? 0)
        let errno = UInt64(UInt32(bitPattern: error?.errno ?? 0))
        bits = tag << 40 | operation << 32 | errno
    }

    func state(direction: AudioDirection, device: String) -> StreamState {
        let operation = DeviceError.Operation(rawValue: UInt8(truncatingIfNeeded: bits >> 32))
        let errno = Int32(bitPattern: UInt32(truncatingIfNeeded: bits))
        let error = operation.map { DeviceError($0, direction, device: device, errno: errno) }
        return switch (bits >> 40, error) {
        case (0, _): .opening
        case (1, _): .running
        case (2, _): .suspended
        case (3, _): .stalled
        case (4, let error?): .unavailable(error)
        case (5, let error?): .lost(error)
        default: .stopped
        }
    }
}
