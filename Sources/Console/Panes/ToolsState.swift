// SPDX-License-Identifier: Apache-2.0

package import LiveEngine
package import TerminalUI

/// The function calls, and where their list is scrolled to.
package struct ToolsState: PaneState {
    /// Oldest first.
    private(set) var calls = Ring<ToolEntry>(capacity: 200)
    /// The functions the model was told of; fit for the terminal.
    private(set) var declared: [String] = []
    /// Whether calls wait for the person before they run.
    package internal(set) var isHolding = false
    /// What is done to answers on purpose.
    package internal(set) var strain = ToolStrainMenu()
    private(set) var late = 0
    private(set) var duplicates = 0
    /// The selected call; nil while following.
    var selected: Int?
    private let glyphs: GlyphSet

    init(glyphs: GlyphSet) {
        self.glyphs = glyphs
    }

    /// The calls that are held in memory, oldest first.
    package var entries: some BidirectionalCollection<ToolEntry> { calls.elements }

    mutating func sessionOpened(_ profile: SessionProfile) {
        declared = profile.tools.map {
            TerminalText.sanitized($0, glyphs: glyphs, newlines: .marked)
        }
    }

    package mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        switch event {
        case .tool(let event):
            take(event, at: time)
        case .phase(.reconnecting), .phase(.moving):
            for number in calls.indices where !calls[number].event.isFinal {
                calls[number].isForgotten = true
            }
        case .phase(.ended):
            for number in calls.indices where !calls[number].event.isFinal {
                calls[number].endSession(at: time)
            }
        default:
            break
        }
    }

    private mutating func take(_ event: ToolEvent, at time: Duration) {
        switch event.state {
        case .late: late += 1
        case .duplicate: duplicates += 1
        default: break
        }
        if let known = openCall(of: event) {
            calls[known].take(event, at: time)
        } else {
            calls.append(ToolEntry(event, at: time, glyphs: glyphs))
        }
    }

    /// The call that an event goes on with; nil for one that begins a call.
    private func openCall(of event: ToolEvent) -> Int? {
        guard event.state != .duplicate else { return nil }
        let open = calls.indices.filter {
            calls[$0].event.id == event.id && !calls[$0].event.isFinal
        }
        // After a reconnect the server may use an id again while the old call still runs.
        let isLate = if case .late = event.state { true } else { false }
        let wanted = open.last { calls[$0].isForgotten == isLate }
        return wanted ?? (event.isFinal ? open.last : nil)
    }

    // MARK: - Choice

    /// The number of the call that keys are about: the selected one, else one that waits for the
    /// person, else the latest.
    var current: Int? {
        if let selected { return min(max(selected, calls.start), calls.end - 1) }
        return waiting.first ?? (calls.count > 0 ? calls.end - 1 : nil)
    }

    /// The calls that wait for the person and hold the model up, oldest first.
    var waiting: [Int] {
        calls.indices.filter { number in
            let wait = calls[number].awaits
            return wait == .agreement || wait == .answer
        }
    }

    subscript(number: Int) -> ToolEntry? {
        calls.indices.contains(number) ? calls[number] : nil
    }

    /// Notes that the person has decided about a call.
    mutating func decide(_ number: Int) {
        if calls.indices.contains(number) { calls[number].isDecided = true }
    }

    // MARK: - Figures

    var pending: Int { calls.elements.count { !$0.event.isFinal } }

    /// The middle and the longest of the times calls took to their answers; nil before the first.
    var latencies: (median: Duration, worst: Duration)? {
        let sorted = calls.elements.filter(\.wasAnswered).map(\.event.latency).sorted()
        return sorted.last.map { (sorted[(sorted.count - 1) / 2], $0) }
    }

    // MARK: - The list

    package var isFollowing: Bool? {
        get { selected == nil }
        set { selected = newValue == true ? nil : current }
    }

    /// The rows to show in a list of the given height.
    func rows(height: Int) -> Range<Int> {
        guard height > 0, let current else { return 0..<0 }
        let latestTop = max(calls.end - height, calls.start)
        let top = min(latestTop, max(current - height / 2, calls.start))
        return top..<min(top + height, calls.end)
    }

    package mutating func scroll(_ motion: ScrollMotion, viewport: Size) {
        guard let current else { return }
        switch motion {
        case .top: selected = calls.start
        case .bottom: selected = nil
        default:
            guard let step = motion.rows(height: viewport.height) else { return }
            let target = current + step
            // Going on beyond the last call means following again.
            selected = target >= calls.end ? nil : max(target, calls.start)
        }
    }

    package mutating func select(row: Int, viewport: Size) {
        let number = rows(height: ToolsPane.listRows(in: viewport.height)).lowerBound + row
        if rows(height: ToolsPane.listRows(in: viewport.height)).contains(number) {
            selected = number
        }
    }

    package func widget(_ scene: Scene) -> any PaneWidget {
        ToolsPane(state: self, scene: scene)
    }
}

extension ToolEntry {
    fileprivate var wasAnswered: Bool {
        switch event.state {
        case .finished, .failed, .timedOut: event.means != .nothing
        default: false
        }
    }
}
