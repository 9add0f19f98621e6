internal import BenchCore
internal import CryptoBackend
internal import TLSEngine
internal import TLSTrust
internal import TLSWire

/// Step 4 on the client: the server's chain and name against the trusted authority, by libcrypto whatever the backend. Its
/// certificates were read before, as in every handshake with a server that was seen before. What the engine alone costs is a
/// handshake over `null` less this.
struct ChainVerify: Scenario {
    let key: BenchmarkKey
    var op: String { "chain-verify" }
    var primitives: [Primitive] { [] }
    var measuresEngine: Bool { true }
    var parameters: [Benchmark.Parameter] { [key.parameter] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let pki = try Fixture(key).pki
        return Verification(
            store: pki.trustStore,
            chain: pki.credentials.certificateChain,
            key: pki.credentials.publicKey
        )
    }

    private final class Verification: ReferredWorkload {
        private let store: TrustStore
        private let chain: [[UInt8]]
        private let key: CertificateKey
        private var found: CertificateKey?

        init(store: TrustStore, chain: [[UInt8]], key: CertificateKey) {
            self.store = store
            self.chain = chain
            self.key = key
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                stopwatch.start()
                for _ in 0..<iterations {
                    found = try store.verify(chain, serverName: .localhost, usage: .digitalSignature)
                }
                stopwatch.stop()
            }
        }

        /// The key of the certificate is the server's; the same chain under another name is refused, and so is one whose
        /// signature was altered, which comes last.
        func check() throws(WorkloadFailure) -> [UInt8] {
            try expect(found == key, "the chain has another key")
            let other = try failing { try ServerName("elsewhere.example") }
            let isRefused = (try? store.verify(chain, serverName: other, usage: .digitalSignature)) == nil
            try expect(isRefused, "a wrong name was taken")
            var altered = chain
            altered[0][altered[0].count - 1] ^= 1
            let isRefusedToo = (try? store.verify(altered, serverName: .localhost, usage: .digitalSignature)) == nil
            try expect(isRefusedToo, "an altered certificate was taken")
            return []
        }

        /// There is one library for it, whatever the backend, and its answers are known.
        func hold<Reference: CryptoBackend>(against _: Reference.Type) {}
    }
}
