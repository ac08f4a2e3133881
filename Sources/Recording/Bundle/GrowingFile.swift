// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A file that grows at its end; what is appended waits for the next flush.
final class GrowingFile {
    let path: String
    private let descriptor: Int32
    private var pending: [UInt8] = []
    /// Bytes written and waiting.
    private(set) var size = 0

    init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    func append(_ bytes: some Collection<UInt8>) {
        pending += bytes
        size += bytes.count
    }

    /// Writes what waits; afterwards it outlives the program.
    func flush() throws(BundleError) {
        guard !pending.isEmpty else { return }
        try write(pending, at: size - pending.count)
        pending.removeAll(keepingCapacity: true)
    }

    /// Writes over what is there already.
    func write(_ bytes: [UInt8], at offset: Int) throws(BundleError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                pwrite(
                    descriptor,
                    buffer.baseAddress.map { $0 + done },
                    bytes.count - done,
                    offset + done
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system(path, "write the file") }
            done += count
        }
    }
}
