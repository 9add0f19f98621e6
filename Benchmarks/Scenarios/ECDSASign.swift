internal import BenchCore
internal import CryptoBackend
internal import TLSTrust

/// The signature of a handshake by a server with an ECDSA certificate on P-256.
struct ECDSASign: Scenario {
    var op: String { "ecdsa-sign" }
    var primitives: [Primitive] { [.ecdsa(.secp256r1), .hash(.sha256)] }
    var parameters: [Benchmark.Parameter] { [.init("curve", "p256")] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        try Signing(ECDSASignedMessage<Backend>(seed: seed))
    }

    private final class Signing<Backend: CryptoBackend>: ReferredWorkload {
        private let signed: ECDSASignedMessage<Backend>
        private var signature: [UInt8] = []

        init(_ signed: ECDSASignedMessage<Backend>) { self.signed = signed }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                let signed = signed
                stopwatch.start()
                for _ in 0..<iterations { signature = try signed.sign() }
                stopwatch.stop()
            }
        }

        /// Nonces are the library's own, so a signature is never the same twice.
        func check() throws(WorkloadFailure) -> [UInt8] {
            try failing { try signed.expect(signature) }
            return []
        }

        /// The last signature that was timed.
        func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
            try signed.expect(signature, by: reference)
        }
    }
}

/// As long as what CertificateVerify signs in TLS 1.3 over a digest of SHA-256 (RFC 8446 §4.4.3).
struct ECDSASignedMessage<Backend: CryptoBackend> {
    private let privateKey: Backend.ECDSAPrivateKey
    private let publicKey: Backend.ECDSAPublicKey
    private let components: ECDSAPublicComponents
    private let message: [UInt8]
    private let scheme = SignatureScheme.ecdsaSecp256r1SHA256

    init(seed: UInt64) throws {
        let components = try BenchmarkPKI.makeP256().credentials.ecdsaPrivateKey()
        privateKey = try Backend.ECDSAPrivateKey(components)
        publicKey = try Backend.ECDSAPublicKey(components.publicComponents)
        self.components = components.publicComponents
        var generator = SeededGenerator(seed: seed)
        message = generator.octets(64 + 33 + 1 + 32)
    }

    func sign() throws(CryptoError) -> [UInt8] { try privateKey.sign(message.span, scheme: scheme) }

    func verify(_ signature: [UInt8]) throws(CryptoError) {
        try publicKey.verify(signature.span, over: message.span, scheme: scheme)
    }

    /// Throws unless the signature is the message's, and no other message's.
    func expect(_ signature: [UInt8]) throws {
        try verify(signature)
        var other = message
        other[0] ^= 1
        let isRefused = (try? publicKey.verify(signature.span, over: other.span, scheme: scheme)) == nil
        guard isRefused else { throw WorkloadFailure("a signature of another message was taken") }
    }

    /// Throws unless the signature holds with somebody else's code too.
    func expect<Reference: CryptoBackend>(
        _ signature: [UInt8],
        by _: Reference.Type
    ) throws(WorkloadFailure) {
        try failing {
            let key = try Reference.ECDSAPublicKey(components)
            try key.verify(signature.span, over: message.span, scheme: scheme)
        }
    }
}
