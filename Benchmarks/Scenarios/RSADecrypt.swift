internal import BenchCore
internal import CryptoBackend
internal import TLSTrust

/// Step 7 on the server: the private operation that dominates the handshake.
struct RSADecrypt: Scenario {
    let bits: Int
    var op: String { "rsa-decrypt" }
    var primitives: [Primitive] { [.rsaPrivate(bits: bits)] }
    var parameters: [Benchmark.Parameter] { [.init("bits", bits)] }

    func isOffered<Backend: CryptoBackend>(by _: Backend.Type) -> Bool {
        Backend.capabilities.keyExchanges.contains(.rsa) && Backend.capabilities.include(.rsaPrivate(bits: bits))
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let key = try Fixture(.rsa(bits: bits)).pki.credentials
        let secret = premaster(seed)
        let ciphertext = try Backend.PublicKey(key.rsaPrivateKey().publicComponents).encryptPremaster(secret)
        return Decryption<Backend>(
            key: try SharedKeys.key(Backend.PrivateKey.self, key.rsaPrivateKey()),
            ciphertext: ciphertext,
            expected: octets(of: secret),
            credentials: key
        )
    }

    private final class Decryption<Backend: CryptoBackend>: ReferredWorkload {
        private let key: Backend.PrivateKey
        private let ciphertext: [UInt8]
        private let expected: [UInt8]
        private let credentials: Credentials
        private var recovered = SecretBytes(zeroed: 0)

        init(key: Backend.PrivateKey, ciphertext: [UInt8], expected: [UInt8], credentials: Credentials) {
            self.key = key
            self.ciphertext = ciphertext
            self.expected = expected
            self.credentials = credentials
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                let ciphertext = ciphertext
                stopwatch.start()
                for _ in 0..<iterations {
                    recovered = try key.decryptPremaster(ciphertext.span, clientVersion: 0x0303)
                }
                stopwatch.stop()
            }
        }

        func check() throws(WorkloadFailure) -> [UInt8] {
            try expect(octets(of: recovered) == expected, "the ciphertext decrypts to something else")
            return expected
        }

        /// The ciphertext was the premaster secret's, so that what came out of it was right.
        func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
            try expectDecryption(of: ciphertext, to: expected, by: reference, credentials)
        }
    }
}
