public import CryptoBackend
public import TLSWire

/// What a client brings to every connection.
///
/// All of it is behind one reference, which is what a connection copies.
public struct ClientConfiguration<Backend: CryptoBackend>: Sendable {
    private var shared: Shared

    /// Who says whether the server is the right one.
    public var verifier: any CertificateVerifier { shared.settings.verifier }
    /// The name that the certificate must have, and that server_name carries if it is no address.
    public var serverName: ServerName { shared.settings.serverName }
    /// Suites of TLS 1.2, most preferred first.
    public var cipherSuites: [CipherSuite] { shared.settings.cipherSuites }
    /// Groups for ephemeral key exchanges, most preferred first.
    public var groups: [KeyExchangeGroup] { shared.settings.groups }
    /// Which versions to speak: TLS 1.2, TLS 1.3 or both; the newest that the server has too is taken.
    public var versions: [ProtocolVersion] {
        get { shared.settings.versions }
        set { change { $0.versions = newValue } }
    }
    /// Suites of TLS 1.3, most preferred first.
    public var tls13CipherSuites: [CipherSuite] {
        get { shared.settings.tls13CipherSuites }
        set { change { $0.tls13CipherSuites = newValue } }
    }
    /// How many records of AES-GCM to seal under one key of TLS 1.3 (RFC 8446 §5.5).
    var recordsPerKey: UInt64 {
        get { shared.settings.recordsPerKey }
        set { change { $0.recordsPerKey = newValue } }
    }
    /// Takes a line of the NSS key log for each connection: whoever has it can read all that was sent.
    public var keyLog: (@Sendable (String) -> Void)? {
        get { shared.settings.keyLog }
        set { change { $0.keyLog = newValue } }
    }
    /// What may be spoken inside, most preferred first; nothing is said of it if there is none (RFC 7301). Names of 1 to 255 octets,
    /// at most 16,384 in all, or no connection begins.
    public var applicationProtocols: [String] {
        get { shared.settings.applicationProtocols }
        set { change { $0.applicationProtocols = newValue } }
    }
    /// What to show to a server that asks for a certificate.
    public var identity: Identity<Backend>? {
        get { shared.settings.identity }
        set { change { $0.identity = newValue } }
    }
    /// Where sessions are kept; nil for a full handshake every time.
    public var sessions: ClientSessionCache? {
        get { shared.settings.sessions }
        set { change { $0.sessions = newValue } }
    }
    /// The most octets of plaintext that a record from the server may have, from 64 to 2¹⁴; nil for the protocol's own limit
    /// (RFC 8449).
    public var recordSizeLimit: Int? {
        get { shared.settings.recordSizeLimit }
        set { change { $0.recordSizeLimit = newValue } }
    }
    /// Those that its suites of TLS 1.2 have a use for.
    var namedGroups: [NamedGroup] { shared.settings.namedGroups }
    /// What the backend can do, of which a copy is not made each time.
    var capabilities: Capabilities { shared.settings.capabilities }
    /// The key of the server that it met last; copies of a configuration share it.
    var publicKeys: PublicKeyCache { shared.settings.publicKeys }

    /// Suites and groups that the backend cannot do are left out, and suites with ECDSA certificates unless secp256r1 is among the
    /// groups.
    public init(
        verifier: any CertificateVerifier,
        serverName: ServerName,
        cipherSuites: [CipherSuite] = CipherSuite.supported,
        groups: [KeyExchangeGroup] = KeyExchangeGroup.all
    ) {
        // A certificate of ECDSA is on a curve that the client has to name (RFC 8422 §5.1).
        let namesP256 = groups.contains { $0.named == .secp256r1 }
        let offered = groups.filter { $0.isOffered(by: Backend.capabilities) }
        shared = Shared(
            Settings(
                verifier: verifier,
                serverName: serverName,
                cipherSuites: usable(cipherSuites, groups, Backend.self).filter { namesP256 || $0.keyKind != .ecdsa },
                groups: offered,
                namedGroups: offered.compactMap(\.named).filter { group in
                    cipherSuites.contains { $0.keyExchange == group.keyExchange }
                }
            )
        )
    }

    private mutating func change(_ change: (inout Settings) -> Void) {
        var settings = shared.settings
        change(&settings)
        shared = Shared(settings)
    }

    /// Never changes: a configuration that is changed gets another one.
    private final class Shared: Sendable {
        let settings: Settings

        init(_ settings: Settings) { self.settings = settings }
    }

    private struct Settings: Sendable {
        let verifier: any CertificateVerifier
        let serverName: ServerName
        let cipherSuites: [CipherSuite]
        let groups: [KeyExchangeGroup]
        var versions: [ProtocolVersion] = [.tls12]
        var tls13CipherSuites = usableTLS13(Backend.self)
        var recordsPerKey = safeRecordsPerKey
        var keyLog: (@Sendable (String) -> Void)?
        var applicationProtocols: [String] = []
        var identity: Identity<Backend>?
        var sessions: ClientSessionCache?
        var recordSizeLimit: Int?
        let namedGroups: [NamedGroup]
        let capabilities = Backend.capabilities
        let publicKeys = PublicKeyCache(Backend.self)
    }
}
