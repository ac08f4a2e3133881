// swift-tools-version:6.2
import PackageDescription

let nio = "swift-nio"
let nioSSL = "swift-nio-ssl"

// Each target states the import it exists to forbid; Tests/Scripts/check.sh holds the whole table.
let package = Package(
    name: "live-console",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "live-console", targets: ["LiveConsole"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ],
    targets: [
        // The API's messages and their codec: no I/O, nothing of ours.
        .target(name: "LiveAPI"),
        // Reading TOML with line numbers: the only importer of TOMLKit.
        .target(name: "TOMLFile", dependencies: [.product(name: "TOMLKit", package: "TOMLKit")]),
        // Sample arithmetic: no I/O.
        .target(name: "AudioDSP"),
        // Rings, device contracts and counters: no ALSA, no Foundation.
        .target(name: "AudioCore"),
        // Wrappers for what Swift cannot call of ALSA.
        .target(name: "CALSA", linkerSettings: [.linkedLibrary("asound")]),
        // Sound cards: the only importer of CALSA.
        .target(name: "AudioALSA", dependencies: ["AudioCore", "CALSA"]),
        // RFC 6455 over NIO: knows nothing of the Live API.
        .target(
            name: "WebSocketNIO",
            dependencies: [
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: nio),
                .product(name: "NIOHTTP1", package: nio),
                .product(name: "NIOPosix", package: nio),
                .product(name: "NIOSSL", package: nioSSL),
                .product(name: "NIOWebSocket", package: nio),
            ]
        ),
        // The session engine: no NIO, no terminal, no sound.
        .target(
            name: "LiveEngine",
            dependencies: [
                "LiveAPI",
                .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        // Between sound and session: no ALSA, no network.
        .target(name: "Voice", dependencies: ["AudioCore", "AudioDSP", "LiveEngine"]),
        // The user's tools: their file, their processes, and what became of every call.
        .target(
            name: "ToolRuns",
            dependencies: [
                "LiveAPI", "LiveEngine", "TOMLFile",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        // Recorded sessions as folders, their replay and reports: no NIO, no ncurses, no ALSA.
        .target(name: "Recording", dependencies: ["AudioDSP", "LiveAPI", "LiveEngine"]),
        // The engine's transport seam on WebSocketNIO: the one place where both meet.
        .target(
            name: "LiveNIOTransport",
            dependencies: [
                "LiveEngine", "WebSocketNIO",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        // espeak-ng, loaded at run time: the only place that knows its C interface.
        .target(name: "CSpeech", linkerSettings: [.linkedLibrary("dl")]),
        // Previews and colours of JPEG and PNG pictures: pure, imports nothing.
        .target(name: "Pictures"),
        // Pictures of cameras, screens and files on their way to the session: no terminal, no NIO.
        .target(
            name: "Video",
            dependencies: [
                "LiveAPI", "LiveEngine", "Pictures",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        // The embedded Live API server: no client engine, no console.
        .target(
            name: "EmbeddedServer",
            dependencies: [
                "AudioDSP", "CSpeech", "LiveAPI", "Pictures", "TOMLFile", "WebSocketNIO",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            resources: [.embedInCode("Resources")]
        ),
        // Cells, widgets, layout and input values: never sees ncurses.
        .target(name: "TerminalUI"),
        // Wrappers for what Swift cannot call, and the terminal's restoring on fatal signals.
        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
        ),
        // The terminal backend: the only importer of CNcurses.
        .target(name: "TerminalNcurses", dependencies: ["CNcurses", "TerminalUI"]),
        // State, panes, keys and themes: no terminal library, no network.
        .target(
            name: "Console",
            dependencies: [
                "LiveAPI", "LiveEngine", "Pictures", "TOMLFile", "TerminalUI", "Video", "Voice",
            ],
            resources: [.embedInCode("Resources")]
        ),
        // The executable: it alone chooses concrete types.
        .executableTarget(
            name: "LiveConsole",
            dependencies: [
                "AudioALSA", "AudioCore", "AudioDSP", "Console", "EmbeddedServer", "LiveAPI",
                "LiveEngine", "LiveNIOTransport", "Recording", "TOMLFile", "TerminalNcurses",
                "TerminalUI", "ToolRuns", "Video", "Voice", "WebSocketNIO",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Resources")]
        ),

        .target(
            name: "TestSupport",
            dependencies: ["LiveAPI", "LiveEngine", "TerminalUI"],
            path: "Tests/TestSupport"
        ),
        // Peers that speak bytes, for tests of what no honest peer does.
        .target(
            name: "TestSockets",
            dependencies: [
                "WebSocketNIO",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: nio),
                .product(name: "NIOPosix", package: nio),
            ],
            path: "Tests/TestSockets"
        ),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "AudioALSA", "AudioCore", "AudioDSP", "CAllocations", "Console", "LiveAPI",
                "LiveEngine", "LiveNIOTransport", "Recording", "TerminalUI", "TestSupport", "Voice",
                "WebSocketNIO",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/Benchmarks"
        ),
        .testTarget(
            name: "LiveAPITests",
            dependencies: ["LiveAPI", "TestSupport"],
            resources: [.copy("Fixtures")]
        ),
        .testTarget(name: "TOMLFileTests", dependencies: ["TOMLFile", "TestSupport"]),
        .testTarget(name: "AudioCoreTests", dependencies: ["AudioCore", "TestSupport"]),
        .testTarget(
            name: "AudioALSATests",
            dependencies: ["AudioALSA", "AudioCore", "CALSA", "TestSupport"]
        ),
        .testTarget(name: "AudioDSPTests", dependencies: ["AudioDSP", "TestSupport"]),
        .testTarget(
            name: "WebSocketNIOTests",
            dependencies: [
                "TestSockets", "TestSupport", "WebSocketNIO",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: nio),
                .product(name: "NIOEmbedded", package: nio),
                .product(name: "NIOPosix", package: nio),
                .product(name: "NIOWebSocket", package: nio),
            ]
        ),
        .testTarget(
            name: "LiveEngineTests",
            dependencies: ["LiveAPI", "LiveEngine", "TestSupport"]
        ),
        .testTarget(
            name: "VoiceTests",
            dependencies: ["AudioCore", "AudioDSP", "LiveEngine", "TestSupport", "Voice"]
        ),
        .testTarget(
            name: "ToolRunsTests",
            dependencies: ["LiveAPI", "LiveEngine", "TestSupport", "ToolRuns"]
        ),
        .testTarget(
            name: "RecordingTests",
            dependencies: ["AudioDSP", "LiveAPI", "LiveEngine", "Recording", "TestSupport"],
            exclude: ["Goldens"]
        ),
        .testTarget(
            name: "LiveNIOTransportTests",
            dependencies: [
                "EmbeddedServer", "LiveAPI", "LiveEngine", "LiveNIOTransport", "TestSockets",
                "WebSocketNIO",
            ]
        ),
        .testTarget(
            name: "PicturesTests",
            dependencies: ["Pictures", "TestSupport"],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "VideoTests",
            dependencies: ["LiveAPI", "LiveEngine", "Pictures", "TestSupport", "Video"]
        ),
        .testTarget(
            name: "EmbeddedServerTests",
            dependencies: [
                "EmbeddedServer", "LiveAPI", "Pictures", "TestSockets", "TestSupport",
                "WebSocketNIO",
            ]
        ),
        .testTarget(
            name: "TerminalUITests",
            dependencies: ["TerminalUI", "TestSupport"],
            exclude: ["Goldens"]
        ),
        .testTarget(
            name: "TerminalNcursesTests",
            dependencies: ["TerminalNcurses", "TerminalUI", "TestSupport"]
        ),
        .testTarget(
            name: "ConsoleTests",
            dependencies: [
                "Console", "LiveAPI", "LiveEngine", "Pictures", "Recording", "TOMLFile",
                "TerminalUI", "TestSupport", "Video", "Voice",
            ],
            exclude: ["Goldens"]
        ),
        .testTarget(
            name: "LiveConsoleTests",
            dependencies: [
                "Console", "LiveAPI", "LiveConsole", "LiveEngine", "LiveNIOTransport", "TOMLFile",
                "ToolRuns", "Video", "Voice",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        // Hostile inputs for everything that reads what it did not write.
        .testTarget(
            name: "FuzzTests",
            dependencies: [
                "Console", "EmbeddedServer", "LiveAPI", "LiveConsole", "LiveEngine", "Pictures",
                "Recording", "TOMLFile", "TerminalNcurses", "TerminalUI", "TestSockets",
                "TestSupport", "ToolRuns", "Video", "WebSocketNIO",
                .product(name: "NIOCore", package: nio),
                .product(name: "NIOEmbedded", package: nio),
                .product(name: "NIOWebSocket", package: nio),
            ],
            path: "Tests/Fuzz"
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["LiveConsole", "TestSockets", "TestSupport", "WebSocketNIO"]
        ),
    ]
)

// The thread sanitizer is run on the few targets that share memory between threads, without a build
// of all the others: the names of test targets, with commas between them.
if let only = Context.environment["ONLY_TARGETS"] {
    var wanted = Set(only.split(separator: ",").map(String.init))
    var count = 0
    while count != wanted.count {
        count = wanted.count
        for target in package.targets where wanted.contains(target.name) {
            for case .byNameItem(let name, _) in target.dependencies { wanted.insert(name) }
        }
    }
    package.targets.removeAll { !wanted.contains($0.name) }
    package.products = []
}

// One rule for every Swift target, tests included; no exceptions.
let cTargets: Set<String> = ["CALSA", "CAllocations", "CNcurses", "CSpeech"]
// The gate sets this; a user's build must not fail on a warning that a newer compiler invents.
let isStrict = Context.environment["WARNINGS_AS_ERRORS"] != nil
for target in package.targets where !cTargets.contains(target.name) {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
    if isStrict { target.swiftSettings?.append(.treatAllWarnings(as: .error)) }
}
