// SPDX-License-Identifier: Apache-2.0

/// A width and a height in cells.
package struct Size: Hashable, Sendable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }
}

extension Size: CustomStringConvertible {
    package var description: String { "\(width)x\(height)" }
}
