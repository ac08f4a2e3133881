// SPDX-License-Identifier: Apache-2.0

extension Double {
    /// The value as a share, 0…1; NaN counts as 0.
    var share: Double {
        isNaN ? 0 : Swift.min(Swift.max(self, 0), 1)
    }
}

extension [Style] {
    /// The style for one of `count` places when the styles are spread evenly over them.
    func spread(_ place: Int, over count: Int) -> Style {
        guard let last = indices.last, count > 1 else { return first ?? .plain }
        return self[Swift.min(place * self.count / count, last)]
    }
}
