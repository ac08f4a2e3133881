// SPDX-License-Identifier: Apache-2.0

/// The themes that come with the program: the files of the `themes` folder, embedded.
enum BuiltInThemes {
    /// File contents by theme name.
    static let sources: [String: [UInt8]] = [
        "ansi16": PackageResources.ansi16_toml,
        "default-dark": PackageResources.default_dark_toml,
        "default-light": PackageResources.default_light_toml,
        "gruvbox-dark": PackageResources.gruvbox_dark_toml,
        "high-contrast": PackageResources.high_contrast_toml,
        "modus-deuteranopia": PackageResources.modus_deuteranopia_toml,
        "modus-tritanopia": PackageResources.modus_tritanopia_toml,
        "mono": PackageResources.mono_toml,
        "nord": PackageResources.nord_toml,
        "solarized-dark": PackageResources.solarized_dark_toml,
        "solarized-light": PackageResources.solarized_light_toml,
    ]
}
