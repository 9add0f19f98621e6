internal import BenchCore
internal import CryptoBackend
internal import StackSeam
internal import TLSEngine
internal import TLSTrust
internal import TLSWire

/// Steps 2 to 12 on both sides without anything of libraries: a backend without security, and no verification of the chain.
/// What is left is the engine alone, so only such a backend has a row.
struct HandshakeEngine: Scenario {
    let shape: HandshakeShape
    let key: BenchmarkKey

    var op: String { "handshake-engine" }
    var measuresEngine: Bool { true }
    var primitives: [Primitive] { shape.primitives(key) }
    var isOfEngineAlone: Bool { true }
    var parameters: [Benchmark.Parameter] { shape.parameters(key) }

    func isOffered<Backend: CryptoBackend>(by backend: Backend.Type) -> Bool {
        shape.isOffered(by: backend, key)
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let fixture = try Fixture(key)
        let verifier = Unverified(key: fixture.pki.credentials.publicKey)
        let stack = EngineStack<Backend>(fixture, verifier: verifier)
        return PairHandshake(try stack.pair(shape, chunk: [0x5A]), shape, .both)
    }

    /// Takes any chain, for a key that is known before. For a backend that protects nothing anyway.
    private struct Unverified: CertificateVerifier {
        let key: CertificateKey

        func verify(_: [[UInt8]], serverName: ServerName, usage: KeyUsage) -> CertificateKey { key }
    }
}
