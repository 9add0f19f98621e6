import CryptoBackend
import NullBackend
import TLSWire
import Testing

@testable import TLSEngine

@Suite struct `A session of TLS 1.3` {
    private let clock = TestClock()

    private func client() -> ClientConfiguration<NullBackend> {
        var client = TLS13Peers.client()
        client.sessions = ClientSessionCache(clock: clock.now)
        return client
    }

    private func server(sealing: Bool) throws -> ServerConfiguration<NullBackend> {
        var server = TLS13Peers.server()
        if sealing {
            server.ticketKeys = try TicketKeys(clock: clock.now)
        } else {
            server.sessions = SessionCache(clock: clock.now)
        }
        return server
    }

    @Test(arguments: [true, false])
    func `goes on with a new key exchange, whether its ticket is sealed or kept`(sealing: Bool) throws {
        let (client, server) = (client(), try server(sealing: sealing))
        for round in 0..<4 {
            let pair = TLS13Peers.pair(client: client, server: server)
            try pair.handshake()
            let expected: NegotiatedParameters.Resumption = round == 0 ? .none : .preSharedKey
            #expect(pair.client.negotiated?.resumption == expected)
            #expect(pair.server.negotiated?.resumption == expected)
            #expect(pair.client.negotiated?.peerCertificates == NullPeers.chain)
            #expect(pair.client.negotiated?.group == .x25519)
        }
    }

    @Test func `goes on after a retry too`() throws {
        let client = client()
        var server = try server(sealing: true)
        try TLS13Peers.pair(client: client, server: server).handshake()
        let keys = server.ticketKeys
        server = TLS13Peers.server(groups: [.secp256r1])
        server.ticketKeys = keys
        let pair = TLS13Peers.pair(client: client, server: server)
        try pair.handshake()
        #expect(pair.server.negotiated?.resumption == .preSharedKey)
        #expect(pair.server.negotiated?.group == .secp256r1)
    }

    @Test func `goes on under another suite of its hash, and not under one of another`() throws {
        var client = client()
        let server = try server(sealing: true)
        try TLS13Peers.pair(client: client, server: server).handshake()
        client.tls13CipherSuites = [.aes256GCMSHA384]
        let pair = TLS13Peers.pair(client: client, server: server)
        try pair.handshake()
        #expect(pair.client.negotiated?.resumption == NegotiatedParameters.Resumption.none)
    }

    @Test func `is a full handshake once it has expired, and for a ticket of another server`() throws {
        let client = client()
        let server = try server(sealing: true)
        try TLS13Peers.pair(client: client, server: server).handshake()
        let foreign = TLS13Peers.pair(client: client, server: try self.server(sealing: false))
        try foreign.handshake()
        #expect(foreign.client.negotiated?.resumption == NegotiatedParameters.Resumption.none)
        try TLS13Peers.pair(client: client, server: server).handshake()
        clock.set(7_201)
        let late = TLS13Peers.pair(client: client, server: server)
        try late.handshake()
        #expect(late.client.negotiated?.resumption == NegotiatedParameters.Resumption.none)
    }

    @Test func `of TLS 1.2 and one of TLS 1.3 do not get into each other's way`() throws {
        var client = client()
        client.versions = [.tls12, .tls13]
        var server = try server(sealing: true)
        for (versions, expected) in [
            ([ProtocolVersion.tls12], NegotiatedParameters.Resumption.none), ([.tls12], .ticket),
            ([.tls12, .tls13], .none), ([.tls12, .tls13], .preSharedKey), ([.tls12], .none), ([.tls12], .ticket),
        ] {
            server.versions = versions
            let pair = TLS13Peers.pair(client: client, server: server)
            try pair.handshake()
            #expect(pair.client.negotiated?.resumption == expected)
            #expect(pair.server.negotiated?.resumption == expected)
        }
    }

    @Test func `is not given to a client that could not resume it`() throws {
        let pair = TLS13Peers.pair(server: try server(sealing: true))
        try pair.handshake()
        // Without a cache the ticket is passed over.
        #expect(pair.client.phase == .established)
    }

    @Test func `is refused with decrypt_error where the client has not its key`() throws {
        let client = client()
        let server = try server(sealing: true)
        try TLS13Peers.pair(client: client, server: server).handshake()
        let end = TLSClient(client)
        try end.start()
        var hello = end.takeOutgoing()
        hello[hello.count - 1] ^= 1
        let reaction = Reaction(of: TLSServer(server), to: hello)
        #expect(reaction.error == .peerMisbehaved(.badBinder) && reaction.error?.alert == .decryptError)
    }
}
