// SPDX-License-Identifier: Apache-2.0

/// How a source came to give no more pictures.
enum SourceEnding: Sendable, Equatable {
    /// It has shown all it had.
    case finished
    /// The text says why in plain words.
    case failed(String)
}
