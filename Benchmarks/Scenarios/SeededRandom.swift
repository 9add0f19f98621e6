internal import BenchCore
public import CryptoBackend
internal import Synchronization

/// Octets that hang on the seed of a workload alone, so that two builds do the same work: for benchmark workers, never for
/// a connection to anybody. The layer check sees to it that only the worker names it.
///
/// `System` is asked for as many octets, which are thrown away: a measured operation costs what it costs elsewhere.
public enum SeededRandom<System: RandomSource>: RandomSource {
    /// Fills `output` with what comes next.
    public static func fill(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        try System.fill(&output)
        Foretold.fill(&output)
    }
}

/// A backend whose hello randoms and premaster secrets hang on the seed, for libraries that draw everything else
/// themselves: what OpenSSL takes for its padding and blinding stays its own, and counts as noise.
public enum SeededBackend<Base: CryptoBackend>: CryptoBackend {
    /// The base's.
    public typealias Hash = Base.Hash
    /// The base's.
    public typealias MAC = Base.MAC
    /// The base's.
    public typealias AEAD = Base.AEAD
    /// The base's.
    public typealias KeyShare = Base.KeyShare
    /// The base's.
    public typealias KEMKey = Base.KEMKey
    /// The base's.
    public typealias PublicKey = Base.PublicKey
    /// The base's.
    public typealias PrivateKey = Base.PrivateKey
    /// The base's.
    public typealias ECDSAPublicKey = Base.ECDSAPublicKey
    /// The base's.
    public typealias ECDSAPrivateKey = Base.ECDSAPrivateKey

    /// The base's: the rows are its own.
    public static var identity: BackendIdentity { Base.identity }
    /// The base's.
    public static var capabilities: Capabilities { Base.capabilities }
    /// The base's.
    public static func codePath(of primitive: Primitive) -> String { Base.codePath(of: primitive) }
    /// The base's.
    public static func lender(of primitive: Primitive) -> String? { Base.lender(of: primitive) }
    /// The base's.
    public static var usableFeatures: InstructionSet? { Base.usableFeatures }
    /// The base's.
    public static func environment(limitedTo set: InstructionSet) -> [String: String] {
        Base.environment(limitedTo: set)
    }

    /// The base's.
    public static func words(forLibraryCode code: UInt64) -> String? { Base.words(forLibraryCode: code) }

    /// Asks the base, for its time, and then fills `output` with what comes next.
    public static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        try Base.fillRandom(&output)
        Foretold.fill(&output)
    }

    /// The base's.
    public static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        try Base.prf(secret, label: label, seed: seed, hash: hash, into: &output)
    }
}

/// The one sequence of a worker process. It is a global because a backend's randomness is: `fillRandom` knows of no
/// workload. Workloads take turns and never overlap, and each begins its turn with ``begin(_:)``; the lock is for the
/// client's and the server's threads of one.
enum Foretold {
    private static let generator = Mutex(SeededGenerator(seed: 0))

    /// From here on octets are those of `seed`.
    static func begin(_ seed: UInt64) { generator.withLock { $0 = SeededGenerator(seed: seed) } }

    /// Eight octets at a time: what it adds to an operation is to stay invisible.
    static func fill(_ output: inout MutableSpan<UInt8>) {
        unsafe output.withUnsafeMutableBytes { output in
            generator.withLock { generator in
                var place = 0
                while place + 8 <= output.count {
                    unsafe output.storeBytes(of: generator.next(), toByteOffset: place, as: UInt64.self)
                    place += 8
                }
                var word = place < output.count ? generator.next() : 0
                while place < output.count {
                    unsafe output[place] = UInt8(truncatingIfNeeded: word)
                    word >>= 8
                    place += 1
                }
            }
        }
    }
}

/// A workload that draws the same octets in every batch, and in `check`, as in the same batch of another build; and whose results
/// are held against a reference when they are checked.
final class Replayed: PhasedWorkload {
    private let workload: any Workload
    private let seed: UInt64
    private let reference: (any CryptoBackend.Type)?
    private let words: (UInt64) -> String?

    /// - Parameters:
    ///   - reference: code that has no part in the workload; nil for who is no backend, or has no security.
    ///   - words: what the library calls its own numbers.
    init(
        _ seed: UInt64,
        heldAgainst reference: (any CryptoBackend.Type)? = nil,
        words: @escaping (UInt64) -> String? = { _ in nil },
        _ prepare: (UInt64) throws -> any Workload
    ) throws {
        self.seed = seed
        self.reference = reference
        self.words = words
        Foretold.begin(seed)
        workload = try Self.explaining(words) { () throws(WorkloadFailure) in try failing { try prepare(seed) } }
    }

    func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
        Foretold.begin(seed)
        do throws(WorkloadFailure) { try workload.run(iterations: iterations, stopwatch: &stopwatch) } catch {
            throw Self.explained(error, words)
        }
    }

    func runPhases(iterations: Int) throws(WorkloadFailure) -> [PhaseTime] {
        guard let phased = workload as? any PhasedWorkload else { throw WorkloadFailure("it has no phases") }
        Foretold.begin(seed)
        return try Self.explaining(words) { () throws(WorkloadFailure) in
            try phased.runPhases(iterations: iterations)
        }
    }

    func check() throws(WorkloadFailure) -> [UInt8] {
        Foretold.begin(seed)
        return try Self.explaining(words) { () throws(WorkloadFailure) in
            let digest = try workload.check()
            if let reference { try hold(against: reference) }
            return digest
        }
    }

    private func hold(against reference: any CryptoBackend.Type) throws(WorkloadFailure) {
        guard let workload = workload as? any ReferredWorkload else {
            throw WorkloadFailure("its results cannot be held against a reference")
        }
        do throws(WorkloadFailure) { try workload.hold(against: reference) } catch {
            throw WorkloadFailure(
                "held against \(reference.identity.name): \(error.description)",
                libraryCode: error.libraryCode
            )
        }
    }

    private static func explaining<Result>(
        _ words: (UInt64) -> String?,
        _ body: () throws(WorkloadFailure) -> Result
    ) throws(WorkloadFailure) -> Result {
        do throws(WorkloadFailure) { return try body() } catch { throw explained(error, words) }
    }

    /// With the library's own words behind what happened.
    private static func explained(_ failure: WorkloadFailure, _ words: (UInt64) -> String?) -> WorkloadFailure {
        guard let text = failure.libraryCode.flatMap(words) else { return failure }
        return WorkloadFailure("\(failure.description): \(text)")
    }
}
