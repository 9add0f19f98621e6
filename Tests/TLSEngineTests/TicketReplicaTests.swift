import CryptoBackend
import OpenSSLBackend
import SwiftCore
import TLSEngine
import TLSTrust
import TLSWire
import Testing

@Suite(.serialized) struct `A replica of ticket keys` {
    private let pki: TestPKI
    private let clock = TestClock()

    init() throws { pki = try #require(MatrixTests.pki) }

    private func server(_ keys: TicketKeys<SwiftBackend>) throws -> ServerConfiguration<SwiftBackend> {
        var server = ServerConfiguration<SwiftBackend>(identity: try Identity(pki.credentials))
        server.ticketKeys = keys
        return server
    }

    private func isResumed(
        _ client: ClientConfiguration<OpenSSLBackend>,
        by keys: TicketKeys<SwiftBackend>
    ) throws -> Bool {
        let pair = InMemoryPair(client: client, server: try server(keys))
        try pair.handshake()
        return pair.client.negotiated?.resumption != NegotiatedParameters.Resumption.none
    }

    private func client() -> ClientConfiguration<OpenSSLBackend> {
        var client = ClientConfiguration<OpenSSLBackend>(verifier: pki.trustStore, serverName: .localhost)
        client.sessions = ClientSessionCache(clock: clock.now)
        return client
    }

    @Test func `opens what the origin seals, and the other way round`() throws {
        let origin = try TicketKeys<SwiftBackend>(lifetime: 100, clock: clock.now)
        let replica = origin.replica()
        for (first, second) in [(origin, replica), (replica, origin), (replica, origin.replica())] {
            let client = client()
            #expect(try !isResumed(client, by: first))
            #expect(try isResumed(client, by: second))
        }
        #expect(try !isResumed(client(), by: TicketKeys<SwiftBackend>(lifetime: 100, clock: clock.now).replica()))
    }

    @Test(arguments: [true, false]) func `has the origin's next key too`(replicaIsFirst: Bool) throws {
        let origin = try TicketKeys<SwiftBackend>(lifetime: 100, clock: clock.now)
        let replicas = [origin.replica(), origin.replica()]
        let old = client()
        clock.set(50)
        #expect(try !isResumed(old, by: origin))
        clock.set(110)
        let new = client()
        #expect(try !isResumed(new, by: replicaIsFirst ? replicas[0] : origin))
        for keys in [replicas[1], origin, replicas[0]] { #expect(try isResumed(new, by: keys)) }
        // Of the key before, which still opens.
        #expect(try isResumed(old, by: replicas[1]))
    }
}
