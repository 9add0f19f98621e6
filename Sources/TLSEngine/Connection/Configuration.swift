public import CryptoBackend
public import TLSWire

/// What a client brings to every connection.
public struct ClientConfiguration<Backend: CryptoBackend>: Sendable {
    /// Who says whether the server is the right one.
    public let verifier: any CertificateVerifier
    /// The name that the certificate must have, and that server_name carries if it is no address.
    public let serverName: ServerName
    /// Suites of TLS 1.2, most preferred first.
    public let cipherSuites: [CipherSuite]
    /// Groups for ephemeral key exchanges, most preferred first.
    public let groups: [KeyExchangeGroup]
    /// Which versions to speak: TLS 1.2, TLS 1.3 or both; the newest that the server has too is taken.
    public var versions: [ProtocolVersion] = [.tls12]
    /// Suites of TLS 1.3, most preferred first.
    public var tls13CipherSuites = usableTLS13(Backend.self)
    /// How many records of AES-GCM to seal under one key of TLS 1.3 (RFC 8446 §5.5).
    var recordsPerKey = safeRecordsPerKey
    /// Takes a line of the NSS key log for each connection: whoever has it can read all that was sent.
    public var keyLog: (@Sendable (String) -> Void)?
    /// What may be spoken inside, most preferred first; nothing is said of it if there is none (RFC 7301). Names of 1 to 255 octets,
    /// at most 16,384 in all, or no connection begins.
    public var applicationProtocols: [String] = []
    /// What to show to a server that asks for a certificate.
    public var identity: Identity<Backend>?
    /// Where sessions are kept; nil for a full handshake every time.
    public var sessions: ClientSessionCache?
    /// The most octets of plaintext that a record from the server may have, from 64 to 2¹⁴; nil for the protocol's own limit
    /// (RFC 8449).
    public var recordSizeLimit: Int?
    /// Those that its suites of TLS 1.2 have a use for.
    let namedGroups: [NamedGroup]
    /// The key of the server that it met last; copies of a configuration share it.
    let publicKeys = PublicKeyCache<Backend>()

    /// Suites and groups that the backend cannot do are left out, and suites with ECDSA certificates unless secp256r1 is among the
    /// groups.
    public init(
        verifier: any CertificateVerifier,
        serverName: ServerName,
        cipherSuites: [CipherSuite] = CipherSuite.supported,
        groups: [KeyExchangeGroup] = KeyExchangeGroup.all
    ) {
        self.verifier = verifier
        self.serverName = serverName
        // A certificate of ECDSA is on a curve that the client has to name (RFC 8422 §5.1).
        let namesP256 = groups.contains { $0.named == .secp256r1 }
        self.cipherSuites = usable(cipherSuites, groups, Backend.self).filter { namesP256 || $0.keyKind != .ecdsa }
        self.groups = groups.filter { $0.isOffered(by: Backend.capabilities) }
        namedGroups = self.groups.compactMap(\.named).filter { group in
            cipherSuites.contains { $0.keyExchange == group.keyExchange }
        }
    }
}

/// What a server brings to every connection.
public struct ServerConfiguration<Backend: CryptoBackend>: Sendable {
    /// The certificates and the key behind the first of them.
    public let identity: Identity<Backend>
    /// Suites of TLS 1.2, most preferred first; the server's order decides.
    public let cipherSuites: [CipherSuite]
    /// Groups for ephemeral key exchanges, most preferred first; the server's order decides, in TLS 1.3 among those that the
    /// client has sent a share for.
    public let groups: [KeyExchangeGroup]
    /// Which versions to speak: TLS 1.2, TLS 1.3 or both; the newest that the client has too is taken.
    public var versions: [ProtocolVersion] = [.tls12]
    /// Suites of TLS 1.3, most preferred first; the server's order decides.
    public var tls13CipherSuites = usableTLS13(Backend.self)
    /// How many tickets of TLS 1.3 to give after a handshake, where ``ticketKeys`` or ``sessions`` can.
    public var ticketCount = 1
    /// How many records of AES-GCM to seal under one key of TLS 1.3 (RFC 8446 §5.5).
    var recordsPerKey = safeRecordsPerKey
    /// Takes a line of the NSS key log for each connection: whoever has it can read all that was sent.
    public var keyLog: (@Sendable (String) -> Void)?
    /// What may be spoken inside, most preferred first; without any, a client's wishes are not heard (RFC 7301).
    public var applicationProtocols: [String] = []
    /// Whether and how clients are to show certificates.
    public var clientAuthentication: ClientAuthentication?
    /// Where sessions are kept for clients that come back with an id; nil for none.
    public var sessions: SessionCache?
    /// What tickets are sealed under; nil for none.
    public var ticketKeys: TicketKeys<Backend>?
    /// The most octets of plaintext that a record from the client may have, from 64 to 2¹⁴; nil for the protocol's own limit
    /// (RFC 8449). It is said only to who has said its own.
    public var recordSizeLimit: Int?
    /// Those that TLS 1.2 can use.
    let namedGroups: [NamedGroup]

    /// Suites and groups that the backend cannot do are left out, and suites of another kind of key.
    public init(
        identity: Identity<Backend>,
        cipherSuites: [CipherSuite] = CipherSuite.supported,
        groups: [KeyExchangeGroup] = KeyExchangeGroup.all
    ) {
        self.identity = identity
        self.cipherSuites = usable(cipherSuites, groups, Backend.self).filter {
            $0.keyKind == identity.privateKey.kind
        }
        self.groups = groups.filter { $0.isOffered(by: Backend.capabilities) }
        namedGroups = self.groups.compactMap(\.named)
    }
}

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
private func usable<Backend: CryptoBackend>(
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
private func usableTLS13<Backend: CryptoBackend>(_: Backend.Type) -> [CipherSuite] {
    CipherSuite.supportedTLS13.filter { Backend.canDo($0) }
}

/// 2^24.5, rounded down: with so many full records under one key the chance of telling AES-GCM from a random permutation stays
/// below 2⁻⁵⁷ (RFC 8446 §5.5).
private let safeRecordsPerKey: UInt64 = 23_726_566
