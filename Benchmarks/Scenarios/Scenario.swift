internal import BenchCore
internal import CryptoBackend
internal import TLSEngine

/// One operation with its parameters, for any backend.
protocol Scenario: Sendable {
    /// The stable name.
    var op: String { get }
    /// In the stable order.
    var parameters: [Benchmark.Parameter] { get }
    /// Counts up when it comes to do other work, or to give another result, under the same name and parameters.
    var revision: Int { get }
    /// The same of its peers' rows.
    var peerRevision: Int { get }
    /// How many octets one operation moves, where that is what matters.
    var bytesPerOperation: Int? { get }
    /// Whether it measures the engine too, and not a primitive alone.
    var measuresEngine: Bool { get }
    /// Whether it has rows for nothing but backends without security.
    var isOfEngineAlone: Bool { get }
    /// Whether its workloads tell where the time goes (``PhasedWorkload``).
    var isPhased: Bool { get }
    /// Whether its workloads have threads of their own: a server, or an event loop.
    var startsThreads: Bool { get }
    /// What it asks of the backend.
    var primitives: [Primitive] { get }
    /// Whether a backend can do it, by its capabilities: if not, it has no row.
    func isOffered<Backend: CryptoBackend>(by _: Backend.Type) -> Bool
    /// Makes it ready on one backend; nothing of this is timed.
    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload
    /// Rows of who is no backend: other TLS stacks.
    var peers: [PeerRow] { get }

    /// A name, and what it makes ready.
    typealias PeerRow = (name: String, prepare: @Sendable (_ seed: UInt64) throws -> any Workload)
}

extension Scenario {
    var revision: Int { 1 }
    var peerRevision: Int { revision }
    var bytesPerOperation: Int? { nil }
    var measuresEngine: Bool { false }
    var isOfEngineAlone: Bool { false }
    var isPhased: Bool { false }
    var startsThreads: Bool { false }
    var peers: [PeerRow] { [] }
    func isOffered<Backend: CryptoBackend>(by _: Backend.Type) -> Bool {
        primitives.allSatisfy(Backend.capabilities.include)
    }

    /// One row for each backend that can do it, and for each peer; nil without any backend.
    ///
    /// - Parameters:
    ///   - backends: those with security, whose results are held against `references`.
    ///   - engineAlone: those without, whose results nobody but themselves can agree with.
    func group(
        _ backends: [any CryptoBackend.Type],
        engineAlone: [any CryptoBackend.Type],
        _ references: References?
    ) -> BenchmarkGroup? {
        let own =
            backends.filter { isOffered(by: $0) }.map { row(on: $0, references) }
            + engineAlone.filter { isOffered(by: $0) }.map { row(onEngineAlone: $0) }
        guard !own.isEmpty else { return nil }
        let others = peers.map { peer in
            row(named: peer.name, peerRevision, codePath: "", codeOf: peer.name, features: "") { seed in
                guard let references else { throw WorkloadFailure("there is nothing to hold its results against") }
                return try Replayed(seed, heldAgainst: references.referenceForPeers) { seed in try peer.prepare(seed) }
            }
        }
        return BenchmarkGroup(own + others)
    }

    private func row<Backend: CryptoBackend>(on backend: Backend.Type, _ references: References?) -> Benchmark {
        row(
            named: Backend.identity.name,
            revision,
            codePath: Backend.codePath(of: primitives),
            codeOf: primitives.isEmpty
                ? Benchmark.everybodysCode : Backend.lender(of: primitives) ?? Backend.identity.name,
            features: Backend.usableFeatures?.description ?? ""
        ) { seed in
            guard let references else { throw WorkloadFailure("there is nothing to hold its results against") }
            let reference = references.reference(for: backend)
            return try Replayed(seed, heldAgainst: reference, words: Backend.words(forLibraryCode:)) { seed in
                try prepare(backend, seed: seed)
            }
        }
    }

    private func row<Backend: CryptoBackend>(onEngineAlone backend: Backend.Type) -> Benchmark {
        row(
            named: Backend.identity.name,
            revision,
            codePath: Backend.codePath(of: primitives),
            codeOf: primitives.isEmpty ? Benchmark.everybodysCode : Backend.identity.name,
            features: Backend.usableFeatures?.description ?? ""
        ) { seed in
            try Replayed(seed) { seed in try prepare(backend, seed: seed) }
        }
    }

    private func row(
        named name: String,
        _ revision: Int,
        codePath: String,
        codeOf: String,
        features: String,
        _ prepare: @escaping @Sendable (UInt64) throws -> any Workload
    ) -> Benchmark {
        Benchmark(
            op: op,
            parameters: parameters,
            backend: name,
            revision: revision,
            bytesPerOperation: bytesPerOperation,
            codePath: codePath,
            codeOf: codeOf,
            features: features,
            isPhased: isPhased,
            startsThreads: startsThreads
        ) { (seed) throws(WorkloadFailure) in
            do { return try prepare(seed) } catch { throw WorkloadFailure("not ready: \(error)") }
        }
    }
}

/// What a workload does between `start` and `stop`; whatever it throws ends the benchmark.
func failing<Result>(_ body: () throws -> Result) throws(WorkloadFailure) -> Result {
    do { return try body() } catch let failure as WorkloadFailure {
        throw failure
    } catch { throw WorkloadFailure("\(error)", libraryCode: libraryCode(of: error)) }
}

/// The library's own number for what it refused, if it is that.
private func libraryCode(of error: any Error) -> UInt64? {
    switch error {
    case CryptoError.library(_, let code), HandshakeError.crypto(.library(_, let code)): code
    default: nil
    }
}

/// A check of a result.
func expect(_ condition: Bool, _ otherwise: String) throws(WorkloadFailure) {
    guard condition else { throw WorkloadFailure(otherwise) }
}
