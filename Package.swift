// swift-tools-version: 6.2
import PackageDescription

/// Set in CI: a warning of ours is then an error. Left off for users, whose compiler may be newer than ours.
let warningsAreErrors = Context.environment["TLSBENCH_WARNINGS_AS_ERRORS"] != nil

/// Every function begins at a cache line in a release build, so that a change to one does not move the next across lines:
/// without it a relink alone is worth 1 to 2 % of a kernel (article HowAGateMeasures, "Layout"). A package that
/// depends on this one may do so by version: SwiftPM takes such flags from manifests of tools version 6.2 and later.
let alignedFunctions: [SwiftSetting] = [
    .unsafeFlags(["-Xllvm", "-align-all-functions=6"], .when(configuration: .release))
]

/// The same for C.
let alignedCFunctions: [CSetting] = [.unsafeFlags(["-falign-functions=64"], .when(configuration: .release))]

/// Brings `Tests/Fuzz` in, and instruments every module for it (article Fuzzing).
let isFuzzing = Context.environment["TLSBENCH_FUZZ"] != nil
let instrumented: [SwiftSetting] = isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer,address"])] : []

/// Internal declarations stay visible to tests in a release build too, so that what is tested is what is released, to the object
/// file: `.ci/test` runs every test against it. It costs no speed, for the optimiser still sees whole modules and no class of
/// ours is open to subclasses. Not in kernels, which no test imports: what helps to copy their values would be weak functions in
/// vector code, which the linker might take for everybody's.
let testable: [SwiftSetting] = [.unsafeFlags(["-enable-testing"], .when(configuration: .release))]

/// The language as the whole package speaks it; each feature with the proposal that explains it.
let language: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
        .strictMemorySafety(),  // SE-0458
    ] + alignedFunctions + instrumented + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

/// Of every module but the kernels.
let settings = language + testable

/// Of what only reads and writes texts, whose speed nobody measures: 22 of the 32 s that `BenchReport` takes to compile are the
/// optimiser's.
let asWritten: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// One module of ours under `Sources/`, with the arrows it may draw (Architecture, "Arrows").
func module(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil) -> Target {
    .target(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
}

/// The tests of one module, in `Tests/<name>`. They are not optimised themselves: that would take longer than it saves.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings + asWritten)
}

/// SwiftNIO, for the transport alone.
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
]

/// swift-crypto, where the trait asks for it. Without the trait the backend's module is empty.
let swiftCrypto: [Target.Dependency] = ["Crypto", "CryptoExtras"].map {
    .product(name: $0, package: "swift-crypto", condition: .when(traits: ["SwiftCrypto"]))
}

/// SwiftNIO's TLS over BoringSSL, which stands beside the engine as a peer. Exactly this version, because results name it
/// (`NIOSSLVersion`) and the package cannot be asked.
let nioSSL = Package.Dependency.package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6")
let withNIOSSL = TargetDependencyCondition.when(traits: ["NIOSSL"])

/// C libraries of the system, and the C that Swift cannot do without.
let systemTargets: [Target] = [
    .systemLibrary(name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"])]),
    // The headers are libssl-dev's; the libraries are found when the program starts, and so no `-lssl -lcrypto` is anywhere.
    .target(name: "COpenSSL", cSettings: alignedCFunctions),
    .target(name: "CPlugin", cSettings: alignedCFunctions),
    .target(name: "CIntrinsics", cSettings: alignedCFunctions),
    .target(name: "CRelease"),
]

/// One instruction-set tier of the Swift backend under `Sources/Kernels/`, built for the features that it may use.
///
/// - Parameters:
///   - features: of x86-64, by the names that Clang gives them.
///   - architecture: of AArch64, with its extensions.
///   - alwaysOptimised: in debug builds too, for a kernel without which tests would take minutes longer.
func kernel(
    _ name: String,
    features: [String] = [],
    architecture: String? = nil,
    _ dependencies: [Target.Dependency] = [],
    alwaysOptimised: Bool = false
) -> Target {
    // Inlining across files takes the whole module.
    let optimised = ["-O", "-whole-module-optimization", "-num-threads", "1", "-disable-batch-mode"]
    return .target(
        name: name + "Kernel",
        dependencies: ["CIntrinsics"] + dependencies,
        path: "Sources/Kernels/" + name,
        swiftSettings: language
            + [.unsafeFlags((features + (architecture.map { ["arch=" + $0] } ?? [])).flatMap { ["-Xcc", "-m" + $0] })]
            + (alwaysOptimised ? [.unsafeFlags(optimised, .when(configuration: .debug))] : [])
    )
}

/// Leaves the kernels out, as on an architecture that has none.
let isPortableOnly = Context.environment["TLSBENCH_PORTABLE_ONLY"] != nil

#if arch(x86_64)
let kernelTargets: [Target] =
    isPortableOnly
    ? []
    : [
        kernel("AESCLMUL", features: ["ssse3", "aes", "pclmul"]),
        kernel("VAES", features: ["avx2", "aes", "pclmul", "vaes", "vpclmulqdq"], ["AESCLMULKernel"]),
        kernel(
            "VAES512",
            features: ["avx2", "aes", "pclmul", "vaes", "vpclmulqdq", "avx512f", "avx512bw", "avx512vl"],
            ["AESCLMULKernel"]
        ),
        kernel("AVX2ChaCha", features: ["avx2"]),
        kernel("AVX2Bignum", features: ["avx2"], alwaysOptimised: true),
        kernel("AVX2MLKEM", features: ["avx2"], alwaysOptimised: true),
        kernel("AVX512Keccak", features: ["avx2", "avx512f", "avx512vl"], alwaysOptimised: true),
        kernel("AVX512SHA512", features: ["avx2", "bmi", "bmi2", "avx512f", "avx512vl"]),
        kernel("IFMABignum", features: ["avx2", "avx512f", "avx512vl", "avx512ifma"], alwaysOptimised: true),
        kernel("IFMACurves", features: ["avx2", "avx512f", "avx512vl", "avx512ifma"], alwaysOptimised: true),
        kernel("IFMAChaCha", features: ["avx2", "avx512f", "avx512ifma"]),
        kernel("SHANI", features: ["ssse3", "sse4.1", "sha"]),
    ]
let kernelCondition = "TLSBENCH_KERNELS"
#elseif arch(arm64)
let kernelTargets: [Target] =
    isPortableOnly
    ? []
    : [
        // `.ci/arm64` compiles them for the same architectures.
        kernel("AESPMULL", architecture: "armv8-a+aes", alwaysOptimised: true),
        kernel("ARMSHA256", architecture: "armv8-a+sha2", alwaysOptimised: true),
        kernel("ARMSHA512", architecture: "armv8.2-a+sha3", alwaysOptimised: true),
    ]
let kernelCondition = "TLSBENCH_ARM_KERNELS"
#else
let kernelTargets: [Target] = []
let kernelCondition = ""
#endif

/// The seams and what conforms to them.
let backendTargets: [Target] = [
    module("CryptoBackend", ["CIntrinsics"]),
    module("BackendConformance", ["CryptoBackend"]),
    .target(
        name: "SwiftCore",
        dependencies: ["CryptoBackend", "CIntrinsics"] + kernelTargets.map { .target(name: $0.name) },
        swiftSettings: settings + (kernelTargets.isEmpty ? [] : [.define(kernelCondition)])
    ),
    module("GMPBackend", ["CryptoBackend", "SwiftCore", "CGMP"]),
    module("OpenSSLBackend", ["CryptoBackend", "COpenSSL"]),
    module("NullBackend", ["CryptoBackend"]),
    module("PluginBackend", ["CryptoBackend", "CPlugin"]),
    module("SwiftCryptoBackend", ["CryptoBackend"] + swiftCrypto),
]

/// TLS 1.2: octets, states, certificates, what whole stacks have in common, and libssl to compare with.
let protocolTargets: [Target] = [
    module("TLSWire"),
    module("TLSEngine", ["TLSWire", "CryptoBackend"]),
    module("TLSTrust", ["TLSEngine", "TLSWire", "CryptoBackend", "COpenSSL"]),
    module("StackSeam", ["TLSWire", "CryptoBackend"]),
    module("TLSTransport", ["StackSeam", "TLSEngine", "CryptoBackend"] + nio),
    module(
        "TLSLoad",
        [
            "TLSEngine", "TLSWire", "CryptoBackend", "CIntrinsics",
            .product(name: "Histogram", package: "hdrhistogram-swift"),
        ]
    ),
    module("LibSSLPeer", ["StackSeam", "TLSWire", "CryptoBackend", "COpenSSL"]),
]

/// The instrument: it knows nothing of TLS or of cryptography.
let benchTargets: [Target] = [
    module("BenchStatistics"),
    module("BenchCore", ["BenchStatistics", "CIntrinsics"]),
    module("BenchGate", ["BenchCore", "BenchStatistics"]),
    .target(
        name: "BenchReport",
        dependencies: ["BenchCore", "BenchGate", "BenchStatistics"],
        exclude: ["Resources"],  // The schema is for readers of results; nothing loads it.
        swiftSettings: settings + asWritten
    ),
]

/// One page of results, for a browser, and what results of many machines say together.
let pageTargets: [Target] = [
    module("BenchFleet", ["BenchReport", "BenchCore", "BenchStatistics"]),
    .target(
        name: "BenchPage",
        dependencies: [
            "BenchFleet", "BenchReport", "BenchCore", "BenchStatistics",
            .product(name: "Mustache", package: "swift-mustache"),
        ],
        resources: ["page.mustache", "results.mustache", "fleet.mustache", "style.css", "figures.css"].map {
            .embedInCode("Templates/\($0)")
        },
        swiftSettings: settings + asWritten
    ),
]

/// Test vectors of others: their formats, and nothing of what is in them.
let vectorTargets: [Target] = [module("VectorFiles")]

/// What is measured.
let scenarioTargets: [Target] = [
    module(
        "NIOSSLPeer",
        ["StackSeam", "TLSWire", "CryptoBackend"]
            + [
                .product(name: "NIOCore", package: "swift-nio", condition: withNIOSSL),
                .product(name: "NIOEmbedded", package: "swift-nio", condition: withNIOSSL),
                .product(name: "NIOPosix", package: "swift-nio", condition: withNIOSSL),
                .product(name: "NIOTLS", package: "swift-nio", condition: withNIOSSL),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: withNIOSSL),
            ]
    ),
    module(
        "Scenarios",
        [
            "BackendConformance", "BenchCore", "CryptoBackend", "TLSEngine", "TLSWire", "TLSTrust", "TLSTransport",
            "StackSeam", "LibSSLPeer", "NIOSSLPeer",
        ],
        path: "Benchmarks/Scenarios"
    ),
]

/// The command, which alone knows every backend.
let commandTargets: [Target] = [
    .executableTarget(
        name: "tlsbench",
        dependencies: [
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            "CryptoBackend", "SwiftCore", "GMPBackend", "OpenSSLBackend", "NullBackend", "SwiftCryptoBackend",
            "PluginBackend",
            "TLSWire", "TLSEngine", "TLSTrust", "TLSTransport", "StackSeam", "BackendConformance", "LibSSLPeer",
            "BenchCore",
            "BenchGate", "BenchReport", "BenchFleet", "BenchPage", "Scenarios", "VectorFiles", "CRelease", "TLSLoad",
        ],
        swiftSettings: settings
    )
]

/// What feeds parsers with strange octets, in place of the command and the tests: it has the command's parsers, and the tests'
/// valid inputs, among its own sources.
let fuzzTargets: [Target] = [
    .target(name: "FuzzDriver", path: "Tests/FuzzDriver"),
    .executableTarget(
        name: "Fuzz",
        dependencies: [
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            "FuzzDriver", "CryptoBackend", "SwiftCore", "GMPBackend", "OpenSSLBackend", "NullBackend", "TLSWire",
            "TLSEngine", "TLSTrust", "TLSLoad", "BenchCore", "BenchGate", "BenchReport", "BenchPage", "VectorFiles",
        ],
        path: ".",
        sources: [
            "Tests/Fuzz", "Tests/TLSEngineTests/NullPeers.swift", "Tests/TLSEngineTests/RecordedHandshake.swift",
            "Tests/TLSEngineTests/Recording.swift", "Tests/TLSEngineTests/TLS13/TLS13Peers.swift",
            "Tests/TLSEngineTests/TLS13/TLS13Recording.swift", "Tests/TLSEngineTests/TestClock.swift",
            "Tests/BenchReportTests/Sample.swift",
            "Benchmarks/Scenarios/BenchmarkKeys.swift", "Sources/tlsbench/AcceptedRegressions.swift",
            "Sources/tlsbench/CommandFailure.swift", "Sources/tlsbench/KnownAnswers/KnownAnswer.swift",
            "Sources/tlsbench/KnownAnswers/KnownAnswerRequest.swift",
            "Sources/tlsbench/KnownAnswers/KnownAnswers.swift",
            "Sources/tlsbench/KnownAnswers/KnownAnswers+ECDSA.swift",
            "Sources/tlsbench/KnownAnswers/KnownAnswers+Hashes.swift",
            "Sources/tlsbench/KnownAnswers/KnownAnswers+RSA.swift", "Sources/tlsbench/Tool.swift",
        ],
        swiftSettings: settings,
        // gold, which Swift would take here, stumbles over AddressSanitizer.
        linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
    ),
]

/// Names of test targets, separated by commas: the only ones that are declared, and so built and linked. For `.ci/quick`, since
/// `swift test --filter` builds every test target there is.
let chosenTests = Context.environment["TLSBENCH_TESTS"].map { Set($0.split(separator: ",").map(String.init)) }

let allTestTargets: [Target] = [
    module("VectorSupport", ["VectorFiles"], path: "Tests/VectorSupport"),
    module("SocketSupport", path: "Tests/SocketSupport"),
    module("ProbeSupport", path: "Tests/ProbeSupport"),
    // What the article AddingABackend quotes.
    module("ExampleBackend", ["CryptoBackend", "COpenSSL", "SwiftCore"], path: "Tests/ExampleBackend"),
    tests(
        "ExampleBackendTests",
        [
            "ExampleBackend", "BackendConformance", "CryptoBackend", "OpenSSLBackend", "TLSEngine", "TLSTrust",
            "TLSWire", "Scenarios", "BenchCore", "tlsbench",
        ]
    ),
    .executableTarget(
        name: "ConstantTimeProbe",
        dependencies: ["CryptoBackend", "SwiftCore", "GMPBackend", "TLSEngine", "TLSWire", "CIntrinsics"],
        path: "Tests/ConstantTimeProbe",
        swiftSettings: settings
    ),
    tests("ConstantTimeTests", ["ConstantTimeProbe", "ProbeSupport"]),
    .target(name: "HeapInterposer", path: "Tests/HeapInterposer"),
    .executableTarget(
        name: "WipingProbe",
        dependencies: [
            "HeapInterposer", "CryptoBackend", "SwiftCore", "GMPBackend", "OpenSSLBackend", "SwiftCryptoBackend",
            "ExampleBackend", "TLSEngine", "TLSTrust", "TLSWire",
        ],
        path: "Tests/WipingProbe",
        swiftSettings: settings
    ),
    tests("WipingTests", ["WipingProbe", "ProbeSupport"]),
    .executableTarget(
        name: "AllocationProbe",
        dependencies: [
            "HeapInterposer", "CryptoBackend", "SwiftCore", "GMPBackend", "OpenSSLBackend", "NullBackend",
            "SwiftCryptoBackend", "TLSEngine", "TLSTrust", "TLSWire",
        ],
        path: "Tests/AllocationProbe",
        swiftSettings: settings
    ),
    tests("AllocationTests", ["AllocationProbe", "ProbeSupport"]),
    tests("OldProcessorTests", ["tlsbench", "ProbeSupport"]),
    tests("CryptoBackendTests", ["CryptoBackend"]),
    tests(
        "BackendConformanceTests",
        [
            "BackendConformance", "CryptoBackend", "SwiftCore", "GMPBackend", "OpenSSLBackend", "NullBackend",
            "SwiftCryptoBackend", "VectorFiles", "VectorSupport", "tlsbench",
        ]
    ),
    tests("TLSWireTests", ["TLSWire"]),
    tests("VectorFilesTests", ["VectorFiles"]),
    tests("BenchStatisticsTests", ["BenchStatistics"]),
    tests("BenchCoreTests", ["BenchCore", "CIntrinsics"]),
    tests("BenchGateTests", ["BenchGate", "BenchCore"]),
    tests("BenchReportTests", ["BenchReport", "BenchGate", "BenchCore"]),
    tests("BenchFleetTests", ["BenchFleet", "BenchReport", "BenchCore", "BenchStatistics"]),
    tests("BenchPageTests", ["BenchPage", "BenchFleet", "BenchReport", "BenchGate", "BenchCore"]),
    tests(
        "ScenariosTests",
        [
            "Scenarios", "BenchCore", "CryptoBackend", "SwiftCore", "GMPBackend", "OpenSSLBackend", "NullBackend",
            "SwiftCryptoBackend", "TLSTrust", "TLSWire", "StackSeam", "LibSSLPeer", "NIOSSLPeer",
        ]
    ),
    tests(
        "TLSEngineTests",
        [
            "TLSEngine", "TLSWire", "TLSTrust", "NullBackend", "SwiftCore", "GMPBackend", "OpenSSLBackend",
            "SwiftCryptoBackend", "CryptoBackend", "VectorSupport",
        ]
    ),
    tests("TLSTrustTests", ["TLSTrust", "TLSEngine", "TLSWire", "CryptoBackend", "NullBackend"]),
    tests("LibSSLPeerTests", ["LibSSLPeer", "StackSeam", "TLSTrust", "TLSWire", "CryptoBackend"]),
    tests(
        "NIOSSLPeerTests",
        [
            "NIOSSLPeer", "StackSeam", "TLSTrust", "TLSWire", "CryptoBackend", "SocketSupport",
            .product(name: "NIOSSL", package: "swift-nio-ssl", condition: withNIOSSL),
        ]
    ),
    tests(
        "SwiftCoreTests",
        ["SwiftCore", "GMPBackend", "CryptoBackend", "VectorFiles", "VectorSupport", "CIntrinsics"]
    ),
    tests(
        "TLSTransportTests",
        [
            "TLSTransport", "StackSeam", "TLSEngine", "TLSTrust", "TLSWire", "CryptoBackend", "SwiftCore", "GMPBackend",
            "OpenSSLBackend", "SwiftCryptoBackend", "SocketSupport",
        ]
    ),
    tests(
        "TLSLoadTests",
        [
            "TLSLoad", "TLSTransport", "StackSeam", "TLSEngine", "TLSTrust", "TLSWire", "CryptoBackend",
            "OpenSSLBackend", "SocketSupport",
        ]
    ),
    tests("OpenSSLBackendTests", ["OpenSSLBackend", "CryptoBackend"]),
    tests("SwiftCryptoBackendTests", ["SwiftCryptoBackend", "CryptoBackend"]),
    tests(
        "tlsbenchTests",
        [
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            "tlsbench", "BenchCore", "BenchReport", "CryptoBackend", "OpenSSLBackend", "Scenarios", "TLSEngine",
            "TLSTransport",
            "TLSWire",
            "VectorFiles",
        ]
    ),
    tests(
        "InteropTests",
        [
            .product(name: "ArgumentParser", package: "swift-argument-parser"), "BenchCore",
            "tlsbench", "TLSTransport", "TLSTrust", "TLSEngine", "TLSWire", "StackSeam", "CryptoBackend", "SwiftCore",
            "GMPBackend", "OpenSSLBackend", "SwiftCryptoBackend", "SocketSupport",
        ]
    ),
    tests("GMPBackendTests", ["GMPBackend", "SwiftCore", "CryptoBackend", "VectorSupport"]),
]

let testTargets = allTestTargets.filter { target in
    chosenTests.map { target.type != .test || $0.contains(target.name) } ?? true
}

let package = Package(
    name: "tlsbench",
    traits: [
        .default(enabledTraits: ["SwiftCrypto", "NIOSSL"]),
        .trait(name: "SwiftCrypto", description: "The backend swift-crypto, which brings BoringSSL"),
        .trait(name: "NIOSSL", description: "Rows of peer:niossl: SwiftNIO SSL, which brings a BoringSSL of its own"),
    ],
    // Exactly these versions: a gate's baseline is resolved afresh, and has to link what the candidate links. swift-crypto does not
    // report its version either, so `SwiftCryptoBackend` names it.
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", exact: "0.2.0"),
    ] + (isFuzzing ? [] : [nioSSL]),
    targets: systemTargets + kernelTargets + backendTargets + protocolTargets + benchTargets + vectorTargets
        + pageTargets + (isFuzzing ? fuzzTargets : scenarioTargets + commandTargets + testTargets),
    swiftLanguageModes: [.v6]
)
