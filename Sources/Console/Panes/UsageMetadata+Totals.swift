// SPDX-License-Identifier: Apache-2.0

import LiveAPI

extension UsageMetadata {
    /// The tokens in the context after the turn: a turn's prompt counts the whole context again.
    var contextTokens: Int {
        guard totalTokenCount > 0 else {
            return promptTokenCount + responseTokenCount + thoughtsTokenCount
                + toolUsePromptTokenCount
        }
        return totalTokenCount
    }
}
