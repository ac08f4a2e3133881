// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LiveAPI

@Suite struct WireEnumTests {
    private static let all: [any WireEnum.Type] = [
        ActivityHandling.self, CodeExecutionOutcome.self, EndSensitivity.self,
        ExecutableCodeLanguage.self, FunctionBehavior.self, FunctionResponseScheduling.self,
        InteractionStatus.self, MediaModality.self, MediaResolution.self, Modality.self,
        SpeechState.self, StartSensitivity.self, ThinkingLevel.self, TranscriptionMode.self,
        TurnCompleteReason.self, TurnCoverage.self, URLRetrievalStatus.self, VadSignalType.self,
        VoiceActivityType.self,
    ]

    @Test func everyValueHasOneNameAndEveryNameOneValue() {
        for type in Self.all { check(type) }
    }

    @Test func theUnspecifiedValueComesFirst() {
        for type in Self.all {
            #expect(type.names.first?.name.hasSuffix("UNSPECIFIED") == true, "\(type)")
        }
    }

    @Test func unknownNamesAreKept() {
        #expect(Modality(wireName: "SMELL") == .unrecognized("SMELL"))
        #expect(Modality(wireName: "SMELL").wireName == "SMELL")
    }

    private func check<Value: WireEnum>(_ type: Value.Type) {
        #expect(Set(Value.names.map(\.name)).count == Value.names.count, "\(type)")
        for (value, name) in Value.names {
            #expect(Value(wireName: name) == value)
            #expect(value.wireName == name)
        }
    }
}
