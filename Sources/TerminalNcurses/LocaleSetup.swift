// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The C library's locale, by which ncurses counts columns and reads characters.
enum LocaleSetup {
    /// Takes the locale of the environment and says whether its character set is UTF-8.
    ///
    /// Only LC_CTYPE: the other categories would change how numbers are read and written all over
    /// the process. Where nobody chose a locale, or the chosen UTF-8 one is not installed,
    /// `C.UTF-8` is taken (see `TerminalEnvironment.mayAssumeUTF8`).
    static func adopt(_ environment: TerminalEnvironment) -> Bool {
        let isInstalled = setlocale(LC_CTYPE, "") != nil
        if !isUTF8, environment.mayAssumeUTF8(localeIsInstalled: isInstalled) {
            setlocale(LC_CTYPE, "C.UTF-8")
        }
        return isUTF8
    }

    private static var isUTF8: Bool {
        nl_langinfo(Int32(CODESET)).map { String(cString: $0) == "UTF-8" } ?? false
    }
}
