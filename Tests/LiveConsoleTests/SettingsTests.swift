// SPDX-License-Identifier: Apache-2.0

import TOMLFile
import Testing

@testable import LiveConsole

@Suite struct SettingsTests {
    @Test func aStrongerLayerWinsKeyByKey() {
        let file = Settings(model: "from-file", voice: "Puck", theme: "dark")
        let flags = Settings(model: "from-flag")
        let merged = file.overlaid(with: flags)
        #expect(merged.model == "from-flag")
        #expect(merged.voice == "Puck")
        #expect(merged.theme == "dark")
    }

    @Test func theSDKsVariableChoosesTheEndpointUnlessOursDoes() {
        let sdk = Settings(environment: ["GOOGLE_GEMINI_BASE_URL": "http://h:1"])
        #expect(sdk.endpoint == .url("http://h:1"))
        let ours = Settings(
            environment: [
                "GOOGLE_GEMINI_BASE_URL": "http://h:1", "LIVE_CONSOLE_ENDPOINT": "embedded",
            ]
        )
        #expect(ours.endpoint == .embedded)
    }

    @Test func anEmptyVariableCountsAsUnset() {
        let settings = Settings(
            environment: [
                "GOOGLE_GEMINI_BASE_URL": "http://h:1", "LIVE_CONSOLE_ENDPOINT": "",
                "LIVE_CONSOLE_MODEL": "", "LIVE_CONSOLE_THEME": "",
            ]
        )
        #expect(settings == Settings(endpoint: .url("http://h:1")))
    }

    @Test func anUnknownKeyIsNamedByTheReader() throws {
        let document = try TOMLDocument(source: "modle = \"m\"", name: "config.toml")
        let reader = TOMLReader(document)
        #expect(try Settings(reading: reader) == Settings())
        let warning = try #require(reader.finish().first)
        #expect("\(warning)" == "config.toml:1: unknown key `modle` (did you mean `model`?)")
    }

    @Test func relativeXDGFoldersCountAsUnset() {
        let paths = StandardPaths(
            environment: [
                "HOME": "/home/ada", "XDG_CONFIG_HOME": "relative", "XDG_STATE_HOME": "/s",
            ]
        )
        #expect(paths.configuration == "/home/ada/.config/live-console")
        #expect(paths.logFile == "/s/live-console/live-console.log")
    }

    @Test func soundIsChosenInTheFile() throws {
        let source = """
            mic = "off"
            input_device = "hw:1"
            vad = "manual"
            """
        let reader = TOMLReader(try TOMLDocument(source: source, name: "config.toml"))
        let settings = try Settings(reading: reader)
        #expect(settings == Settings(mic: .off, inputDevice: "hw:1", vad: .manual))
        #expect(reader.finish().isEmpty)
    }

    @Test func aServersLimitCanBeLifted() throws {
        #expect(try LimitedTime("20s").limit == .seconds(20))
        #expect(try LimitedTime("never").limit == nil)
        #expect(throws: (any Error).self) { try LimitedTime("soon") }
    }
}
