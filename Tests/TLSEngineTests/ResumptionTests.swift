import CryptoBackend
import OpenSSLBackend
import SwiftCore
import TLSEngine
import TLSTrust
import TLSWire
import Testing

@Suite(.serialized) struct `A session` {
    typealias Server = ServerConfiguration<SwiftBackend>
    typealias Client = ClientConfiguration<OpenSSLBackend>

    enum Kind: CaseIterable { case id, ticket }

    private let pki: TestPKI
    private let clock = TestClock()

    init() throws { pki = try #require(MatrixTests.pki) }

    private func server(_ kind: Kind, suites: [CipherSuite] = CipherSuite.supported, capacity: Int = 8) throws -> Server
    {
        var server = Server(
            identity: try Identity(pki.credentials),
            cipherSuites: suites
        )
        switch kind {
        case .id: server.sessions = SessionCache(capacity: capacity, lifetime: 100, clock: clock.now)
        case .ticket: server.ticketKeys = try TicketKeys(lifetime: 100, clock: clock.now)
        }
        return server
    }

    private func client(suites: [CipherSuite] = CipherSuite.supported) -> Client {
        var client = Client(verifier: pki.trustStore, serverName: .localhost, cipherSuites: suites)
        client.sessions = ClientSessionCache(clock: clock.now)
        return client
    }

    /// What became of one handshake, and data both ways under its keys.
    private func resumption(_ client: Client, _ server: Server) throws -> NegotiatedParameters.Resumption? {
        let pair = InMemoryPair(client: client, server: server)
        try pair.handshake()
        let octets = [UInt8](repeating: 9, count: 3_000)
        try pair.client.send(octets.span)
        try pair.server.send(octets.span)
        try pair.deliver()
        #expect(pair.server.takeReceived() == octets && pair.client.takeReceived() == octets)
        #expect(pair.client.negotiated?.resumption == pair.server.negotiated?.resumption)
        #expect(pair.client.negotiated?.peerCertificates == pki.credentials.certificateChain)
        return pair.server.negotiated?.resumption
    }

    @Test(arguments: Kind.allCases, CipherSuite.supported.filter { $0.keyKind == .rsa })
    func `is resumed again and again`(kind: Kind, suite: CipherSuite) throws {
        let (client, server) = (client(suites: [suite]), try server(kind))
        #expect(try resumption(client, server) == NegotiatedParameters.Resumption.none)
        for _ in 0..<3 { #expect(try resumption(client, server) == (kind == .id ? .sessionID : .ticket)) }
    }

    @Test(arguments: Kind.allCases) func `is not resumed when its time is over`(kind: Kind) throws {
        let (client, server) = (client(), try server(kind))
        _ = try resumption(client, server)
        clock.set(99)
        #expect(try resumption(client, server) != NegotiatedParameters.Resumption.none)
        clock.set(100)
        #expect(try resumption(client, server) == NegotiatedParameters.Resumption.none)
    }

    @Test(arguments: Kind.allCases)
    func `is a full handshake where the server knows nothing of it, or not its suite`(kind: Kind) throws {
        let client = client()
        _ = try resumption(client, server(kind))
        #expect(try resumption(client, server(kind)) == NegotiatedParameters.Resumption.none)
        let known = try server(kind)
        let narrow = self.client(suites: [.rsaWithAES128GCMSHA256, .ecdheRSAWithAES256GCMSHA384])
        _ = try resumption(narrow, known)
        var other = try server(kind, suites: [.ecdheRSAWithAES256GCMSHA384])
        other.sessions = known.sessions
        other.ticketKeys = known.ticketKeys
        #expect(try resumption(narrow, other) == NegotiatedParameters.Resumption.none)
    }

    @Test func `makes room for newer ones`() throws {
        let server = try server(.id, capacity: 3)
        let clients = (0..<4).map { _ in client() }
        for client in clients { _ = try resumption(client, server) }
        #expect(server.sessions?.count == 3)
        #expect(try resumption(clients[0], server) == NegotiatedParameters.Resumption.none)
        #expect(try resumption(clients[3], server) == .sessionID)
    }

    @Test func `gets a new ticket when the key is an old one, and none when it is too old`() throws {
        let (client, server) = (client(), try server(.ticket))
        clock.set(60)
        _ = try resumption(client, server)
        clock.set(110)
        #expect(try resumption(client, server) == .ticket)
        // A new ticket does not make the session younger, and says so.
        #expect(client.sessions?.session(for: .localhost)?.session.expiry == 160)
        #expect(try resumption(client, server) == .ticket)
        clock.set(400)
        #expect(try resumption(client, server) == NegotiatedParameters.Resumption.none)
    }

    @Test func `of an altered ticket is a full handshake`() throws {
        let server = try server(.ticket)
        let first = client()
        _ = try resumption(first, server)
        let ticket = try #require(first.sessions?.session(for: .localhost)?.ticket)
        for place in stride(from: 0, to: ticket.count, by: 7) {
            var altered = ticket
            altered[place] ^= 1
            let hello = hello(sessionTicket: altered)
            let flight = try answer(hello, server)
            #expect(flight.count > 2, "octet \(place)")
        }
        for short in [0, 1, 15, 16, 28, 43, 44] {
            #expect(try answer(hello(sessionTicket: Array(ticket.prefix(short))), server).count > 2)
        }
    }

    @Test(arguments: Kind.allCases) func `does not go on under another name`(kind: Kind) throws {
        let server = try server(kind)
        let first = client()
        _ = try resumption(first, server)
        let kept = try #require(first.sessions?.session(for: .localhost))
        let other = hello(sessionID: kept.sessionID, sessionTicket: kept.ticket, name: "other")
        #expect(try answer(other, server).count > 2)
    }

    @Test(arguments: Kind.allCases)
    func `does not go on without the extended master secret`(kind: Kind) throws {
        let server = try server(kind)
        let first = client()
        _ = try resumption(first, server)
        let kept = try #require(first.sessions?.session(for: .localhost))
        let hello = hello(sessionID: kept.sessionID, sessionTicket: kept.ticket, bindsHandshake: false)
        let reaction = Reaction(of: TLSServer(server), to: hello)
        #expect(reaction.error == .peerMisbehaved(.sessionWithoutExtendedMasterSecret))
        #expect(reaction.alert == .handshakeFailure)
    }

    @Test(arguments: Kind.allCases)
    func `without its suite in the offer is refused by id, and a full handshake by ticket`(kind: Kind) throws {
        let server = try server(kind)
        let first = client()
        _ = try resumption(first, server)
        let kept = try #require(first.sessions?.session(for: .localhost))
        #expect(kept.session.cipherSuite == .rsaWithAES128GCMSHA256)
        let hello = hello(
            sessionID: kept.sessionID,
            sessionTicket: kept.ticket,
            suites: [.rsaWithAES256GCMSHA384]
        )
        switch kind {
        case .id:
            let reaction = Reaction(of: TLSServer(server), to: hello)
            #expect(reaction.error == .peerMisbehaved(.unofferedCipherSuiteOfSession(0x009C)))
            #expect(reaction.alert == .illegalParameter)
            // The session is its client's still, who has proved nothing here.
            #expect(try resumption(first, server) == .sessionID)
        case .ticket: #expect(try answer(hello, server).count > 2)
        }
    }

    @Test(arguments: [(32_768, true), (32_769, false), (65_530, false)])
    func `is kept if a ClientHello can hold its ticket`(length: Int, isKept: Bool) throws {
        var configuration = NullPeers.client(suites: [.rsaWithAES128GCMSHA256])
        configuration.sessions = ClientSessionCache(clock: clock.now)
        let connection = TLSClient(configuration)
        try connection.start()
        let hello = Script.serverHello {
            $0.extensions.extendedMasterSecret = true
            $0.extensions.sessionTicket = []
        }
        let ticket = NewSessionTicket(lifetimeHint: 0, ticket: [UInt8](repeating: 1, count: length)).encoded
        let parts = stride(from: 0, to: ticket.count, by: 1 << 14).map {
            Script.handshake(Array(ticket[$0...].prefix(1 << 14)))
        }
        let before = [hello, Script.certificate, Script.serverHelloDone]
        let flight = (before + parts + [Script.changeCipherSpec, Script.finished]).flatMap { $0 }
        try connection.receive(flight.span)
        #expect(connection.phase == .established)
        #expect((configuration.sessions?.session(for: .localhost) != nil) == isKept)
        try TLSClient(configuration).start()
    }

    @Test func `of a client with an endless name does not begin`() throws {
        let hello = hello(sessionTicket: [], name: String(repeating: "a", count: 65_300))
        let records = stride(from: 5, to: hello.count, by: 1 << 14).map {
            Script.handshake(Array(hello[$0...].prefix(1 << 14)))
        }
        let reaction = Reaction(of: TLSServer(try server(.ticket)), to: records.flatMap { $0 })
        #expect(reaction.error == .invalidMessage(.badLength(65_300, of: .serverNameList)))
    }

    @Test func `is forgotten after a fatal alert, on both sides`() throws {
        let (client, server) = (client(), try server(.id))
        _ = try resumption(client, server)
        let pair = InMemoryPair(client: client, server: server)
        try pair.handshake()
        #expect(pair.server.negotiated?.resumption == .sessionID)
        let garbage: [UInt8] = [23, 3, 3, 0, 40] + [UInt8](repeating: 1, count: 40)
        #expect(throws: HandshakeError.self) { try pair.server.receive(garbage.span) }
        #expect(server.sessions?.count == 0)
        #expect(throws: HandshakeError.self) { try pair.client.receive(garbage.span) }
        #expect(client.sessions?.session(for: .localhost) == nil)
        // A transport that merely ends has done no harm (RFC 5246 §7.2.1).
        _ = try resumption(client, server)
        let cut = InMemoryPair(client: client, server: server)
        try cut.handshake()
        #expect(throws: HandshakeError.truncated) { try cut.server.transportDidClose() }
        #expect(server.sessions?.count == 1)
    }

    @Test(arguments: Kind.allCases) func `remembers who the client was`(kind: Kind) throws {
        let clientPKI = try TestPKI.mint(serverNames: ["a client"], keyBits: 2048, purpose: .client)
        var server = try server(kind)
        server.clientAuthentication = ClientAuthentication(
            verifier: clientPKI.trustStore,
            isRequired: true,
            authorities: clientPKI.trustStore.authorityNames
        )
        var client = client()
        client.identity = try Identity(clientPKI.credentials)
        for _ in 0..<2 {
            let pair = InMemoryPair(client: client, server: server)
            try pair.handshake()
            #expect(pair.server.negotiated?.peerCertificates == clientPKI.credentials.certificateChain)
        }
    }

    @Test func `of a client that showed nothing does not get past a server that wants a certificate`() throws {
        var server = try server(.id)
        let client = client()
        _ = try resumption(client, server)
        server.clientAuthentication = ClientAuthentication(verifier: pki.trustStore, isRequired: true, authorities: [])
        #expect(throws: HandshakeError.incompatible(.noClientCertificate)) {
            try InMemoryPair(client: client, server: server).handshake()
        }
    }

    private func hello(
        sessionID: [UInt8] = [],
        sessionTicket: [UInt8]? = nil,
        name: String? = "localhost",
        suites: [CipherSuite] = [.rsaWithAES128GCMSHA256],
        bindsHandshake: Bool = true
    ) -> [UInt8] {
        var extensions = HelloExtensions()
        extensions.serverName = name
        extensions.extendedMasterSecret = bindsHandshake
        extensions.sessionTicket = sessionTicket
        var hello = ClientHello(
            random: [UInt8](repeating: 7, count: 32),
            cipherSuites: suites,
            extensions: extensions
        )
        hello.sessionID = sessionID.isEmpty ? [UInt8](repeating: 3, count: 32) : sessionID
        return Script.handshake(hello.encoded)
    }

    /// The types of the handshake messages of a server's first flight: a session that goes on has one alone.
    private func answer(_ hello: [UInt8], _ server: Server) throws -> [UInt8] {
        let connection = TLSServer(server)
        try connection.receive(hello.span)
        return Recording.cut(connection.takeOutgoing()).filter { $0[0] == 22 }.map { $0[5] }
    }
}
