// swift-tools-version: 6.2
import PackageDescription

// Speed as ratios to what the machine can do: see README.md. A package of its own, so that building and testing Xinyu
// builds none of it.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]
let strictC: [CSetting] = [.unsafeFlags(["-std=gnu11", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-Werror"])]

let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "xinyu", path: "../..")],
    targets: [
        .executableTarget(name: "RawEcho", cSettings: strictC, linkerSettings: [.linkedLibrary("uv")]),
        .executableTarget(name: "LoadGenerator", cSettings: strictC),
        .executableTarget(name: "RawCommit", cSettings: strictC, linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "CRawLimits",
            cSettings: strictC + [.unsafeFlags(["-I\(Context.packageDirectory)/../../Sources/CInstrument/include"])],
            linkerSettings: [.linkedLibrary("sodium"), .linkedLibrary("dl")]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "RawEcho", "LoadGenerator", "RawCommit", "CRawLimits",
                .product(name: "BenchmarkedParts", package: "xinyu"),
            ],
            swiftSettings: strict),
    ]
)
