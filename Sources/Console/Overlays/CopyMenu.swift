// SPDX-License-Identifier: Apache-2.0

/// What can be copied now, one of it selected.
package struct CopyMenu: Sendable {
    let choices: [CopyChoice]
    var selected = 0

    init(_ choices: [CopyChoice]) {
        self.choices = choices
    }

    var selection: CopyChoice? { choices.indices.contains(selected) ? choices[selected] : nil }

    mutating func move(_ motion: ScrollMotion) {
        switch motion {
        case .top: selected = 0
        case .bottom: selected = choices.count - 1
        default: selected += motion.rows(height: choices.count) ?? 0
        }
        selected = min(max(selected, 0), max(choices.count - 1, 0))
    }
}
