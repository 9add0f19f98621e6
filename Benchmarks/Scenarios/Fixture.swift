internal import BenchCore
internal import CryptoBackend
internal import Glibc
internal import TLSEngine
internal import TLSTransport
internal import TLSTrust
internal import TLSWire

/// A server's certificate over a benchmark key, under a benchmark authority: made today, so that it never expires, and the
/// same for all processes of a day, so that they do the same work.
struct Fixture {
    static let serverName = "localhost"
    let pki: TestPKI

    init(bits: Int) throws {
        guard let key = BenchmarkKeys.pem(bits: bits) else {
            throw WorkloadFailure("there is no benchmark key of \(bits) bits")
        }
        pki = try TestPKI.mint(
            serverNames: [Self.serverName, "127.0.0.1"],
            keyPEM: key,
            authorityKeyPEM: BenchmarkKeys.authority,
            day: time(nil) / 86400
        )
    }

    func client<Backend: CryptoBackend>(_ suite: CipherSuite, on _: Backend.Type) -> ClientConfiguration<Backend> {
        ClientConfiguration(verifier: pki.trustStore, serverName: Self.serverName, cipherSuites: [suite])
    }

    func server<Backend: CryptoBackend>(
        _ suite: CipherSuite,
        on _: Backend.Type
    ) throws -> ServerConfiguration<Backend> {
        let identity = Identity<Backend>(
            certificateChain: pki.credentials.certificateChain,
            privateKey: try Backend.PrivateKey(pki.credentials.privateKey)
        )
        return ServerConfiguration(identity: identity, cipherSuites: [suite])
    }
}

/// Throws unless the handshake ended with what was asked for.
func expectNegotiated(_ parameters: NegotiatedParameters?, _ suite: CipherSuite) throws(WorkloadFailure) {
    guard let parameters else { throw WorkloadFailure("the handshake did not end") }
    try expect(parameters.cipherSuite == suite, "the handshake ended with \(parameters.cipherSuite)")
    try expect(parameters.usesExtendedMasterSecret, "the handshake ended without extended_master_secret")
    try expect(parameters.hasSecureRenegotiation, "the handshake ended without renegotiation_info")
}

extension CipherSuite {
    /// The registry's name without the prefix that all have.
    var shortName: String { name.hasPrefix("TLS_") ? String(name.dropFirst(4)) : name }

    /// What a handshake asks of a library, with a server's key of so many bits.
    func primitives(bits: Int) -> [Primitive] {
        [.rsaPublic(bits: bits), .rsaPrivate(bits: bits)] + (hash.map { [.hash($0)] } ?? [])
            + (aead.map { [.aead($0)] } ?? [])
    }

    /// The name of the record protection, for suites that the engine has.
    var cipherName: String { aead?.rawValue ?? name }
}

/// How long a loopback peer may take before a benchmark fails.
let loopbackLimits = TimeLimits(.seconds(20))
