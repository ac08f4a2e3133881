// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TerminalUI

// MARK: - What the keys ask about function calls

extension ConsoleState {
    mutating func performTools(_ command: Command) -> [ConsoleEffect] {
        switch command {
        case .holdTools:
            let isHolding = !live.tools.isHolding
            live.tools.isHolding = isHolding
            frozen?.panes.tools.isHolding = isHolding
            show(isHolding ? "calls wait for a before they run" : "calls run", .muted)
            return [.tool(.hold(isHolding))]
        case .strainTools:
            overlays.append(.toolStrain(live.tools.strain))
        case .acceptStrain:
            guard case .toolStrain(let menu)? = overlays.popLast() else { return [] }
            live.tools.strain = menu
            frozen?.panes.tools.strain = menu
            let words = menu.words.isEmpty ? "as it comes" : menu.words
            show("answers of functions: \(words)", menu.words.isEmpty ? .muted : .warn)
            return [.tool(.strain(delay: menu.delay, errorRate: menu.errorRate))]
        case .decideTool:
            if let number = live.tools.waiting.first { open(number) }
        case .openTool:
            if let number = shown.tools.current {
                overlays.append(.tool(ToolSheet(number: number)))
            }
        case .releaseTool:
            return releaseTool()
        case .writeAnswer:
            if let number = shown.tools.current { writeAnswer(number) }
        case .cancelTool:
            guard let number = shown.tools.current else { return [] }
            return decide(number) { .refuse(id: $0) }
        case .agreeToTool:
            return decideOnSheet { .agree(id: $0) }
        case .refuseTool:
            return decideOnSheet { .refuse(id: $0) }
        case .sendAnswer:
            return sendAnswer()
        default:
            break
        }
        return []
    }

    /// Why a command about calls cannot be carried out now; nil when it can.
    func reasonAgainstTools(_ command: Command) -> String? {
        switch command {
        case .holdTools, .strainTools:
            return live.tools.declared.isEmpty ? "no tools in this session" : nil
        case .decideTool:
            return live.tools.waiting.isEmpty ? "no call waits for you" : nil
        case .openTool:
            return shown.tools.current == nil ? "no call yet" : nil
        case .releaseTool:
            return currentCall?.awaits == nil ? "this call does not wait for you" : nil
        case .writeAnswer, .cancelTool:
            return currentCall?.event.isFinal ?? true ? "this call has ended" : nil
        case .agreeToTool, .refuseTool:
            guard case .tool(let sheet)? = overlays.last else { return nil }
            let isAsking = live.tools[sheet.number]?.awaits == .agreement
            return isAsking ? nil : "this call does not ask"
        default:
            return nil
        }
    }

    /// The line about the call that has waited longest; nil when none waits.
    func toolBanner(theme: Theme) -> ToolBanner? {
        let waiting = live.tools.waiting
        guard let call = waiting.first.flatMap({ live.tools[$0] }) else { return nil }
        return ToolBanner(
            call: call,
            count: waiting.count,
            chord: keymap.chord(of: .decideTool, in: .always) ?? "",
            now: now,
            theme: theme,
            glyphs: glyphs
        )
    }

    private var currentCall: ToolEntry? {
        shown.tools.current.flatMap { live.tools[$0] }
    }

    /// Opens what a waiting call waits for.
    private mutating func open(_ number: Int) {
        if live.tools[number]?.awaits == .answer {
            writeAnswer(number)
        } else {
            overlays.append(.tool(ToolSheet(number: number)))
        }
    }

    private mutating func releaseTool() -> [ConsoleEffect] {
        guard let number = shown.tools.current, let call = live.tools[number] else { return [] }
        guard call.awaits == .release else {
            // Nothing is agreed to that is not in view.
            open(number)
            return []
        }
        return decide(number) { .agree(id: $0) }
    }

    private mutating func writeAnswer(_ number: Int) {
        guard let call = live.tools[number] else { return }
        overlays.append(.toolAnswer(ToolAnswer(number: number, call: call)))
    }

    private mutating func decide(
        _ number: Int,
        _ order: (String) -> ToolOrder
    ) -> [ConsoleEffect] {
        guard let call = live.tools[number], !call.event.isFinal else { return [] }
        live.tools.decide(number)
        return [.tool(order(call.event.id))]
    }

    /// Decides about the call in view and goes on to the next that asks.
    private mutating func decideOnSheet(_ order: (String) -> ToolOrder) -> [ConsoleEffect] {
        guard case .tool(let sheet)? = overlays.last else { return [] }
        let effects = decide(sheet.number, order)
        overlays.removeLast()
        if let next = live.tools.waiting.first(where: { live.tools[$0]?.awaits == .agreement }) {
            overlays.append(.tool(ToolSheet(number: next)))
        }
        return effects
    }

    private mutating func sendAnswer() -> [ConsoleEffect] {
        guard case .toolAnswer(var answer)? = overlays.last else { return [] }
        guard live.tools[answer.number]?.event.isFinal == false else {
            overlays.removeLast()
            show("the call has ended meanwhile", .warn)
            return []
        }
        do throws(JSONError) {
            let value = try answer.value()
            overlays.removeLast()
            return decide(answer.number) { .answer(id: $0, value) }
        } catch {
            answer.fault = "not JSON: \(error.reason)"
            overlays[overlays.count - 1] = .toolAnswer(answer)
            return []
        }
    }

    /// Scrolls the text about a call; false when none is in view.
    mutating func scrollSheet(_ motion: ScrollMotion) -> Bool {
        guard case .tool(var sheet)? = overlays.last else { return false }
        guard let call = live.tools[sheet.number] else { return true }
        let lines = ToolSheet.lines(
            of: call,
            now: now,
            theme: theme,
            glyphs: glyphs,
            width: ToolSheet.width(on: size)
        )
        .count
        let isAsking = call.awaits == .agreement
        let height = ToolSheet.height(on: size, lines: lines, isAsking: isAsking)
        let wanted = sheet.offset + (motion.rows(height: height) ?? 0)
        sheet.offset = max(min(wanted, lines - height), 0)
        overlays[overlays.count - 1] = .tool(sheet)
        return true
    }
}
