internal import BenchCore
internal import CryptoBackend
internal import TLSTrust

/// Step 7 on the client: the premaster secret under the server's public key.
struct RSAEncrypt: Scenario {
    let bits: Int
    var op: String { "rsa-encrypt" }
    var primitives: [Primitive] { [.rsaPublic(bits: bits)] }
    var parameters: [Benchmark.Parameter] { [.init("bits", bits)] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let key = try Fixture(.rsa(bits: bits)).pki.credentials
        return Encryption<Backend>(
            publicKey: try Backend.PublicKey(key.rsaPrivateKey().publicComponents),
            privateKey: Backend.PrivateKey.self is any WithoutKnownAnswers.Type
                ? nil : try knownAnswerKey(Backend.self, key),
            credentials: key,
            premaster: premaster(seed)
        )
    }

    private final class Encryption<Backend: CryptoBackend>: ReferredWorkload {
        private let publicKey: Backend.PublicKey
        /// Nil of a library that decrypts no known answers: the reference's decryption is then the proof.
        private let privateKey: (any KnownAnswerDecryption)?
        private let credentials: Credentials
        private let premaster: SecretBytes
        private var ciphertext: [UInt8] = []

        init(
            publicKey: Backend.PublicKey,
            privateKey: (any KnownAnswerDecryption)?,
            credentials: Credentials,
            premaster: consuming SecretBytes
        ) {
            self.publicKey = publicKey
            self.privateKey = privateKey
            self.credentials = credentials
            self.premaster = premaster
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                stopwatch.start()
                for _ in 0..<iterations { ciphertext = try publicKey.encryptPremaster(premaster) }
                stopwatch.stop()
            }
        }

        /// Padding is random, so the proof is in the decryption.
        func check() throws(WorkloadFailure) -> [UInt8] {
            guard let privateKey else { return octets(of: premaster) }
            let recovered = try failing {
                let ciphertext = ciphertext
                return try privateKey.decryptKnownAnswer(ciphertext.span)
            }
            try expect(recovered == octets(of: premaster), "the ciphertext decrypts to something else")
            return recovered
        }

        /// The last ciphertext that was timed.
        func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
            try expectDecryption(of: ciphertext, to: octets(of: premaster), by: reference, credentials)
        }
    }
}

/// Throws unless the ciphertext decrypts to the premaster secret with somebody else's code too.
func expectDecryption<Reference: CryptoBackend>(
    of ciphertext: [UInt8],
    to premaster: [UInt8],
    by _: Reference.Type,
    _ credentials: Credentials
) throws(WorkloadFailure) {
    let recovered = try failing {
        let key = try Reference.PrivateKey(credentials.rsaPrivateKey())
        return octets(of: try key.decryptPremaster(ciphertext.span, clientVersion: 0x0303))
    }
    try expect(recovered == premaster, "the ciphertext decrypts to something else")
}

/// A premaster secret for benchmarks: version 3.3, then octets of the seed.
func premaster(_ seed: UInt64) -> SecretBytes {
    var generator = SeededGenerator(seed: seed)
    let octets = [0x03, 0x03] + generator.octets(46)
    return SecretBytes(copying: octets.span)
}

/// A copy that nobody wipes; for comparisons of what a benchmark made up itself.
func octets(of secret: borrowing SecretBytes) -> [UInt8] {
    secret.withBytes { octets in octets.indices.map { octets[$0] } }
}
