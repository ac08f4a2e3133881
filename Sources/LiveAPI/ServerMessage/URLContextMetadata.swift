// SPDX-License-Identifier: Apache-2.0

/// The pages the model fetched.
package struct URLContextMetadata: Sendable, Equatable {
    package var urlMetadata: [URLMetadata] = []

    package init(urlMetadata: [URLMetadata] = []) {
        self.urlMetadata = urlMetadata
    }
}

extension URLContextMetadata: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("urlMetadata", &urlMetadata)
    }
}

/// One fetched page.
package struct URLMetadata: Sendable, Equatable {
    package var retrievedUrl: String?
    package var urlRetrievalStatus: URLRetrievalStatus?

    package init(retrievedUrl: String? = nil, urlRetrievalStatus: URLRetrievalStatus? = nil) {
        self.retrievedUrl = retrievedUrl
        self.urlRetrievalStatus = urlRetrievalStatus
    }
}

extension URLMetadata: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("retrievedUrl", &retrievedUrl)
        fields.field("urlRetrievalStatus", &urlRetrievalStatus)
    }
}

/// How fetching a page ended.
package enum URLRetrievalStatus: WireEnum, WireDefault {
    case unspecified
    case success
    case error
    case paywall
    case unsafe
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "URL_RETRIEVAL_STATUS_UNSPECIFIED"),
        (.success, "URL_RETRIEVAL_STATUS_SUCCESS"),
        (.error, "URL_RETRIEVAL_STATUS_ERROR"),
        (.paywall, "URL_RETRIEVAL_STATUS_PAYWALL"),
        (.unsafe, "URL_RETRIEVAL_STATUS_UNSAFE"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
