// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Standard error, put aside while the screen is up so that no library can write on it.
struct SavedStandardError {
    private let saved: Int32

    init(replacedBy log: LineLog) {
        saved = dup(STDERR_FILENO)
        log.takeStandardError()
    }

    func restore() {
        guard saved >= 0 else { return }
        dup2(saved, STDERR_FILENO)
        close(saved)
    }
}
