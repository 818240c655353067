// swift-tools-version: 6.2
import PackageDescription

/// Instruments are built apart, as Embedded Swift (`XINYU_PLUGINS=embedded swift build -c release --scratch-path
/// .build-plugins`; `make plugins` does it and signs them), because a module built Embedded cannot be imported by an
/// ordinary one. `InstrumentKit` is built both ways; tests load the instruments as they are shipped.
let buildsEmbeddedPlugins = Context.environment["XINYU_PLUGINS"] == "embedded"

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]
let embeddable: [SwiftSetting] = strict + (buildsEmbeddedPlugins ? [.enableExperimentalFeature("Embedded")] : [])
let strictC: [CSetting] = [
    .unsafeFlags(["-std=c11", "-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter"])
]

let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let collections: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")

/// One Swift instrument: its folder in `Plugins/` and the dynamic library that is signed and shipped, of which only the
/// entry can be seen from outside.
struct SwiftPlugin {
    let id: String

    private var target: String { id.uppercased() }

    var product: Product { .library(name: id, type: .dynamic, targets: [target]) }

    var module: Target {
        .target(
            name: target, dependencies: ["InstrumentKit", "CInstrument"], path: "Plugins/\(id)",
            exclude: ["manifest.json", "vectors.jsonl"], sources: ["Scoring.swift"], swiftSettings: embeddable,
            linkerSettings: [
                .unsafeFlags([
                    "-Xlinker", "-s", "-Xlinker",
                    "--version-script=\(Context.packageDirectory)/Plugins/exported.map",
                ])
            ])
    }
}

let swiftPlugins = [
    "asq", "cesd", "cesdc", "dass21", "gad7", "isi", "k10", "mht", "mssmhs", "phq9", "phqa", "psc17", "psqi", "pss10",
    "rses", "sas", "scared", "scl90", "sdq", "sds", "upi",
].map(SwiftPlugin.init)

let package = Package(
    name: "xinyu",
    products: [
        .executable(name: "xinyud", targets: ["xinyud"]),
        .executable(name: "xinyu", targets: ["xinyu"]),
        .executable(name: "xinyu-scorer", targets: ["xinyu-scorer"]),
        .executable(name: "protoc-gen-xinyu", targets: ["protoc-gen-xinyu"]),
        // For `Tests/Benchmarks` alone, which is a package of its own so that `swift build` need not build it.
        .library(
            name: "BenchmarkedParts",
            targets: ["TestInstallation", "Vault", "Instruments", "Domain", "XinyuAPI", "JSONRPC", "Store", "Daemon"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: ["JSON"]),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    ],
    targets: [
        // System libraries.
        .systemLibrary(name: "CUV", pkgConfig: "libuv", providers: [.apt(["libuv1-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

        // The engine, lowest first: a target imports only targets above it.
        .target(name: "CInstrument", cSettings: strictC),
        .target(name: "Domain", swiftSettings: strict),
        .target(name: "EventLoop", dependencies: ["CUV", logging], swiftSettings: strict),
        .target(name: "JSONRPC", dependencies: ["EventLoop", logging], swiftSettings: strict),
        .target(name: "XinyuAPI", dependencies: ["Domain", "JSONRPC", protobuf], swiftSettings: strict),
        .target(name: "Vault", dependencies: ["CSodium", "Domain"], swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: [
                "CSQLite", "Domain", "Vault", collections, logging, .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(name: "AuditLog", dependencies: ["Domain", "Vault", "Store"], swiftSettings: strict),
        .target(name: "Access", dependencies: ["Domain", "XinyuAPI"], swiftSettings: strict),
        .target(
            name: "Instruments", dependencies: ["CInstrument", "Domain", "EventLoop", "Vault", collections, logging],
            swiftSettings: strict),
        .target(
            name: "Router",
            dependencies: ["Domain", "JSONRPC", "XinyuAPI", "Vault", "Store", "AuditLog", "Access", logging, protobuf],
            swiftSettings: strict),
        .target(
            name: "Services",
            dependencies: [
                "Domain", "JSONRPC", "XinyuAPI", "Vault", "Store", "AuditLog", "Access", "Instruments", "Router",
                logging, protobuf, collections,
            ],
            swiftSettings: strict),
        .target(
            name: "Daemon",
            dependencies: [
                "Domain", "EventLoop", "JSONRPC", "XinyuAPI", "Vault", "Store", "AuditLog", "Access", "Instruments",
                "Router", "Services", logging, configuration, .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .target(name: "InstrumentKit", dependencies: ["CInstrument"], swiftSettings: embeddable),

        // Executables: configuration and composition only.
        .executableTarget(
            name: "protoc-gen-xinyu",
            dependencies: [protobuf, .product(name: "SwiftProtobufPluginLibrary", package: "swift-protobuf")],
            swiftSettings: strict),
        .executableTarget(
            name: "xinyu-scorer", dependencies: ["CInstrument", "CSodium"], cSettings: strictC,
            linkerSettings: [.linkedLibrary("dl")]),
        .executableTarget(
            name: "xinyud",
            dependencies: [
                "Domain", "EventLoop", "JSONRPC", "XinyuAPI", "Vault", "Store", "AuditLog", "Access", "Instruments",
                "Router", "Services", "Daemon", logging, arguments, configuration,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "xinyu",
            dependencies: [
                "Domain", "EventLoop", "JSONRPC", "XinyuAPI", "Vault", "Store", "AuditLog", "Instruments", "Router",
                "Services", "Daemon", logging, arguments, configuration, protobuf,
            ],
            swiftSettings: strict),

        // Tests mirror Sources.
        .target(name: "TestSupport", dependencies: ["Domain"], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "Daemon", "Services", "Router", "AuditLog", "Store", "Vault", "JSONRPC", "EventLoop", "Domain",
                "TestSupport", logging,
            ],
            swiftSettings: strict),

        .testTarget(name: "DomainTests", dependencies: ["Domain", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "EventLoopTests", dependencies: ["EventLoop", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "JSONRPCTests", dependencies: ["JSONRPC", "EventLoop", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "VaultTests", dependencies: ["Vault", "Domain", "TestSupport"], resources: [.copy("Vectors")],
            swiftSettings: strict),
        .testTarget(
            name: "StoreTests", dependencies: ["Store", "Vault", "Domain", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "AuditLogTests", dependencies: ["AuditLog", "Store", "Vault", "Domain", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "AccessTests", dependencies: ["Access", "XinyuAPI", "Domain", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "XinyuAPITests",
            dependencies: [
                "XinyuAPI", "JSONRPC", "Domain", "TestSupport", "protoc-gen-xinyu", protobuf,
                .product(name: "SwiftProtobufPluginLibrary", package: "swift-protobuf"),
            ],
            exclude: ["Protos"], swiftSettings: strict),
        .testTarget(
            name: "RouterTests",
            dependencies: [
                "Router", "Access", "AuditLog", "Store", "Vault", "XinyuAPI", "JSONRPC", "EventLoop", "Domain",
                "TestSupport", logging, protobuf,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ServicesTests",
            dependencies: [
                "Services", "Router", "Instruments", "Access", "AuditLog", "Store", "Vault", "XinyuAPI", "JSONRPC",
                "EventLoop", "Domain", "TestSupport", "xinyu-scorer", logging, protobuf,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "InstrumentsTests",
            dependencies: [
                "Instruments", "InstrumentKit", "CInstrument", "Domain", "Vault", "TestSupport", "xinyu-scorer",
            ],
            exclude: ["Hostile", "Reference", "Sheets"], swiftSettings: strict),

        .target(
            name: "TestInstallation", dependencies: ["EventLoop", "JSONRPC", "XinyuAPI", protobuf],
            path: "Tests/TestInstallation", swiftSettings: strict),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "TestInstallation", "TestSupport", "Daemon", "Router", "Services", "AuditLog", "Store", "Vault",
                "XinyuAPI", "JSONRPC", "EventLoop", "Domain", "CSQLite", "xinyu-scorer", logging, protobuf,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEnd",
            dependencies: [
                "TestInstallation", "EventLoop", "JSONRPC", "XinyuAPI", "Domain", "xinyud", "xinyu", "xinyu-scorer",
                protobuf,
            ],
            path: "Tests/EndToEnd", exclude: ["Instruments", "Clients"], swiftSettings: strict),
    ]
)

if buildsEmbeddedPlugins {
    // Nothing else: neither the daemon's dependencies nor its targets are looked at.
    let needed: Set = ["CInstrument", "InstrumentKit"]
    package.products = swiftPlugins.map(\.product)
    package.dependencies = []
    package.targets = package.targets.filter { needed.contains($0.name) } + swiftPlugins.map(\.module)
}
