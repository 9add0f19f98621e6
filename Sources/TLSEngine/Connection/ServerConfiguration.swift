public import CryptoBackend
public import TLSWire

/// What a server brings to every connection.
///
/// All of it is behind one reference, which is what a connection copies.
public struct ServerConfiguration<Backend: CryptoBackend>: Sendable {
    private var shared: Shared

    /// The certificates and the key behind the first of them.
    public var identity: Identity<Backend> { shared.settings.identity }
    /// Suites of TLS 1.2, most preferred first; the server's order decides.
    public var cipherSuites: [CipherSuite] { shared.settings.cipherSuites }
    /// Groups for ephemeral key exchanges, most preferred first; the server's order decides, in TLS 1.3 among those that the
    /// client has sent a share for.
    public var groups: [KeyExchangeGroup] { shared.settings.groups }
    /// Which versions to speak: TLS 1.2, TLS 1.3 or both; the newest that the client has too is taken.
    public var versions: [ProtocolVersion] {
        get { shared.settings.versions }
        set { change { $0.versions = newValue } }
    }
    /// Suites of TLS 1.3, most preferred first; the server's order decides.
    public var tls13CipherSuites: [CipherSuite] {
        get { shared.settings.tls13CipherSuites }
        set { change { $0.tls13CipherSuites = newValue } }
    }
    /// How many tickets of TLS 1.3 to give after a handshake, where ``ticketKeys`` or ``sessions`` can.
    public var ticketCount: Int {
        get { shared.settings.ticketCount }
        set { change { $0.ticketCount = newValue } }
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
    /// What may be spoken inside, most preferred first; without any, a client's wishes are not heard (RFC 7301).
    public var applicationProtocols: [String] {
        get { shared.settings.applicationProtocols }
        set { change { $0.applicationProtocols = newValue } }
    }
    /// Whether and how clients are to show certificates.
    public var clientAuthentication: ClientAuthentication? {
        get { shared.settings.clientAuthentication }
        set { change { $0.clientAuthentication = newValue } }
    }
    /// Where sessions are kept for clients that come back with an id; nil for none.
    public var sessions: SessionCache? {
        get { shared.settings.sessions }
        set { change { $0.sessions = newValue } }
    }
    /// What tickets are sealed under; nil for none.
    public var ticketKeys: TicketKeys<Backend>? {
        get { shared.settings.ticketKeys }
        set { change { $0.ticketKeys = newValue } }
    }
    /// The most octets of plaintext that a record from the client may have, from 64 to 2¹⁴; nil for the protocol's own limit
    /// (RFC 8449). It is said only to who has said its own.
    public var recordSizeLimit: Int? {
        get { shared.settings.recordSizeLimit }
        set { change { $0.recordSizeLimit = newValue } }
    }
    /// Those that TLS 1.2 can use.
    var namedGroups: [NamedGroup] { shared.settings.namedGroups }

    /// Suites and groups that the backend cannot do are left out, and suites of another kind of key.
    public init(
        identity: Identity<Backend>,
        cipherSuites: [CipherSuite] = CipherSuite.supported,
        groups: [KeyExchangeGroup] = KeyExchangeGroup.all
    ) {
        let kind = identity.privateKey.kind
        let offered = groups.filter { $0.isOffered(by: Backend.capabilities) }
        shared = Shared(
            Settings(
                identity: identity,
                cipherSuites: usable(cipherSuites, groups, Backend.self).filter { $0.keyKind == kind },
                groups: offered,
                namedGroups: offered.compactMap(\.named)
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
        let identity: Identity<Backend>
        let cipherSuites: [CipherSuite]
        let groups: [KeyExchangeGroup]
        var versions: [ProtocolVersion] = [.tls12]
        var tls13CipherSuites = usableTLS13(Backend.self)
        var ticketCount = 1
        var recordsPerKey = safeRecordsPerKey
        var keyLog: (@Sendable (String) -> Void)?
        var applicationProtocols: [String] = []
        var clientAuthentication: ClientAuthentication?
        var sessions: SessionCache?
        var ticketKeys: TicketKeys<Backend>?
        var recordSizeLimit: Int?
        let namedGroups: [NamedGroup]
    }
}
