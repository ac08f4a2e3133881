// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// A session as it was when a resumption handle was given for it.
package struct SavedSession: Sendable, Equatable {
    /// What it was set up with, later context updates included.
    package var setup: Setup
    package var modality: SessionSettings.ReplyModality
    package var memory: Dialogue.Memory
    /// The session's clock.
    package var age: Duration
    /// On the session's clock.
    package var firstPictureAt: Duration?

    /// About what it holds in memory when nothing of it is shared.
    package var approximateBytes: Int {
        let instructions = setup.systemInstruction?.paragraphs.utf8.count ?? 0
        return 1_024 + instructions + memory.conversation.turns.count * 256
            + memory.conversation.tokens.text * 4
    }
}

extension Setup {
    /// This setup with what it leaves out as it was in the session it resumes.
    ///
    /// Wire rule: Live API session management, "changed config on resume: allowed, except the
    /// model".
    func resuming(_ saved: Setup) throws(SessionClose) -> Setup {
        var merged = self
        merged.model = model.isEmpty ? saved.model : model
        guard merged.modelID == saved.modelID else {
            throw .invalidArgument("A resumed session keeps its model, \(saved.model).")
        }
        var generation = generationConfig ?? saved.generationConfig
        if generation?.responseModalities.isEmpty == true {
            generation?.responseModalities = saved.generationConfig?.responseModalities ?? []
        }
        if generation?.speechConfig == nil {
            generation?.speechConfig = saved.generationConfig?.speechConfig
        }
        merged.generationConfig = generation
        merged.systemInstruction = systemInstruction ?? saved.systemInstruction
        merged.tools = tools.isEmpty ? saved.tools : tools
        merged.realtimeInputConfig = realtimeInputConfig ?? saved.realtimeInputConfig
        merged.contextWindowCompression =
            contextWindowCompression ?? saved.contextWindowCompression
        merged.inputAudioTranscription = inputAudioTranscription ?? saved.inputAudioTranscription
        merged.outputAudioTranscription =
            outputAudioTranscription ?? saved.outputAudioTranscription
        merged.explicitVadSignal = explicitVadSignal ?? saved.explicitVadSignal
        // Initial history is for sessions that begin.
        merged.historyConfig = nil
        merged.prefixTurns = []
        return merged
    }

    /// The model without `models/`.
    var modelID: Substring {
        model.hasPrefix("models/") ? model.dropFirst(7) : model[...]
    }
}
