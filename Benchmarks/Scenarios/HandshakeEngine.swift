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
    let bits: Int

    var op: String { "handshake-engine" }
    var measuresEngine: Bool { true }
    var primitives: [Primitive] { shape.primitives(bits: bits) }
    var isOfEngineAlone: Bool { true }
    var parameters: [Benchmark.Parameter] { shape.parameters(bits: bits) }

    func isOffered<Backend: CryptoBackend>(by backend: Backend.Type) -> Bool {
        shape.isOffered(by: backend, bits: bits)
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let fixture = try Fixture(bits: bits)
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
