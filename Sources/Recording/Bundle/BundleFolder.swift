// SPDX-License-Identifier: Apache-2.0

import Glibc

/// An open folder: its files are found below it and nowhere else, whatever links there are.
final class BundleFolder: Sendable {
    let path: String
    private let descriptor: Int32

    /// Opens a folder that is there.
    init(opening path: String) throws(BundleError) {
        descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path, "open the folder") }
        self.path = path
    }

    /// Makes a folder that only its owner can enter, and the folders above it.
    ///
    /// - Throws: `BundleError` also when there is something of that name already.
    init(making path: String) throws(BundleError) {
        let parents = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        var parent = ""
        for (index, part) in parents.enumerated() {
            parent += index == 0 ? String(part) : "/" + part
            if !parent.isEmpty { _ = mkdir(parent, 0o700) }
        }
        guard mkdir(path, 0o700) == 0 else { throw .system(path, "make the folder") }
        descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path, "open the folder") }
        self.path = path
    }

    private init(_ path: String, _ descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// A folder in this one, made when asked to; nil when there is none.
    func folder(_ name: String, making: Bool = false) throws(BundleError) -> BundleFolder? {
        let inner = "\(path)/\(name)"
        if making, mkdirat(descriptor, name, 0o700) != 0, errno != EEXIST {
            throw .system(inner, "make the folder")
        }
        let found = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard found >= 0 else {
            if errno == ENOENT { return nil }
            throw .system(inner, "open the folder")
        }
        return BundleFolder(inner, found)
    }

    /// Makes a file that only its owner can read; there must be none of that name.
    func create(_ name: String) throws(BundleError) -> GrowingFile {
        let file = openat(
            descriptor,
            name,
            O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
            0o600
        )
        guard file >= 0 else { throw .system("\(path)/\(name)", "make the file") }
        return GrowingFile(path: "\(path)/\(name)", descriptor: file)
    }

    /// Writes a whole file so that at any moment there is the old one or the new one.
    func replace(_ name: String, with bytes: [UInt8]) throws(BundleError) {
        let draft = name + ".new"
        _ = unlinkat(descriptor, draft, 0)
        let file = try create(draft)
        file.append(bytes)
        try file.flush()
        guard renameat(descriptor, draft, descriptor, name) == 0 else {
            throw .system("\(path)/\(name)", "replace the file")
        }
    }

    /// Opens a file to read; nil when there is none.
    ///
    /// - Throws: `BundleError` when it is a link, a pipe, a device or a folder, or not readable.
    func open(_ name: String) throws(BundleError) -> ReadableFile? {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw .system("\(path)/\(name)", "open the file")
        }
        let readable = ReadableFile(path: "\(path)/\(name)", descriptor: file)
        guard readable.isRegular else {
            throw BundleError(path: readable.path, reason: "expected a regular file")
        }
        return readable
    }
}

/// A file that is read from any place in it.
final class ReadableFile: Sendable {
    let path: String
    private let descriptor: Int32

    init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    private var status: stat? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status : nil
    }

    var isRegular: Bool { status.map { $0.st_mode & S_IFMT == S_IFREG } ?? false }

    /// In bytes, now.
    var size: Int { status.map { Int($0.st_size) } ?? 0 }

    /// The bytes from a place on, at most `count`; fewer at the end of the file.
    func read(at offset: Int, count: Int) throws(BundleError) -> [UInt8] {
        var failure: BundleError?
        let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 0)) { buffer, initialized in
            while initialized < count {
                let done = pread(
                    descriptor,
                    buffer.baseAddress.map { $0 + initialized },
                    count - initialized,
                    offset + initialized
                )
                if done < 0, errno == EINTR { continue }
                if done < 0 { failure = .system(path, "read the file") }
                guard done > 0 else { return }
                initialized += done
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
