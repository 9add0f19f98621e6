internal import BenchCore
internal import CryptoBackend
internal import TLSTrust

/// The private operation with PKCS#1 v1.5 padding that a library offers to anybody: it tells bad padding from good, so no TLS
/// server may use it (RFC 5246 §7.4.7.1).
///
/// It sets libraries side by side of which some have nothing better.
struct RSADecryptPlain: Scenario {
    let bits: Int
    var op: String { "rsa-decrypt-plain" }
    var primitives: [Primitive] { [.rsaPrivate(bits: bits)] }
    var parameters: [Benchmark.Parameter] { [.init("bits", bits)] }

    func isOffered<Backend: CryptoBackend>(by _: Backend.Type) -> Bool {
        Backend.PrivateKey.self is any KnownAnswerDecryption.Type
            && Backend.capabilities.include(.rsaPrivate(bits: bits))
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let key = try Fixture(.rsa(bits: bits)).pki.credentials
        let secret = premaster(seed)
        let ciphertext = try Backend.PublicKey(key.rsaPrivateKey().publicComponents).encryptPremaster(secret)
        return Decryption(
            key: try knownAnswerKey(Backend.self, key),
            ciphertext: ciphertext,
            expected: octets(of: secret),
            credentials: key
        )
    }

    private final class Decryption: ReferredWorkload {
        private let key: any KnownAnswerDecryption
        private let ciphertext: [UInt8]
        private let expected: [UInt8]
        private let credentials: Credentials
        private var recovered: [UInt8] = []

        init(key: any KnownAnswerDecryption, ciphertext: [UInt8], expected: [UInt8], credentials: Credentials) {
            self.key = key
            self.ciphertext = ciphertext
            self.expected = expected
            self.credentials = credentials
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                let ciphertext = ciphertext
                stopwatch.start()
                for _ in 0..<iterations { recovered = try key.decryptKnownAnswer(ciphertext.span) }
                stopwatch.stop()
            }
        }

        func check() throws(WorkloadFailure) -> [UInt8] {
            try expect(recovered == expected, "the ciphertext decrypts to something else")
            return expected
        }

        /// The ciphertext was the premaster secret's, so that what came out of it was right.
        func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
            try expectDecryption(of: ciphertext, to: expected, by: reference, credentials)
        }
    }
}

/// A key that decrypts known answers, made of a server's credentials.
func knownAnswerKey<Backend: CryptoBackend>(
    _: Backend.Type,
    _ credentials: Credentials
) throws -> any KnownAnswerDecryption {
    guard
        let key = try SharedKeys.key(Backend.PrivateKey.self, credentials.rsaPrivateKey()) as? any KnownAnswerDecryption
    else {
        throw WorkloadFailure("\(Backend.identity.name) decrypts no known answers")
    }
    return key
}
