// SPDX-License-Identifier: Apache-2.0

/// What running an `ExecutableCode` gave.
package struct CodeExecutionResult: Sendable, Equatable {
    package var outcome: CodeExecutionOutcome?
    package var output: String?

    package init(outcome: CodeExecutionOutcome? = nil, output: String? = nil) {
        self.outcome = outcome
        self.output = output
    }
}

extension CodeExecutionResult: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("outcome", &outcome)
        fields.field("output", &output)
    }
}

/// How running an `ExecutableCode` ended.
package enum CodeExecutionOutcome: WireEnum, WireDefault {
    case unspecified
    case ok
    case failed
    case deadlineExceeded
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "OUTCOME_UNSPECIFIED"),
        (.ok, "OUTCOME_OK"),
        (.failed, "OUTCOME_FAILED"),
        (.deadlineExceeded, "OUTCOME_DEADLINE_EXCEEDED"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
