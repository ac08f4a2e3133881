// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// A directory of small files that only their owner may read.
struct AuthorityDirectory: Sendable {
    let path: String

    struct File {
        let text: String
        let mode: mode_t
    }

    /// Holds other processes out of the directory until released.
    struct Lock {
        fileprivate let descriptor: Int32

        func release() {
            close(descriptor)
        }
    }

    /// Creates the directory if need be, closes it to others, and waits for its lock.
    func lock() throws(AuthorityError) -> Lock {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            let code = Int32(underlying?.code ?? Int(EEXIST))
            throw .file(path: path, operation: "create the directory", code: code)
        }
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .file(path: path, operation: "open the directory", code: errno)
        }
        guard fchmod(descriptor, 0o700) == 0, flock(descriptor, LOCK_EX) == 0 else {
            let code = errno
            close(descriptor)
            throw .file(path: path, operation: "lock the directory", code: code)
        }
        return Lock(descriptor: descriptor)
    }

    /// The text and permissions of a file, or `nil` when there is none.
    func read(_ name: String, limit: Int) throws(AuthorityError) -> File? {
        let path = "\(path)/\(name)"
        let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .file(path: path, operation: "open", code: errno)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .file(path: path, operation: "examine", code: errno)
        }
        // Damaged text still reads, so that the caller can replace the file.
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit,
            let data = try? handle.read(upToCount: limit) ?? Data()
        else { throw .unreadable(path: path) }
        return File(text: String(decoding: data, as: UTF8.self), mode: status.st_mode)
    }

    /// Replaces a file in one step, so that readers see the old text or the new; returns its path.
    @discardableResult
    func write(_ text: String, to name: String, mode: mode_t) throws(AuthorityError) -> String {
        let path = "\(path)/\(name)"
        let draft = "\(path).\(UInt64.random(in: 0...UInt64.max)).draft"
        let descriptor = Glibc.open(
            draft,
            O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
            mode
        )
        guard descriptor >= 0 else { throw .file(path: draft, operation: "create", code: errno) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(text.utf8))
            try handle.synchronize()
        } catch {
            unlink(draft)
            throw .file(path: draft, operation: "write", code: EIO)
        }
        // The umask may have taken bits from the mode.
        guard fchmod(descriptor, mode) == 0, rename(draft, path) == 0 else {
            let code = errno
            unlink(draft)
            throw .file(path: path, operation: "replace", code: code)
        }
        return path
    }

    /// The text of a file of the system's, or `nil` when it is absent or unreasonably large.
    static func systemFile(_ path: String) -> String? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        let limit = 8 << 20
        guard let data = try? handle.read(upToCount: limit), data.count < limit else { return nil }
        return String(decoding: data, as: UTF8.self)
    }
}
