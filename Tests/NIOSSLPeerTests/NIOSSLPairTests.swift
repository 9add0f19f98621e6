#if NIOSSL
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
            #expect(outcome.hasTicket && !outcome.isResumed)
        }
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
