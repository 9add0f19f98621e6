public import CryptoBackend
public import TLSWire

/// What a client brings to every connection.
public struct ClientConfiguration<Backend: CryptoBackend>: Sendable {
    /// Who says whether the server is the right one.
    public let verifier: any CertificateVerifier
    /// The name that the certificate must have, and that server_name carries if it is a DNS name.
    public let serverName: String?
    /// Most preferred first.
    public let cipherSuites: [CipherSuite]
    /// Takes a line of the NSS key log for each connection: whoever has it can read all that was sent.
    public var keyLog: (@Sendable (String) -> Void)?
    /// What server_name carries.
    let serverNameIndication: String?
    /// The key of the server that it met last; copies of a configuration share it.
    let publicKeys = PublicKeyCache<Backend>()

    /// Suites that the backend cannot do are left out.
    public init(
        verifier: any CertificateVerifier,
        serverName: String?,
        cipherSuites: [CipherSuite] = CipherSuite.supported
    ) {
        self.verifier = verifier
        self.serverName = serverName
        serverNameIndication = serverName.flatMap { isDNSName($0) ? $0 : nil }
        self.cipherSuites = cipherSuites.filter { Backend.canDo($0) }
    }
}

/// What a server brings to every connection.
public struct ServerConfiguration<Backend: CryptoBackend>: Sendable {
    /// The certificates and the key behind the first of them.
    public let identity: ServerIdentity<Backend>
    /// Most preferred first; the server's order decides.
    public let cipherSuites: [CipherSuite]
    /// Takes a line of the NSS key log for each connection: whoever has it can read all that was sent.
    public var keyLog: (@Sendable (String) -> Void)?

    /// Suites that the backend cannot do are left out.
    public init(identity: ServerIdentity<Backend>, cipherSuites: [CipherSuite] = CipherSuite.supported) {
        self.identity = identity
        self.cipherSuites = cipherSuites.filter { Backend.canDo($0) }
    }
}

/// A server's certificates, and its key as the backend holds it.
public struct ServerIdentity<Backend: CryptoBackend>: Sendable {
    /// DER, the server's own first.
    public let certificateChain: [[UInt8]]
    /// The key of the first certificate.
    public let privateKey: Backend.PrivateKey
    /// The Certificate message, which is the same for every connection.
    let encodedCertificate: [UInt8]

    /// Whether key and certificate belong together is for who loaded them to know.
    public init(certificateChain: [[UInt8]], privateKey: Backend.PrivateKey) {
        self.certificateChain = certificateChain
        self.privateKey = privateKey
        encodedCertificate = CertificateMessage(chain: certificateChain).encoded
    }
}

/// What two peers agreed on.
public struct NegotiatedParameters: Hashable, Sendable {
    /// The suite.
    public let cipherSuite: CipherSuite
    /// The name that the client asked for.
    public let serverName: String?
    /// Whether the master secret binds the handshake (RFC 7627).
    public let usesExtendedMasterSecret: Bool
    /// Whether both know RFC 5746.
    public let hasSecureRenegotiation: Bool
    /// The server's certificates in DER; a server leaves its own out.
    public let peerCertificates: [[UInt8]]
}

extension CipherSuite {
    /// The hash of transcript and PRF (RFC 5288 §3).
    public var hash: HashAlgorithm? {
        switch self {
        case .rsaWithAES128GCMSHA256: .sha256
        case .rsaWithAES256GCMSHA384: .sha384
        default: nil
        }
    }

    /// The record protection.
    public var aead: AEADAlgorithm? {
        switch self {
        case .rsaWithAES128GCMSHA256: .aes128GCM
        case .rsaWithAES256GCMSHA384: .aes256GCM
        default: nil
        }
    }
}

extension CryptoBackend {
    /// Whether all that `suite` needs is among the capabilities.
    public static func canDo(_ suite: CipherSuite) -> Bool {
        guard let hash = suite.hash, let aead = suite.aead else { return false }
        return capabilities.hashes.contains(hash) && capabilities.aeads.contains(aead)
            && capabilities.keyExchanges.contains(.rsa)
    }
}

/// Whether `name` may stand in server_name: an address in text may not (RFC 6066 §3).
private func isDNSName(_ name: String) -> Bool {
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    let isIPv4 = labels.count == 4 && labels.allSatisfy { UInt8($0) != nil }
    return !name.isEmpty && !name.contains(":") && !isIPv4
}
