// SPDX-License-Identifier: Apache-2.0

/// The lines of a document's keys, in the shape of the document.
struct LineMap {
    var line: Int
    /// The keys in order of appearance.
    private(set) var keys: [String] = []
    private(set) var children: [String: LineMap] = [:]
    /// The elements of an array; an array of tables is entered through its last one.
    private(set) var elements: [LineMap] = []

    init(line: Int) {
        self.line = line
    }

    mutating func appendElement(_ element: LineMap) {
        elements.append(element)
    }

    /// Files a value under a path, creating the tables on the way.
    mutating func insert(_ value: LineMap, at path: ArraySlice<String>) {
        edit(path, line: value.line) { node in node = value }
    }

    /// Opens the table of a `[header]`.
    mutating func openTable(at path: ArraySlice<String>, line: Int) {
        edit(path, line: line) { node in
            // A table first implied by a header below it moves to its own header.
            if node.elements.isEmpty { node.line = line }
        }
    }

    /// Appends the table of a `[[header]]` to its array.
    mutating func openElement(at path: ArraySlice<String>, line: Int) {
        edit(path, line: line) { node in node.elements.append(LineMap(line: line)) }
    }

    private mutating func edit(
        _ path: ArraySlice<String>,
        line: Int,
        _ change: (inout LineMap) -> Void
    ) {
        guard let key = path.first else { return change(&self) }
        guard elements.isEmpty else {
            return elements[elements.count - 1].edit(path, line: line, change)
        }
        if children[key] == nil { keys.append(key) }
        children[key, default: LineMap(line: line)].edit(path.dropFirst(), line: line, change)
    }
}
