// SPDX-License-Identifier: Apache-2.0

/// What running a `FunctionCall` gave.
package struct FunctionResponse: Sendable, Equatable {
    /// The id of the call this answers.
    package var id: String = ""
    package var name: String = ""
    /// Free JSON, in which the keys `output` and `error` are special to the model.
    package var response: JSONObject = [:]
    /// When the model may speak about it; for non-blocking functions only.
    package var scheduling: FunctionResponseScheduling?
    /// True while more responses to the same call follow.
    package var willContinue: Bool?
    /// Media results.
    package var parts: [Part] = []

    package init(
        id: String = "",
        name: String = "",
        response: JSONObject = [:],
        scheduling: FunctionResponseScheduling? = nil,
        willContinue: Bool? = nil,
        parts: [Part] = []
    ) {
        self.id = id
        self.name = name
        self.response = response
        self.scheduling = scheduling
        self.willContinue = willContinue
        self.parts = parts
    }
}

extension FunctionResponse: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("id", &id)
        fields.field("name", &name)
        fields.always("response", &response)
        fields.field("scheduling", &scheduling)
        fields.field("willContinue", &willContinue)
        fields.field("parts", &parts)
    }

    /// Some documents of the API put `scheduling` inside `response`.
    mutating func didRead() {
        guard scheduling == nil, let name = response["scheduling"]?.stringValue else { return }
        let inner = FunctionResponseScheduling(wireName: name)
        if inner.unrecognizedName == nil { scheduling = inner }
    }
}

/// When the model takes up the response of a non-blocking function.
package enum FunctionResponseScheduling: WireEnum, WireDefault {
    case unspecified
    case silent
    case whenIdle
    case interrupt
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "SCHEDULING_UNSPECIFIED"),
        (.silent, "SILENT"),
        (.whenIdle, "WHEN_IDLE"),
        (.interrupt, "INTERRUPT"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
