// SPDX-License-Identifier: Apache-2.0

/// The sources a reply rests on.
package struct GroundingMetadata: Sendable, Equatable {
    package var searchEntryPoint: SearchEntryPoint?
    package var groundingChunks: [GroundingChunk] = []
    package var groundingSupports: [GroundingSupport] = []
    package var webSearchQueries: [String] = []

    package init(
        searchEntryPoint: SearchEntryPoint? = nil,
        groundingChunks: [GroundingChunk] = [],
        groundingSupports: [GroundingSupport] = [],
        webSearchQueries: [String] = []
    ) {
        self.searchEntryPoint = searchEntryPoint
        self.groundingChunks = groundingChunks
        self.groundingSupports = groundingSupports
        self.webSearchQueries = webSearchQueries
    }
}

extension GroundingMetadata: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("searchEntryPoint", &searchEntryPoint)
        fields.field("groundingChunks", &groundingChunks)
        fields.field("groundingSupports", &groundingSupports)
        fields.field("webSearchQueries", &webSearchQueries)
    }
}

/// What the service asks to be shown next to a grounded reply.
package struct SearchEntryPoint: Sendable, Equatable {
    /// HTML; never show it as it is.
    package var renderedContent: String?
    package var sdkBlob: [UInt8]?

    package init(renderedContent: String? = nil, sdkBlob: [UInt8]? = nil) {
        self.renderedContent = renderedContent
        self.sdkBlob = sdkBlob
    }
}

extension SearchEntryPoint: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("renderedContent", &renderedContent)
        fields.field("sdkBlob", &sdkBlob)
    }
}

/// One source.
package struct GroundingChunk: Sendable, Equatable {
    package var web: WebSource?

    package init(web: WebSource? = nil) {
        self.web = web
    }
}

extension GroundingChunk: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("web", &web)
    }
}

/// A page on the web.
package struct WebSource: Sendable, Equatable {
    package var uri: String?
    package var title: String?
    package var domain: String?

    package init(uri: String? = nil, title: String? = nil, domain: String? = nil) {
        self.uri = uri
        self.title = title
        self.domain = domain
    }
}

extension WebSource: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("uri", &uri)
        fields.field("title", &title)
        fields.field("domain", &domain)
    }
}

/// Which sources support a segment of the reply.
package struct GroundingSupport: Sendable, Equatable {
    package var segment: GroundingSegment?
    package var groundingChunkIndices: [Int] = []
    package var confidenceScores: [Double] = []

    package init(
        segment: GroundingSegment? = nil,
        groundingChunkIndices: [Int] = [],
        confidenceScores: [Double] = []
    ) {
        self.segment = segment
        self.groundingChunkIndices = groundingChunkIndices
        self.confidenceScores = confidenceScores
    }
}

extension GroundingSupport: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("segment", &segment)
        fields.field("groundingChunkIndices", &groundingChunkIndices)
        fields.field("confidenceScores", &confidenceScores)
    }
}

/// A range of the reply, in UTF-8 bytes of one part.
package struct GroundingSegment: Sendable, Equatable {
    package var partIndex: Int = 0
    package var startIndex: Int = 0
    package var endIndex: Int = 0
    package var text: String?

    package init(partIndex: Int = 0, startIndex: Int = 0, endIndex: Int = 0, text: String? = nil) {
        self.partIndex = partIndex
        self.startIndex = startIndex
        self.endIndex = endIndex
        self.text = text
    }
}

extension GroundingSegment: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("partIndex", &partIndex)
        fields.field("startIndex", &startIndex)
        fields.field("endIndex", &endIndex)
        fields.field("text", &text)
    }
}
