import CryptoBackend
import NullBackend
import TLSEngine
import TLSWire
import Testing

/// One kind of handshake over the null backend, whose octets are the same every time: record by record.
struct Recording: RecordedHandshake, CustomTestStringConvertible {
    let name: String
    let flow: HandshakeFlow
    private let suite: CipherSuite
    private let usesTickets: Bool

    var testDescription: String { name }

    static let all: [Recording] = [
        Recording("RSA", .rsa, .rsaWithAES128GCMSHA256),
        Recording("ECDHE", .ephemeral, .ecdheRSAWithAES128GCMSHA256),
        Recording("DHE", HandshakeFlow(keyExchange: .dhe), .dheRSAWithAES256GCMSHA384),
        Recording(
            "ECDHE with a client's certificate",
            HandshakeFlow(keyExchange: .ecdhe, requestsCertificate: true, hasClientCertificate: true),
            .ecdheRSAWithAES256GCMSHA384
        ),
        Recording(
            "RSA with an empty client's certificate",
            HandshakeFlow(keyExchange: .rsa, requestsCertificate: true),
            .rsaWithAES128GCMSHA256
        ),
        Recording("RSA with a ticket", HandshakeFlow(keyExchange: .rsa, sendsTicket: true), .rsaWithAES128GCMSHA256),
        Recording("a session by its id", .resumed, .ecdheRSAWithAES128GCMSHA256),
        Recording("a session by its ticket", .resumed, .rsaWithAES128GCMSHA256, ticket: true),
        Recording(
            "a session by an old ticket",
            HandshakeFlow(keyExchange: nil, sendsTicket: true),
            .rsaWithAES128GCMSHA256,
            ticket: true
        ),
    ]

    private init(_ name: String, _ flow: HandshakeFlow, _ suite: CipherSuite, ticket: Bool = false) {
        self.name = name
        self.flow = flow
        self.suite = suite
        usesTickets = ticket || flow.sendsTicket
    }

    /// Both sides, with a session before if the recording needs one.
    func peers() throws -> (client: TLSClient<NullBackend>, server: TLSServer<NullBackend>) {
        var client = NullPeers.client(suites: [suite])
        var server = NullPeers.server(suites: [suite])
        if flow.requestsCertificate {
            server.clientAuthentication = ClientAuthentication(
                verifier: NullPeers.Verifier(),
                isRequired: flow.hasClientCertificate,
                authorities: [[0x30, 0]]
            )
            if flow.hasClientCertificate { client.identity = server.identity }
        }
        guard usesTickets || flow.keyExchange == nil else { return (TLSClient(client), TLSServer(server)) }
        let clock = TestClock()
        client.sessions = ClientSessionCache { 0 }
        if usesTickets {
            server.ticketKeys = try TicketKeys(lifetime: 100, clock: clock.now)
        } else {
            server.sessions = SessionCache(clock: clock.now)
        }
        if flow.keyExchange == nil {
            clock.set(90)
            try InMemoryPair(client: client, server: server).handshake()
            // The key seals no longer, and what it has sealed is good for some time yet.
            if flow.sendsTicket { clock.set(150) }
        }
        return (TLSClient(client), TLSServer(server))
    }

    static func cut(_ octets: [UInt8]) -> [[UInt8]] {
        var (records, rest): ([[UInt8]], ArraySlice<UInt8>) = ([], octets[...])
        while rest.count >= 5 {
            let length = 5 + Int(rest[rest.startIndex + 3]) << 8 + Int(rest[rest.startIndex + 4])
            records.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return records
    }
}

/// The legal order of messages (RFC 5246 §7.3, figures 1 and 2; RFC 5077 §3.1), for what two peers have agreed on.
struct HandshakeFlow: Hashable, Sendable {
    /// How the premaster secret comes about; nil in a session that is resumed.
    let keyExchange: KeyExchangeAlgorithm?
    /// Whether the server asks for the client's certificate.
    let requestsCertificate: Bool
    /// Whether the client has one to show.
    let hasClientCertificate: Bool
    /// Whether the server sends a ticket.
    let sendsTicket: Bool

    /// Any combination; a session that is resumed has no certificates.
    init(
        keyExchange: KeyExchangeAlgorithm?,
        requestsCertificate: Bool = false,
        hasClientCertificate: Bool = false,
        sendsTicket: Bool = false
    ) {
        self.keyExchange = keyExchange
        self.requestsCertificate = requestsCertificate
        self.hasClientCertificate = hasClientCertificate
        self.sendsTicket = sendsTicket
    }

    /// The textbook's: RSA, and nothing that is optional.
    static let rsa = HandshakeFlow(keyExchange: .rsa)
    /// With a ServerKeyExchange.
    static let ephemeral = HandshakeFlow(keyExchange: .ecdhe)
    /// The abbreviated handshake.
    static let resumed = HandshakeFlow(keyExchange: nil)

    /// All steps that somebody sends, in order.
    var steps: [HandshakeStep] {
        let ticket: [HandshakeStep] = sendsTicket ? [.newSessionTicket] : []
        guard let keyExchange else {
            return [.clientHello, .serverHello] + ticket
                + [.serverChangeCipherSpec, .serverFinished, .clientChangeCipherSpec, .clientFinished]
        }
        var steps: [HandshakeStep] = [.clientHello, .serverHello, .certificate]
        if keyExchange != .rsa { steps.append(.serverKeyExchange) }
        if requestsCertificate { steps.append(.certificateRequest) }
        steps.append(.serverHelloDone)
        if requestsCertificate { steps.append(.clientCertificate) }
        steps.append(.clientKeyExchange)
        if requestsCertificate && hasClientCertificate { steps.append(.certificateVerify) }
        return steps + [.clientChangeCipherSpec, .clientFinished] + ticket
            + [.serverChangeCipherSpec, .serverFinished]
    }
}
