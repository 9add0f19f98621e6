public import CryptoBackend
public import TLSWire

/// What a client brings to every connection.
public struct ClientConfiguration<Backend: CryptoBackend>: Sendable {
    /// Who says whether the server is the right one.
    public let verifier: any CertificateVerifier
    /// The name that the certificate must have, and that server_name carries if it is no address.
    public let serverName: ServerName
    /// Most preferred first.
    public let cipherSuites: [CipherSuite]
    /// Groups for ephemeral key exchanges, most preferred first.
    public let groups: [NamedGroup]
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
    /// The key of the server that it met last; copies of a configuration share it.
    let publicKeys = PublicKeyCache<Backend>()

    /// Suites and groups that the backend cannot do are left out.
    public init(
        verifier: any CertificateVerifier,
        serverName: ServerName,
        cipherSuites: [CipherSuite] = CipherSuite.supported,
        groups: [NamedGroup] = NamedGroup.allCases
    ) {
        self.verifier = verifier
        self.serverName = serverName
        self.cipherSuites = usable(cipherSuites, groups, Backend.self)
        self.groups = groups.filter { group in
            Backend.capabilities.groups.contains(group) && cipherSuites.contains { $0.keyExchange == group.keyExchange }
        }
    }
}

/// What a server brings to every connection.
public struct ServerConfiguration<Backend: CryptoBackend>: Sendable {
    /// The certificates and the key behind the first of them.
    public let identity: Identity<Backend>
    /// Most preferred first; the server's order decides.
    public let cipherSuites: [CipherSuite]
    /// Groups for ephemeral key exchanges, most preferred first; the server's order decides.
    public let groups: [NamedGroup]
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

    /// Suites and groups that the backend cannot do are left out.
    public init(
        identity: Identity<Backend>,
        cipherSuites: [CipherSuite] = CipherSuite.supported,
        groups: [NamedGroup] = NamedGroup.allCases
    ) {
        self.identity = identity
        self.cipherSuites = usable(cipherSuites, groups, Backend.self)
        self.groups = groups.filter { Backend.capabilities.groups.contains($0) }
    }
}

/// One side's certificates, and its key as the backend holds it.
public struct Identity<Backend: CryptoBackend>: Sendable {
    /// DER, one's own first.
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
    _ groups: [NamedGroup],
    _: Backend.Type
) -> [CipherSuite] {
    let groups = groups.filter { Backend.capabilities.groups.contains($0) }
    return suites.filter { suite in
        Backend.canDo(suite)
            && (suite.keyExchange == .rsa || groups.contains { $0.keyExchange == suite.keyExchange })
    }
}
