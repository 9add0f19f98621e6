internal import BenchCore
internal import CryptoBackend
internal import TLSTrust
internal import TLSWire

/// The key in the certificate of a benchmark's server.
enum BenchmarkKey: Hashable, Sendable {
    /// RSA of 2048, 3072 or 4096 bits, certified by one of 2048.
    case rsa(bits: Int)
    /// ECDSA on P-256, certified by another.
    case p256

    /// The kind of certificate.
    var kind: CertificateKey.Kind {
        switch self {
        case .rsa: .rsa
        case .p256: .ecdsa
        }
    }

    /// What scenarios are told apart by.
    var parameter: Benchmark.Parameter {
        switch self {
        case .rsa(let bits): .init("bits", bits)
        case .p256: .init("key", "ecdsa-p256")
        }
    }

    /// What a full handshake with it asks of a library.
    var primitives: [Primitive] {
        switch self {
        case .rsa(let bits): [.rsaPublic(bits: bits), .rsaPrivate(bits: bits)]
        case .p256: [.ecdsa(.secp256r1)]
        }
    }

    /// A certificate with it.
    func makePKI() throws -> TestPKI {
        switch self {
        case .rsa(let bits): try BenchmarkPKI.make(bits: bits)
        case .p256: try BenchmarkPKI.makeP256()
        }
    }
}
