// SPDX-License-Identifier: Apache-2.0

package import TOMLFile

extension Script {
    /// The source of the script that is built in, which is also the format's description.
    package static var defaultSource: String {
        String(decoding: PackageResources.default_script_toml, as: UTF8.self)
    }

    /// The script that is built in.
    ///
    /// - Throws: `TOMLError` only if the program was built with a broken one; a test reads it.
    package static func builtIn() throws(TOMLError) -> Script {
        try parse(defaultSource, name: "default-script.toml").script
    }
}
