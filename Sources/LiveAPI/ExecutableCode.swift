// SPDX-License-Identifier: Apache-2.0

/// Code the model wrote for its own code-execution tool.
package struct ExecutableCode: Sendable, Equatable {
    package var language: ExecutableCodeLanguage?
    package var code: String = ""

    package init(language: ExecutableCodeLanguage? = nil, code: String = "") {
        self.language = language
        self.code = code
    }
}

extension ExecutableCode: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("language", &language)
        fields.field("code", &code)
    }
}

/// The language of an `ExecutableCode`.
package enum ExecutableCodeLanguage: WireEnum, WireDefault {
    case unspecified
    case python
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "LANGUAGE_UNSPECIFIED"),
        (.python, "PYTHON"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
