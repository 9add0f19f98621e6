#if NIOSSL
import CryptoBackend
import NIOSSLPeer
import StackSeam
import TLSWire
import Testing

@Suite struct `NIOSSL's own pair` {
    @Test(arguments: Fixture.negotiations)
    func `does the handshakes that were asked for, again and again`(negotiation: NIOSSLNegotiation) throws {
        let pair = try Fixture.pair(negotiation)
        for _ in 0..<3 {
            try pair.handshake()
            for end in PairEnd.allCases { try pair.carry(from: end) }
        }
        #expect(try pair.observedHandshake().isFull(negotiation))
        // The ends that were observed are established too.
        for end in PairEnd.allCases { try pair.carry(from: end) }
    }

    @Test func `carries octets both ways, in more than one record`() throws {
        let octets = (0..<65_537).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let pair = try Fixture.pair(try Fixture.rsa(), chunk: octets)
        try pair.handshake()
        for end in [PairEnd.client, .server, .client] {
            try pair.carry(from: end)
            #expect(try pair.received(from: end) == octets)
        }
    }

    /// Its users cannot turn tickets off, nor use them.
    @Test func `gives each client a ticket, and goes on with none`() throws {
        let pair = try Fixture.pair(try Fixture.rsa())
        for _ in 0..<2 {
            let outcome = try pair.observedHandshake()
            #expect(outcome.hasTicket == true && !outcome.isResumed)
        }
    }

    /// The tickets themselves are encrypted, but they take room.
    @Test func `gives each client of TLS 1.3 tickets, before its first data and not earlier`() throws {
        let shape = HandshakeShape.full(NIOSSLNegotiation.tls13CipherSuite, .x25519)
        let stack = NIOSSLStack(try Fixture.credentials())
        let client = try stack.clientSide(shape).makeEnd()
        let server = try stack.serverSide(shape).makeEnd()
        while !server.isEstablished {
            let (ofServer, ofClient) = (try server.takeOutgoing(), try client.takeOutgoing())
            try client.receive(ofServer.span)
            try server.receive(ofClient.span)
        }
        #expect(client.isEstablished)
        #expect(try server.takeOutgoing().isEmpty)
        let lengths = try (0..<2).map { _ in
            try server.send([1])
            return try server.takeOutgoing().count
        }
        // A header, the octet, its type and a tag; the tickets hold the secret and a MAC, 32 octets each at least.
        #expect(lengths[1] == 5 + 1 + 1 + 16 && lengths[0] > lengths[1] + 2 * 64)
    }

    @Test func `refuses a server whose authority it does not trust`() throws {
        let pair = try Fixture.pair(try Fixture.rsa(), authorityPEM: try Fixture.strangerPEM())
        #expect(throws: NIOSSLPeerError.untrusted) { try pair.handshake() }
        // A pair that failed is as good as new.
        #expect(throws: NIOSSLPeerError.untrusted) { try pair.handshake() }
    }

    @Test func `refuses a certificate for another name`() throws {
        let pair = try Fixture.pair(try Fixture.rsa(), serverName: "example.org")
        #expect(throws: NIOSSLPeerError.wrongName) { try pair.handshake() }
    }

    @Test func `refuses names that are no host's before it asks for them`() throws {
        for name in ["", ".localhost", "*.example.test", "a b", "127.0.0.1", "bücher.example"] {
            #expect(throws: NIOSSLPeerError.notAHostName(name)) {
                try Fixture.pair(try Fixture.rsa(), serverName: name)
            }
            #expect(throws: NIOSSLPeerError.notAHostName(name)) {
                try Fixture.client(try Fixture.rsa(), serverName: name)
            }
        }
    }

    @Test func `refuses credentials that are none`() throws {
        #expect {
            _ = try Fixture.pair(try Fixture.rsa(), authorityPEM: "nothing")
        } throws: { error in
            if case NIOSSLPeerError.unreadableCredentials = error { true } else { false }
        }
    }
}
#endif
