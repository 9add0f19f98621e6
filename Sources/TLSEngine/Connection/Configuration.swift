public import CryptoBackend
internal import TLSWire

/// One side's certificates, and its key as the backend holds it.
public struct Identity<Backend: CryptoBackend>: Sendable {
    /// DER, one's own first.
    public let certificateChain: [[UInt8]]
    /// The key of the first certificate.
    public let privateKey: IdentityKey<Backend>
    /// The Certificate message of TLS 1.2, which is the same for every connection.
    let encodedCertificate: [UInt8]
    /// That of TLS 1.3.
    let encodedTLS13Certificate: [UInt8]

    /// Whether key and certificate belong together is for who loaded them to know.
    public init(certificateChain: [[UInt8]], privateKey: IdentityKey<Backend>) {
        self.certificateChain = certificateChain
        self.privateKey = privateKey
        encodedCertificate = CertificateMessage(chain: certificateChain).encoded
        encodedTLS13Certificate = TLS13.Certificate(chain: certificateChain).encoded
    }
}

/// What a server wants of its clients' certificates.
public struct ClientAuthentication: Sendable {
    /// Who says whether a certificate is to be trusted.
    public let verifier: any ClientCertificateVerifier
    /// Whether a client without one is refused.
    public let isRequired: Bool
    /// Whom the server would trust: distinguished names in DER (RFC 5246 §7.4.4); none stands for anybody.
    public let authorities: [[UInt8]]

    /// Any combination. More authorities than the message can hold are not named.
    public init(verifier: any ClientCertificateVerifier, isRequired: Bool, authorities: [[UInt8]]) {
        self.verifier = verifier
        self.isRequired = isRequired
        let length = authorities.reduce(0) { $0 + 2 + $1.count }
        self.authorities = length <= Self.longestAuthorities ? authorities : []
    }

    /// In octets: half of what the vector, and the longest message that peers like this one read, can hold.
    private static let longestAuthorities = 1 << 15
}

/// The suites that the backend can do, with a group among these where they need one.
func usable<Backend: CryptoBackend>(
    _ suites: [CipherSuite],
    _ groups: [KeyExchangeGroup],
    _: Backend.Type
) -> [CipherSuite] {
    let groups = groups.compactMap(\.named).filter { Backend.capabilities.groups.contains($0) }
    return suites.filter { suite in
        Backend.canDo(suite)
            && (suite.keyExchange == .rsa || groups.contains { $0.keyExchange == suite.keyExchange })
    }
}

/// The suites of TLS 1.3 that the backend can do.
func usableTLS13<Backend: CryptoBackend>(_: Backend.Type) -> [CipherSuite] {
    CipherSuite.supportedTLS13.filter { Backend.canDo($0) }
}

/// 2^24.5, rounded down: with so many full records under one key the chance of telling AES-GCM from a random permutation stays
/// below 2⁻⁵⁷ (RFC 8446 §5.5).
let safeRecordsPerKey: UInt64 = 23_726_566
