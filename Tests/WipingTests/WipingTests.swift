import ProbeSupport
import Testing

@testable import WipingProbe

/// No heap block is given back with a secret in it, or with what its holder made of one, and none is kept: the debug and
/// the release build, watched from inside `free`.
@Suite struct `Freed memory` {
    @Test(arguments: Run.all(of: Check.wiped))
    func `nothing is left of a secret`(run: Run) throws {
        let outcome = try run.outcome()
        // What swift-crypto leaves has to be found too: article KeepingSecrets says so, until it is mended there.
        let allowed =
            run.isKnownOfSwiftCrypto ? [Run.found] : run.isKnownOfLibcrypto ? [0, Run.foundByLibcrypto] : [0]
        #expect(allowed.contains(outcome.status), "\(outcome.report)")
    }

    @Test(arguments: Run.all(of: Check.positiveControls))
    func `what is not wiped is found`(run: Run) throws {
        let outcome = try run.outcome()
        #expect(outcome.status == Run.found, "\(outcome.report)")
    }
}

/// One check on one backend in one build.
struct Run: Sendable, CustomTestStringConvertible {
    let check: Check
    let backend: String
    let instructionSet: String
    let configuration: Configuration

    static let found: Int32 = 9
    static let foundByLibcrypto: Int32 = 8

    /// swift-crypto in the release build alone: what it leaves its C code leaves, which would have to be compiled a second time
    /// for the other.
    private static func backends(in configuration: Configuration) -> [String] {
        let ours = ["swift", "gmp", "openssl", "example"]
        #if SwiftCrypto
        return configuration == .release ? ours + ["swift-crypto"] : ours
        #else
        return ours
        #endif
    }

    static func all(of checks: [Check]) -> [Run] {
        Configuration.allCases.flatMap { configuration in
            backends(in: configuration).flatMap { backend in
                checks.filter { $0.isOffered(by: backend) }.flatMap { check in
                    // Swift's own code has kernels for some CPUs, and one form for all.
                    (backend == "swift" && check.usesKernels ? ["native", "portable"] : ["native"]).map {
                        Run(check: check, backend: backend, instructionSet: $0, configuration: configuration)
                    }
                }
            }
        }
    }

    private var environment: [String: String] { ["TLSBENCH_ISA": instructionSet] }

    /// What OpenSSL 3.0 does not wipe itself, and no caller can reach: the DER that its decoders make of PEM, numbers of
    /// EVP_PKEY_pairwise_check, the padded premaster secret in the RSA provider's buffer, and numbers of a key exchange.
    var isKnownOfLibcrypto: Bool {
        switch check {
        case .credentials: true
        case .privateKey, .ecdsaKey, .keyShare, .handshake, .handshakeTLS13: backend == "openssl"
        default: false
        }
    }

    /// What swift-crypto 4.5.2 leaves in blocks that it gives back: the round keys of AES after each record, the padded keys of
    /// HMAC, and all but eight octets of a hash's state.
    var isKnownOfSwiftCrypto: Bool {
        switch check {
        case .mac, .aead, .prf, .hkdf, .handshake, .handshakeTLS13: backend == "swift-crypto"
        default: false
        }
    }

    var testDescription: String { "\(check.rawValue) on \(backend), \(instructionSet), \(configuration.rawValue)" }

    func outcome() throws -> Outcome {
        let probe = try configuration.path(of: "WipingProbe")
        return try ProbeSupport.run(probe, [check.rawValue, backend], environment: environment)
    }
}

extension Check {
    /// Key encapsulation is looked at where every machine has it: OpenSSL has it from 3.5 on, others have none.
    fileprivate func isOffered(by backend: String) -> Bool { self != .kem || ["swift", "gmp"].contains(backend) }
}
