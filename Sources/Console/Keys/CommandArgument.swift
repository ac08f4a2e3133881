// SPDX-License-Identifier: Apache-2.0

/// What may follow an action's name on the command line.
package struct CommandArgument {
    /// What messages call it, such as "NAME".
    package var placeholder: String
    /// Whether the action means nothing without it.
    package var isRequired: Bool
    /// The words it can be; none where any text will do.
    package var choices: (ConsoleState) -> [String]
    /// Why a text is no argument; nil where it is one.
    package var fault: (String) -> String?
    /// The action with the argument given.
    package var command: (String) -> Command

    init(
        _ placeholder: String,
        isRequired: Bool = true,
        choices: @escaping (ConsoleState) -> [String] = { _ in [] },
        fault: @escaping (String) -> String? = { _ in nil },
        command: @escaping (String) -> Command
    ) {
        self.placeholder = placeholder
        self.isRequired = isRequired
        self.choices = choices
        self.fault = fault
        self.command = command
    }
}

extension Command {
    /// What may follow the action's name on the command line; nil for nothing.
    ///
    /// An action that takes an argument joins here; the table has the row without it.
    package var argument: CommandArgument? {
        switch self {
        case .theme:
            CommandArgument(
                "NAME",
                isRequired: false,
                choices: { $0.themes.map(\.name) },
                command: {
                    .theme($0)
                }
            )
        case .preset:
            CommandArgument("NAME", choices: { $0.presets.map(\.name) }, command: { .preset($0) })
        case .profile:
            CommandArgument("NAME", choices: { $0.profiles }, command: { .profile($0) })
        case .filter:
            CommandArgument(
                "EXPRESSION",
                isRequired: false,
                fault: Self.faultOfFilter,
                command: { .filter($0) }
            )
        default: nil
        }
    }

    private static func faultOfFilter(_ text: String) -> String? {
        do throws(FilterError) {
            _ = try FrameFilter(parsing: text)
            return nil
        } catch {
            return error.reason
        }
    }
}
