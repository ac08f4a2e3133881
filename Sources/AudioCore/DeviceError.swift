// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Why a sound device does not do what was asked.
package struct DeviceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was being done.
    package enum Operation: UInt8, Sendable {
        case open = 1
        case configure
        case start
        /// Reading or writing samples.
        case transfer
        /// Getting a device going again after an overrun, underrun or suspension.
        case recover
        /// The thread or the descriptors of the stream, not the device.
        case thread
        /// Making the file that a loudspeaker writes.
        case createFile
        case writeFile
    }

    /// What the error means to the user.
    package enum Condition: Hashable, Sendable {
        /// Another program holds it.
        case busy
        case absent
        case forbidden
        /// It is there and gives no 16-bit samples in any rate.
        case unsupported
        /// It worked and is gone.
        case lost
        case failed
    }

    package var operation: Operation
    package var direction: AudioDirection
    package var device: String
    package var errno: Int32

    package init(
        _ operation: Operation,
        _ direction: AudioDirection,
        device: String,
        errno: Int32
    ) {
        self.operation = operation
        self.direction = direction
        self.device = device
        self.errno = errno
    }

    package var condition: Condition {
        if [.transfer, .recover, .writeFile].contains(operation) { return .lost }
        switch errno {
        case EBUSY, EAGAIN: return .busy
        case EACCES, EPERM: return .forbidden
        case EINVAL where operation == .configure: return .unsupported
        // A sound server that is down refuses the connection; one without the device says EIO.
        case ENOENT, ENODEV, ENXIO, ECONNREFUSED, EIO, EHOSTDOWN: return .absent
        default: return .failed
        }
    }

    /// Whether trying again later can help without the user changing anything here.
    package var isRetryable: Bool {
        switch condition {
        case .busy, .absent, .lost, .failed: true
        case .forbidden, .unsupported: false
        }
    }

    /// What failed, on what, why, and what to do.
    package var description: String {
        let reason = String(cString: strerror(errno)).lowercased()
        let kind = isAboutFile ? "the file" : "\(direction.rawValue) device"
        let advice = isAboutFile ? fileAdvice : advice
        return "\(failure) \(kind) \"\(device)\": \(reason). \(advice)"
    }

    private var failure: String {
        switch operation {
        case .open: "Cannot open"
        case .configure: "Cannot set up"
        case .start: "Cannot start"
        case .transfer, .recover: "Lost"
        case .thread: "Cannot run the thread of"
        case .createFile: "Cannot create"
        case .writeFile: "Cannot write"
        }
    }

    private var isAboutFile: Bool { operation == .createFile || operation == .writeFile }

    private var fileAdvice: String {
        operation == .createFile
            ? "Choose one in a folder that exists and that you may write to."
            : "Make room for it; what is played until then is missing from it."
    }

    private var advice: String {
        let list = "`live-console devices` lists what is there."
        return switch condition {
        case .busy: "Another program may hold it; close that one or choose another: \(list)"
        case .absent: "Connect it or start the sound server; \(list)"
        case .forbidden: "Your user may need to be in the group \"audio\"."
        case .unsupported: "It may work as \"plug:\(device)\"; \(list)"
        case .lost: "It is used again as soon as it is back."
        case .failed: list
        }
    }
}
