// SPDX-License-Identifier: Apache-2.0

import TerminalUI

// MARK: - Search and filter

extension ConsoleState {
    mutating func performFind(_ command: Command) {
        switch command {
        case .search: beginSearch()
        case .nextMatch: goToMatch(forward: true)
        case .previousMatch: goToMatch(forward: false)
        case .filter(let text?):
            if let filter = try? FrameFilter(parsing: text) { changeFrames { $0.apply(filter) } }
        case .filter(nil):
            overlays.append(.prompt(LinePrompt(.filter, text: shown.frames.filter.text)))
        case .toggleAudioFrames:
            changeFrames { $0.toggleAudio() }
        case .acceptPrompt: acceptPrompt()
        default: break
        }
    }

    func reasonAgainstFinding(_ command: Command) -> String? {
        switch command {
        case .search:
            shown[pane].isSearchable ? nil : "\(pane.title) has no text to look through"
        case .nextMatch, .previousMatch:
            search == nil
                ? "look for something first, with \(key(.search))"
                : shown[pane].isSearchable ? nil : "\(pane.title) has no text to look through"
        case .filter, .toggleAudioFrames:
            frozen == nil ? nil : "the panes are frozen"
        default: nil
        }
    }

    private mutating func changeFrames(_ change: (inout FramesState) -> Void) {
        change(&shown.frames)
        refreshSearch(in: .frames)
    }

    // MARK: - Prompts

    /// Takes a key that is typed into a prompt.
    mutating func typeInPrompt(_ chord: KeyChord) {
        editPrompt { $0.field.handle(chord) }
    }

    mutating func pasteInPrompt(_ text: String) {
        editPrompt {
            $0.field.paste(text)
            return true
        }
    }

    private mutating func editPrompt(_ edit: (inout LinePrompt) -> Bool) {
        guard case .prompt(var prompt)? = overlays.last else { return }
        let isChanged = edit(&prompt)
        prompt.fault = nil
        overlays[overlays.count - 1] = .prompt(prompt)
        if isChanged, prompt.purpose == .search { look(for: prompt) }
    }

    private mutating func acceptPrompt() {
        guard case .prompt(var prompt)? = overlays.last else { return }
        switch prompt.purpose {
        case .search:
            overlays.removeLast()
            if prompt.field.text.isEmpty {
                search = prompt.origin.search
                if search != nil { goToMatch(forward: true) }
            } else if search?.matches.isEmpty ?? true {
                show("nothing in \(pane.title) says \(prompt.field.text)", .warn)
            }
        case .filter:
            do throws(FilterError) {
                let filter = try FrameFilter(parsing: prompt.field.text)
                overlays.removeLast()
                changeFrames { $0.apply(filter) }
            } catch {
                prompt.fault = error
                overlays[overlays.count - 1] = .prompt(prompt)
                show(error.reason, .error)
            }
        }
    }

    /// Leaves a prompt: what its search has changed is as it was before.
    mutating func leavePrompt(_ prompt: LinePrompt) {
        guard prompt.purpose == .search else { return }
        search = prompt.origin.search
        if let search { self.search = TextSearch(search.query, in: pane, shown[pane]) }
        restore(prompt.origin.entry)
    }

    // MARK: - Search

    private mutating func beginSearch() {
        var prompt = LinePrompt(.search)
        prompt.origin = LinePrompt.Origin(entry: shown[pane].selectedEntry, search: search)
        search = nil
        overlays.append(.prompt(prompt))
    }

    /// Looks for what is typed as it is typed, from where the search was begun.
    private mutating func look(for prompt: LinePrompt) {
        let query = TextQuery(prompt.field.text)
        search = query.isEmpty ? nil : TextSearch(query, in: pane, shown[pane])
        guard let step = search?.go(from: prompt.origin.entry) else {
            return restore(prompt.origin.entry)
        }
        select(step.entry)
    }

    private mutating func restore(_ entry: Int?) {
        if let entry { select(entry) } else { shown[pane].isFollowing = true }
    }

    private mutating func select(_ entry: Int) {
        guard let viewport = layout.content(of: pane)?.size else { return }
        shown[pane].select(entry, showing: search?.query, viewport: viewport)
    }

    private mutating func goToMatch(forward: Bool) {
        guard var search else { return }
        let isElsewhere = search.pane != pane
        if isElsewhere { search = TextSearch(search.query, in: pane, shown[pane]) }
        let step =
            isElsewhere ? search.go(from: shown[pane].selectedEntry) : search.go(forward: forward)
        self.search = search
        guard let step else {
            return show("nothing in \(pane.title) says \(search.query.text)", .warn)
        }
        select(step.entry)
        if step.isRound { show(forward ? "on from the top" : "on from the end", .muted) }
    }

    /// Looks again where entries have other numbers now.
    mutating func refreshSearch(in pane: PaneID? = nil) {
        guard let search, pane == nil || pane == search.pane else { return }
        self.search = TextSearch(search.query, in: search.pane, shown[search.pane])
    }

    /// Looks through what has just arrived.
    mutating func extendSearch() {
        guard frozen == nil, let pane = search?.pane else { return }
        search?.extend(live[pane])
    }
}
