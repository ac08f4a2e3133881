// SPDX-License-Identifier: Apache-2.0

/// A rectangle of cells, half open to the right and below.
package struct Rect: Hashable, Sendable {
    package let x: Int
    package let y: Int
    package let width: Int
    package let height: Int

    /// Makes a rectangle; a negative width or height becomes 0.
    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// Makes the rectangle that covers a whole screen.
    package init(_ size: Size) {
        self.init(x: 0, y: 0, width: size.width, height: size.height)
    }

    /// The first column to the right of the rectangle.
    package var right: Int { x + width }

    /// The first row below the rectangle.
    package var bottom: Int { y + height }

    /// The number of cells covered.
    package var area: Int { width * height }

    /// Whether no cell is covered.
    package var isEmpty: Bool { width == 0 || height == 0 }

    /// The width and height without the position.
    package var size: Size { Size(width: width, height: height) }

    /// Whether the cell at `point` is covered.
    package func contains(_ point: Point) -> Bool {
        (x..<right).contains(point.x) && (y..<bottom).contains(point.y)
    }

    /// Takes `margin` cells off every side; an axis that is too short becomes empty.
    package func inset(by margin: Int) -> Rect {
        inset(horizontal: margin, vertical: margin)
    }

    /// Takes cells off the left and right, and off the top and bottom.
    package func inset(horizontal: Int, vertical: Int) -> Rect {
        Rect(
            x: x + min(horizontal, width),
            y: y + min(vertical, height),
            width: width - 2 * horizontal,
            height: height - 2 * vertical
        )
    }

    /// The cells that both rectangles cover; empty when they do not meet.
    package func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(
            x: left,
            y: top,
            width: min(right, other.right) - left,
            height: min(bottom, other.bottom) - top
        )
    }

    /// One row of the rectangle, counted from its top; empty when there is no such row.
    package func row(_ index: Int) -> Rect {
        Rect(x: x, y: y + index, width: width, height: (0..<height).contains(index) ? 1 : 0)
    }
}
