// SPDX-License-Identifier: Apache-2.0

/// The face the model shows, on services that render one.
package struct AvatarConfig: Sendable, Equatable {
    package var avatarName: String?
    package var customizedAvatar: CustomizedAvatar?
    package var audioBitrateBps: Int?
    package var videoBitrateBps: Int?

    package init(
        avatarName: String? = nil,
        customizedAvatar: CustomizedAvatar? = nil,
        audioBitrateBps: Int? = nil,
        videoBitrateBps: Int? = nil
    ) {
        self.avatarName = avatarName
        self.customizedAvatar = customizedAvatar
        self.audioBitrateBps = audioBitrateBps
        self.videoBitrateBps = videoBitrateBps
    }
}

extension AvatarConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("avatarName", &avatarName)
        fields.field("customizedAvatar", &customizedAvatar)
        fields.field("audioBitrateBps", &audioBitrateBps)
        fields.field("videoBitrateBps", &videoBitrateBps)
    }
}

/// An avatar made from a picture.
package struct CustomizedAvatar: Sendable, Equatable {
    package var imageMimeType: String?
    package var imageData: [UInt8]?

    package init(imageMimeType: String? = nil, imageData: [UInt8]? = nil) {
        self.imageMimeType = imageMimeType
        self.imageData = imageData
    }
}

extension CustomizedAvatar: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("imageMimeType", &imageMimeType)
        fields.field("imageData", &imageData)
    }
}
