// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Looking into frames: what the keys ask of the frame list and the inspector together.
extension ConsoleState {
    mutating func performInspector(_ command: Command) {
        switch command {
        case .inspectFrame:
            shown.frames.isFollowing = false
            open(.inspector)
        case .nextTab:
            shown.inspector.tab = shown.inspector.tab.advanced(by: 1)
        case .previousTab:
            shown.inspector.tab = shown.inspector.tab.advanced(by: -1)
        case .openInspected:
            openInspected()
        case .nextFrame:
            moveInFrames(.down)
        case .previousFrame:
            moveInFrames(.up)
        case .toggleMark:
            shown.frames.toggleMark()
        case .compareMarked:
            shown.inspector.tab = .diff
            if layout.content(of: .inspector) == nil { open(.inspector) }
        default:
            break
        }
    }

    /// Why a command about frames cannot be carried out now; nil when it can.
    func reasonAgainstInspecting(_ command: Command) -> String? {
        let frames = shown.frames
        switch command {
        case .compareMarked:
            return frames.marks.count < 2 ? "mark two frames with * first" : nil
        case .openInspected where shown.inspector.tab == .summary:
            let isLinked = InspectedFrame(selectedIn: frames)?.linked != nil
            return isLinked ? nil : "no frame is linked to this one"
        case .openInspected where shown.inspector.tab != .json:
            return "nothing to open here"
        default:
            return frames.current == nil ? "no frame yet" : nil
        }
    }

    /// Goes to a pane; a zoom goes with it.
    private mutating func open(_ pane: PaneID) {
        self.pane = pane
        isTyping = false
    }

    private mutating func openInspected() {
        let linked = InspectedFrame(selectedIn: shown.frames)?.linked
        if shown.inspector.tab == .summary, let linked {
            let height = layout.content(of: .frames)?.height ?? 2
            if let number = shown.frames.number(ofFrameAt: linked) {
                shown.frames.select(number, height: height - 1)
            }
            if shown.frames.current?.position != linked {
                show("that frame is not listed now", .muted)
            }
        } else if let viewport = layout.content(of: .inspector)?.size {
            shown.frames.isFollowing = false
            var inspector = shown.inspector.looking(at: shown.frames)
            inspector.toggleNode(viewport: viewport)
            shown.inspector = inspector.lookingAway()
        }
    }

    private mutating func moveInFrames(_ motion: ScrollMotion) {
        let height = layout.content(of: .frames)?.height ?? 2
        shown.frames.scroll(motion, viewport: Size(width: 1, height: height))
    }
}
