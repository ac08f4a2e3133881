// SPDX-License-Identifier: Apache-2.0

/// Media the server is to fetch by its address.
package struct FileData: Sendable, Equatable {
    package var fileUri: String = ""
    package var mimeType: String?

    package init(fileUri: String = "", mimeType: String? = nil) {
        self.fileUri = fileUri
        self.mimeType = mimeType
    }
}

extension FileData: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("fileUri", &fileUri)
        fields.field("mimeType", &mimeType)
    }
}
