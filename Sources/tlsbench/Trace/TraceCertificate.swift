internal import CryptoBackend
internal import TLSTrust

/// The key of a traced server's certificate.
enum TraceCertificate: Hashable, Sendable {
    /// RSA, of so many bits.
    case rsa(bits: Int)
    /// ECDSA on P-256.
    case ecdsa

    /// What suites of TLS 1.2 tell keys apart by.
    var kind: CertificateKey.Kind {
        switch self {
        case .rsa: .rsa
        case .ecdsa: .ecdsa
        }
    }

    /// The length of the modulus, or of the curve's field.
    var bits: Int {
        switch self {
        case .rsa(let bits): bits
        case .ecdsa: 256
        }
    }

    /// For people.
    var name: String {
        switch self {
        case .rsa(let bits): "RSA-\(bits)"
        case .ecdsa: "ECDSA P-256"
        }
    }

    /// A new certificate with such a key, and its authority.
    func mint() throws -> TestPKI {
        switch self {
        case .rsa(let bits): try TestPKI.mint(serverNames: [traceServerName], keyBits: bits)
        case .ecdsa: try TestPKI.mintECDSA(serverNames: [traceServerName])
        }
    }
}

extension CertificateKey.Kind {
    /// By its name on the command line.
    init(certificateNamed name: String) throws {
        guard let kind = Self(rawValue: name) else {
            throw Unknown(kind: "kind of key", name: name, known: Self.allCases.map(\.rawValue))
        }
        self = kind
    }
}
