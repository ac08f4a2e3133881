// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveAPI
import LiveEngine
import Recording
import Testing

@Suite struct DamagedBundleTests {
    private static let events = SessionEvent.timed(
        [
            .phase(.ready), .speech(1, noise(64, seed: 1)),
            .userText("Hello", turn: 1, delivery: .sent),
        ] + SessionEvent.Kind.sound(2, noise(96, seed: 2), turn: 1)
            + [.down(3, "{\n  \"setupComplete\": {}\n}\n"), .turnEnded(TurnEnd(), turn: 1)]
    )

    @Test(arguments: ["frames.jsonl", "events.jsonl"])
    func cutAnywhereItGivesBackWhatStandsBeforeTheCut(name: String) throws {
        let bundle = try TestBundle()
        try bundle.write(Self.events)
        let whole = try bundle.contents(name)
        let isOfFile: (SessionEvent) -> Bool = { event in
            if case .frame = event.kind { name == "frames.jsonl" } else { name == "events.jsonl" }
        }
        for length in whole.indices {
            try bundle.replace(name, with: whole[..<length])
            let lines = whole[..<length].count { $0 == UInt8(ascii: "\n") }
            let events = try bundle.events()
            #expect(events.filter { !isOfFile($0) } == Self.events.filter { !isOfFile($0) })
            let kept = events.filter(isOfFile)
            #expect(kept == Array(Self.events.filter(isOfFile).prefix(kept.count)))
            // The session's own line and that of latencies are no events.
            let others = name == "frames.jsonl" ? 0 : min(lines, 1)
            #expect(kept.count == min(lines - others, Self.events.filter(isOfFile).count))
        }
    }

    @Test(arguments: ["mic.wav", "model.wav"])
    func soundThatWasCutOffIsLeftOut(name: String) throws {
        let bundle = try TestBundle()
        try bundle.write(Self.events)
        let whole = try bundle.contents(name)
        for length in whole.indices {
            try bundle.replace(name, with: whole[..<length])
            #expect(try bundle.events().count == Self.events.count)
        }
    }

    @Test(arguments: ["frames.jsonl", "events.jsonl", "mic.wav", "model.wav"])
    func withoutAFileItGivesBackTheOthers(name: String) throws {
        let bundle = try TestBundle()
        try bundle.write(Self.events)
        try FileManager.default.removeItem(atPath: "\(bundle.path)/\(name)")
        #expect(try !bundle.events().isEmpty)
    }

    @Test func onlyAWholeBundleIsWhole() throws {
        let bundle = try TestBundle()
        let writer = try bundle.writer()
        writer.begin(TestBundle.meta.session, origin: .zero)
        try writer.flush()
        #expect(try readToEnd(bundle).isCutShort)
        _ = try writer.finish()
        #expect(try !readToEnd(bundle).isCutShort)
        try bundle.replace("frames.jsonl", with: Array("{\"i\":1".utf8))
        #expect(try readToEnd(bundle).isCutShort)
    }

    /// Lines no program of ours writes, and what is said of them.
    static let badLines = [
        (#"{}"#, #"expected "i" to be a whole number above that of the line before"#),
        (#"{"i":-1}"#, #"expected "i""#),
        (#"{"i":1e300}"#, #"expected "i""#),
        (#"{"i":0}"#, #"expected "t" to be a number of seconds"#),
        (#"{"i":0,"t":1e300}"#, #"expected "t""#),
        (#"{"i":0,"t":1}"#, #"expected "direction" to be a text"#),
        (#"{"i":0,"t":1,"direction":"up"}"#, #""direction" to be one of c2s, s2c"#),
        (
            #"{"i":0,"t":1,"direction":"s2c","opcode":"text","number":99999999999,"json":{}}"#,
            #"expected "number""#
        ),
        (frame(media: "[2]", "{}"), #"expected "media""#),
        (frame(media: "[-5]", "{}"), #"expected "media""#),
        (frame(media: "[5]", reference("../../etc/passwd")), #"expected "media""#),
        (frame(media: "[5]", reference("media/../meta.json")), #"expected "media""#),
        (frame(media: "[5]", reference("/etc/passwd")), #"expected "media""#),
        (frame(media: "[5,5]", reference("mic.wav")), #"expected "media""#),
        (
            frame(
                media: "[5]",
                #"{"a":{"file":"mic.wav","sample":9223372036854775807,"samples":9}}"#
            ),
            #"expected "media""#
        ),
        (
            frame(media: "[5]", #"{"a":{"file":"mic.wav","sample":0,"samples":99999999999}}"#),
            #"expected "media""#
        ),
        ("nonsense", "a value must begin here"),
        (String(repeating: "[", count: 100_000), "nested deeper"),
    ]

    private static func frame(media: String, _ json: String) -> String {
        #"{"i":0,"t":1,"direction":"s2c","opcode":"text","number":1,"#
            + #""media":\#(media),"json":\#(json)}"#
    }

    private static func reference(_ path: String) -> String {
        #"{"a":{"file":"\#(path)","sample":0,"samples":4,"bytes":4}}"#
    }

    @Test(arguments: badLines)
    func badLinesAreRefusedWithFileAndLine(line: String, reason: String) throws {
        let bundle = try TestBundle()
        try bundle.write([])
        try bundle.replace("frames.jsonl", with: Array("\(line)\n".utf8))
        let error = try #require(throws: BundleError.self) { try bundle.records() }
        #expect(error.path == bundle.path + "/frames.jsonl")
        #expect(error.line == 1)
        #expect(error.reason.contains(reason), "\(error)")
    }

    @Test func linesOfLaterProgramsAreSkipped() throws {
        let bundle = try TestBundle()
        try bundle.write([])
        try bundle.replace(
            "events.jsonl",
            with: Array(
                """
                {"i":0,"t":1,"event":"telepathy","words":[]}
                {"i":1,"t":1,"event":"phase","phase":"ready"}

                """.utf8
            )
        )
        #expect(try bundle.events().map(\.kind) == [.phase(.ready)])
    }

    @Test func linksAndPipesAreNotFollowed() throws {
        let bundle = try TestBundle()
        try bundle.write(Self.events)
        let frames = bundle.path + "/frames.jsonl"
        try FileManager.default.removeItem(atPath: frames)
        try FileManager.default.createSymbolicLink(
            atPath: frames,
            withDestinationPath: "/etc/passwd"
        )
        #expect(throws: BundleError.self) { try bundle.records() }
        try FileManager.default.removeItem(atPath: frames)
        #expect(mkfifo(frames, 0o600) == 0)
        #expect(throws: BundleError.self) { try bundle.records() }
    }

    @Test(arguments: [
        ("{}", "expected \"format\""), (#"{"format":2}"#, "format 2; this program reads 1"),
        ("", "not JSON"), (#"{"format":1}"#, "expected \"program\""),
        (#"{"format":1,"program":"p","started":"yesterday"}"#, "expected \"started\""),
        (
            #"{"format":1,"program":"p","started":"99999999999-1-1T1:1:1.1Z"}"#,
            "expected \"started\""
        ),
    ])
    func otherFormatsAreRefused(text: String, reason: String) throws {
        let bundle = try TestBundle()
        try bundle.write([])
        try bundle.replace("meta.json", with: Array(text.utf8))
        let error = try #require(throws: BundleError.self) { try BundleReader(path: bundle.path) }
        #expect(error.path == bundle.path + "/meta.json")
        #expect(error.reason.contains(reason), "\(error)")
    }

    @Test func aDateInAFarFutureIsReported() throws {
        let bundle = try TestBundle()
        try bundle.write([])
        let date = "9999-12-31T23:59:59.999Z"
        let meta = try bundle.text("meta.json").replacing("2026-11-22T22:45:06.123Z", with: date)
        try bundle.replace("meta.json", with: Array(meta.utf8))
        let report = JSONReport.text(try SessionReport(reading: BundleReader(path: bundle.path)))
        #expect(report.contains(date))
    }

    @Test func aFolderWithoutMetaIsNoBundle() throws {
        let bundle = try TestBundle()
        try bundle.write([])
        try FileManager.default.removeItem(atPath: bundle.path + "/meta.json")
        let error = try #require(throws: BundleError.self) { try BundleReader(path: bundle.path) }
        #expect(error.description.hasSuffix("there is no meta.json in it"))
        #expect(throws: BundleError.self) { try BundleReader(path: bundle.path + "/none") }
    }

    private func readToEnd(_ bundle: TestBundle) throws -> BundleReader {
        var reader = try BundleReader(path: bundle.path)
        while try reader.next() != nil {}
        return reader
    }
}
