import BenchCore
import BenchGate
import BenchReport
import Foundation

/// Documents with something for every section.
enum PageSample {
    private static let results = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Results")

    /// A whole run, with phases, that was committed.
    static func run() throws -> ResultDocument { try runFile.get() }

    /// An earlier one of the same machine.
    static func earlierRun() throws -> ResultDocument { try earlierFile.get() }

    /// One of another machine.
    static func otherMachine() throws -> ResultDocument { try otherFile.get() }

    // Each is read once, for that takes a debug build a second.
    private static let runFile = committed("570c2a2bed31/baseline.json")
    private static let earlierFile = committed("570c2a2bed31/20261124T132348Z-e753f05f65.json")
    private static let otherFile = committed("e0d4b7dff659/baseline.json")

    private static func committed(_ path: String) -> Result<ResultDocument, UnreadableResult> {
        Result { () throws(UnreadableResult) in try ResultFile.read(results.appending(path: path).path) }
    }

    /// The same run with these benchmarks alone, each by backend and nanoseconds for each of five processes.
    static func small(
        _ benchmarks: [(op: String, times: [(backend: String, times: [Double])])]
    ) throws -> ResultDocument {
        var document = try run()
        document.benchmarks = benchmarks.flatMap { op, backends -> [BenchmarkResult] in
            let measured = backends.map { measurement(op, $0.backend, $0.times) }
            let reference = measured.first { $0.benchmark.backend == "openssl" }
            return measured.map { BenchmarkResult($0, reference: reference) }
        }
        return document
    }

    private static func measurement(_ op: String, _ backend: String, _ times: [Double]) -> MeasuredBenchmark {
        let benchmark = Benchmark(op: op, parameters: [], backend: backend) { (_) throws(WorkloadFailure) in
            throw WorkloadFailure("never run")
        }
        let generations = times.enumerated().map { number, time in
            Generation(number: number, batches: (0..<3).map { _ in batch(time * 1000) })
        }
        return MeasuredBenchmark(benchmark: benchmark, iterations: 1000, generations: generations)
    }

    private static func batch(_ nanoseconds: Double) -> Batch {
        Batch(
            wall: UInt64(nanoseconds.rounded()),
            span: UInt64(nanoseconds.rounded()),
            processor: 0,
            minorFaults: 0,
            majorFaults: 0,
            involuntarySwitches: 0,
            migrated: false
        )
    }

    /// A study of two sets of features.
    static func study() throws -> ResultDocument {
        var document = try run()
        document.kind = "isa"
        let names = ["sse2", "+aesni"]
        document.isa = FeatureStudy(
            mode: "ladder",
            sets: names.map { .init(name: $0, features: ["sse2"], environment: [:], readBack: [:]) }
        )
        document.benchmarks = try ["swift", "openssl"].flatMap { backend in
            try names.enumerated().map { place, name in
                var result = try small([
                    ("record-seal", [(backend, [100, 101, 102, 103, 104].map { $0 / Double(place + 1) })])
                ])
                .benchmarks[0]
                result.isa = name
                result.id += "@\(name)"
                return result
            }
        }
        return document
    }

    /// A gate of one executable on two builds of a library, with one row that is slower.
    static func upgrade() throws -> ResultDocument {
        var document = try run()
        document.kind = "gate"
        document.benchmarks = try small([("record-seal", [("openssl", [100, 101, 102, 103, 104])])]).benchmarks
        var judgement = Judgement([document.benchmarks[0].id], GateRules(maxLooks: 1))
        judgement.look([PairedEffect(differences: (0..<16).map { 0.08 + 0.0001 * Double($0) })]) { _ in [:] }
        let judged = judgement.benchmarks[0]
        document.benchmarks[0].compare = .init(judged, minEffect: 0.02, accepted: nil)
        document.gate = .init(
            rules: .init(GateRules(), GatePolicy()),
            injectedPercent: nil,
            machineChanged: false,
            unfinished: nil,
            nullControl: [],
            judged: [judged],
            unmeasured: [],
            GateConclusion([judged], [], GatePolicy())
        )
        for (side, folder, version, mark) in [("A", "/old", "3.0.22", "aa"), ("B", "/new", "3.5.9 <b>", "bb")] {
            let identity = WorkerIdentity(
                objects: [
                    LoadedObject(name: "program", path: "/stage/\(side)", mark: "code:1"),
                    LoadedObject(name: "libcrypto.so.3", path: "\(folder)/libcrypto.so.3", mark: "build-id:\(mark)"),
                ],
                libraries: [
                    .init(column: "openssl", name: "OpenSSL", version: version, codePath: "", object: "libcrypto.so.3")
                ],
                variables: [:]
            )
            var build =
                document.builds["A"]
                ?? .init(gitCommit: OrNull(nil), configuration: "release", compiler: nil, libs: [:])
            build.loads = .init(identity, copiesIn: "/stage")
            build.libs = .init(identity)
            document.builds[side] = build
        }
        return document
    }

    /// A handshake of three messages.
    static var trace: TraceDocument {
        TraceDocument(
            backend: "swift",
            library: "tlsbench",
            cipherSuite: "TLS_RSA_WITH_AES_128_GCM_SHA256",
            group: nil,
            resumption: "none",
            bits: 2048,
            client: "127.0.0.1:1",
            server: "127.0.0.1:2",
            messages: [
                message(1, "TCP handshake", nil, 0, false, 100_000, 150_000),
                message(2, "ClientHello", "client", 109, false, 200_000, 250_000),
                message(8, "session keys", nil, 0, false, nil, 300_000),
                message(12, "Finished", "server", 45, true, 2_350_000, 2_250_000),
            ],
            applicationData: .init(client: "", server: "")
        )
    }

    static var tls13Trace: TraceDocument {
        var trace = trace
        (trace.version, trace.cipherSuite, trace.group) = ("TLS 1.3", "TLS_AES_128_GCM_SHA256", "x25519")
        (trace.keyKind, trace.bits) = ("ecdsa", 256)
        var messages = [
            message(nil, "TCP handshake", nil, 0, false, 100_000, 150_000),
            message(nil, "handshake keys", nil, 0, false, nil, 300_000),
            message(nil, "Finished", "server", 45, true, 2_350_000, 2_250_000),
        ]
        (messages[2].phase, messages[2].keys) = ("authentication", "handshake")
        trace.messages = messages
        return trace
    }

    private static func message(
        _ step: Int?,
        _ name: String,
        _ sender: String?,
        _ octets: Int,
        _ isProtected: Bool,
        _ client: UInt64?,
        _ server: UInt64?
    ) -> TraceDocument.Message {
        TraceDocument.Message(
            step: step,
            message: name,
            sender: sender,
            octets: octets,
            protected: isProtected,
            clientNs: client,
            serverNs: server
        )
    }
}
