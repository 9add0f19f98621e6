internal import BenchCore
internal import CryptoBackend
internal import TLSTrust

/// Step 5 on the server: the signature of an ephemeral key exchange.
struct RSASign: Scenario {
    let scheme: SignatureScheme
    let bits: Int
    var op: String { "rsa-sign" }
    var primitives: [Primitive] { [.rsaPrivate(bits: bits), .hash(scheme.hash)] }
    var parameters: [Benchmark.Parameter] { [.init("scheme", scheme.shortName), .init("bits", bits)] }

    func isOffered<Backend: CryptoBackend>(by _: Backend.Type) -> Bool {
        Backend.capabilities.signatureSchemes.contains(scheme)
            && primitives.allSatisfy(Backend.capabilities.include)
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        try Signing(SignedMessage<Backend>(bits: bits, seed: seed, scheme))
    }

    private final class Signing<Backend: CryptoBackend>: ReferredWorkload {
        private let signed: SignedMessage<Backend>
        private var signature: [UInt8] = []

        init(_ signed: SignedMessage<Backend>) { self.signed = signed }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                let signed = signed
                stopwatch.start()
                for _ in 0..<iterations {
                    signature = try signed.privateKey.sign(signed.message.span, scheme: signed.scheme)
                }
                stopwatch.stop()
            }
        }

        /// PKCS#1 has one signature for a message; PSS a salt that libraries draw themselves.
        func check() throws(WorkloadFailure) -> [UInt8] {
            try failing { try signed.expect(signature) }
            return signed.scheme.padding == .pkcs1 ? signature : []
        }

        /// The last signature that was timed.
        func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
            try signed.expect(signature, by: reference)
        }
    }
}

/// As long as what ServerKeyExchange signs for x25519: both randoms and the parameters (RFC 8422 §5.4).
struct SignedMessage<Backend: CryptoBackend> {
    let privateKey: Backend.PrivateKey
    let publicKey: Backend.PublicKey
    let components: RSAPublicComponents
    let message: [UInt8]
    let scheme: SignatureScheme

    init(bits: Int, seed: UInt64, _ scheme: SignatureScheme) throws {
        let credentials = try Fixture(.rsa(bits: bits)).pki.credentials
        privateKey = try SharedKeys.key(Backend.PrivateKey.self, credentials.rsaPrivateKey())
        components = try credentials.rsaPrivateKey().publicComponents
        publicKey = try Backend.PublicKey(components)
        var generator = SeededGenerator(seed: seed)
        message = generator.octets(32 + 32 + 4 + 32)
        self.scheme = scheme
    }

    /// Throws unless the signature is the message's, and no other message's.
    func expect(_ signature: [UInt8]) throws {
        try publicKey.verify(signature.span, over: message.span, scheme: scheme)
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
            let key = try Reference.PublicKey(components)
            try key.verify(signature.span, over: message.span, scheme: scheme)
        }
    }
}

extension SignatureScheme {
    /// `pkcs1-sha256`, `pss-sha256`.
    var shortName: String { "\(padding == .pkcs1 ? "pkcs1" : "pss")-\(hash.rawValue)" }
}
