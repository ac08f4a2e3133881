// SPDX-License-Identifier: Apache-2.0

package import TerminalUI

/// The input line and the messages sent before.
package struct Composer: Sendable {
    /// The line being edited.
    package internal(set) var field = TextField()
    private var history: [String] = []
    private let capacity: Int
    /// The place in the history being shown; `history.count` is the draft.
    private var index = 0
    private var draft = ""

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The message as it would be sent; empty when there is nothing but blanks.
    package var message: String {
        var text = Substring(field.text)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// Takes the message out of the line and into the history.
    mutating func take() -> String {
        let message = message
        if history.last != message { history.append(message) }
        if history.count > capacity { history.removeFirst(history.count - capacity) }
        clear()
        return message
    }

    mutating func clear() {
        field.replace(with: "")
        index = history.count
        draft = ""
    }

    /// Shows an earlier (-1) or later (1) message; what was being typed comes after the last.
    mutating func recall(_ step: Int) {
        let target = index + step
        guard (0...history.count).contains(target) else { return }
        if index == history.count { draft = field.text }
        index = target
        field.replace(with: target == history.count ? draft : history[target])
    }
}
