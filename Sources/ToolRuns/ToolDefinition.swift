// SPDX-License-Identifier: Apache-2.0

package import LiveAPI
import LiveEngine

/// One function the model may call, and what answers it.
package struct ToolDefinition: Sendable, Equatable {
    /// What the server is told.
    package var declaration: FunctionDeclaration
    /// What a call's arguments are checked against; nil accepts any.
    package var schema: ArgumentSchema?
    package var binding: ToolBinding
    /// The person is asked before anything runs.
    package var needsConfirmation: Bool
    /// When the model may speak about the response; sent for non-blocking functions only.
    package var scheduling: FunctionResponseScheduling?
    /// Longest run of a command or a mock; people have no limit.
    package var timeLimit: Duration
    /// How long the person may take to agree; after that the call is refused.
    package var confirmationTimeLimit: Duration

    package static let defaultTimeLimit: Duration = .seconds(30)
    package static let defaultConfirmationTimeLimit: Duration = .seconds(60)

    package init(
        declaration: FunctionDeclaration,
        schema: ArgumentSchema? = nil,
        binding: ToolBinding = .hand,
        needsConfirmation: Bool = false,
        scheduling: FunctionResponseScheduling? = nil,
        timeLimit: Duration = ToolDefinition.defaultTimeLimit,
        confirmationTimeLimit: Duration = ToolDefinition.defaultConfirmationTimeLimit
    ) {
        self.declaration = declaration
        self.schema = schema
        self.binding = binding
        self.needsConfirmation = needsConfirmation
        self.scheduling = scheduling
        self.timeLimit = timeLimit
        self.confirmationTimeLimit = confirmationTimeLimit
    }

    package var name: String { declaration.name }
}

/// What answers the calls of a function.
package enum ToolBinding: Sendable, Equatable {
    case command(ToolCommand)
    /// A fixed reply, given after a delay.
    case reply(JSONObject, after: Duration)
    /// The person, on the screen.
    case hand
}

extension ToolBinding {
    /// The binding as the session's log tells it.
    var means: ToolEvent.Means {
        switch self {
        case .command(let command):
            .command([command.program] + command.arguments, directory: command.directory)
        case .reply(let response, _): .reply(response)
        case .hand: .hand
        }
    }
}
