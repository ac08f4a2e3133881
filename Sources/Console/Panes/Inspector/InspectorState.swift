// SPDX-License-Identifier: Apache-2.0

package import LiveEngine
package import TerminalUI

/// How the inspector looks at the frame that is selected in the list.
package struct InspectorState: PaneState {
    package internal(set) var tab = InspectorTab.summary
    /// Filled in while the pane is looked at; see ``looking(at:)``.
    private(set) var frame: InspectedFrame?
    private(set) var isFollowingFrames = true
    private var view = View()
    private let glyphs: GlyphSet
    private let timeOfDayAtStart: Duration

    /// Where one frame is scrolled to; another frame begins at its top.
    private struct View {
        /// The frame's place among all.
        var position: Int?
        /// The first row of each tab.
        var offsets: [InspectorTab: Int] = [:]
        /// The selected row of the JSON tree.
        var cursor = 0
        /// The nodes of the tree that are not as they are at first.
        var toggled: Set<Int> = []
    }

    init(glyphs: GlyphSet, timeOfDayAtStart: Duration) {
        self.glyphs = glyphs
        self.timeOfDayAtStart = timeOfDayAtStart
    }

    /// The inspector on the frame that is selected in the list.
    func looking(at frames: FramesState) -> InspectorState {
        var state = self
        state.frame = InspectedFrame(selectedIn: frames)
        state.isFollowingFrames = frames.isFollowing == true
        return state
    }

    /// Lets go of the frame, which only the list keeps.
    func lookingAway() -> InspectorState {
        var state = self
        state.frame = nil
        return state
    }

    private var current: View {
        view.position == frame?.entry.position ? view : View(position: frame?.entry.position)
    }

    package func apply(_ event: SessionEvent.Kind, at time: Duration) {}

    /// Whether the list follows; only the list can be told to.
    package var isFollowing: Bool? {
        get { isFollowingFrames }
        set {}
    }

    // MARK: - What is shown

    /// The rows of the tab, for an area below the tabs.
    func content(in area: Size) -> any InspectorContent {
        let width = area.width
        guard let frame else {
            let text = "Select a frame in pane 3: what is known of it stands here."
            return ListedRows(rows: RoleLine.wrapped(text, .muted, width: width))
        }
        switch tab {
        case .summary:
            return FrameFacts(frame: frame, glyphs: glyphs, timeOfDayAtStart: timeOfDayAtStart)
                .rows(width: width)
        case .json:
            return tree(of: frame, width: width)
        case .raw:
            guard let payload = frame.entry.payload else { return gone(frame, width: width) }
            return RawRows(payload, width: width, glyphs: glyphs)
        case .hex:
            guard let payload = frame.entry.payload else { return gone(frame, width: width) }
            return HexRows(payload, width: width, glyphs: glyphs)
        case .audio:
            return SoundRows(frame: frame, glyphs: glyphs).rows(width: width)
        case .picture:
            return PictureRows(frame: frame, area: area, glyphs: glyphs)
        case .diff:
            return FrameComparison(frame: frame, glyphs: glyphs).rows(width: width)
        }
    }

    private func tree(of frame: InspectedFrame, width: Int) -> any InspectorContent {
        guard let payload = frame.entry.payload else { return gone(frame, width: width) }
        do throws(JSONText.Failure) {
            return JSONTree(
                try JSONText.value(of: frame.entry, payload),
                cuts: payload.cuts,
                toggled: current.toggled,
                width: width,
                glyphs: glyphs
            )
        } catch {
            return ListedRows(rows: RoleLine.wrapped(error.words, .muted, width: width))
        }
    }

    private func gone(_ frame: InspectedFrame, width: Int) -> any InspectorContent {
        let size = TimeText.grouped(frame.entry.size)
        let text =
            "The payload of \(size) bytes was let go of: the newest frames take its room. "
            + "A recording keeps them all."
        return ListedRows(rows: RoleLine.wrapped(text, .muted, width: width))
    }

    /// The first row in view and, in the tree, the selected one.
    func place(of content: any InspectorContent, height: Int) -> (offset: Int, selected: Int?) {
        let offset = current.offsets[tab] ?? 0
        guard content is JSONTree else {
            return (min(offset, max(content.count - height, 0)), nil)
        }
        let cursor = min(current.cursor, max(content.count - 1, 0))
        let shown = Table.offset(offset, showing: cursor, count: content.count, height: height)
        return (shown, cursor)
    }

    // MARK: - Moving about

    package mutating func scroll(_ motion: ScrollMotion, viewport: Size) {
        let height = InspectorPane.rows(in: viewport.height)
        let content = content(in: Size(width: viewport.width, height: height))
        var view = current
        let place = place(of: content, height: height)
        if let tree = content as? JSONTree, let selected = place.selected {
            view.cursor = tree.moved(motion, from: selected, height: height, &view.toggled)
            view.offsets[tab] = place.offset
        } else {
            let last = max(content.count - height, 0)
            switch motion {
            case .top: view.offsets[tab] = 0
            case .bottom: view.offsets[tab] = last
            default:
                let step = motion.rows(height: height) ?? 0
                view.offsets[tab] = min(max(place.offset + step, 0), last)
            }
        }
        self.view = view
    }

    package mutating func select(row: Int, viewport: Size) {
        let height = InspectorPane.rows(in: viewport.height)
        let content = content(in: Size(width: viewport.width, height: height))
        let target = place(of: content, height: height).offset + row - (viewport.height - height)
        guard content is JSONTree, (0..<content.count).contains(target) else { return }
        var view = current
        view.cursor = target
        self.view = view
    }

    /// Folds or unfolds the selected node of the tree.
    mutating func toggleNode(viewport: Size) {
        guard let tree = content(in: viewport) as? JSONTree else { return }
        var view = current
        tree.toggle(min(view.cursor, max(tree.count - 1, 0)), &view.toggled)
        self.view = view
    }

    package func widget(_ scene: Scene) -> any PaneWidget {
        InspectorPane(state: self, scene: scene)
    }
}
