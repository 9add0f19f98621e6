import CryptoBackend
import NullBackend
import TLSEngine
import TLSWire
import Testing

@Suite struct `A handshake` {
    @Test(arguments: CipherSuite.supported.filter { $0.keyKind == .rsa })
    func `ends with both sides established and of one mind`(suite: CipherSuite) throws {
        let pair = try NullPeers.pair(suites: [suite])
        try pair.handshake()
        #expect(pair.client.phase == .established)
        #expect(pair.server.phase == .established)
        let agreed = try #require(pair.client.negotiated)
        #expect(agreed.cipherSuite == suite)
        #expect(agreed.usesExtendedMasterSecret)
        #expect(agreed.hasSecureRenegotiation)
        #expect(agreed.serverName == "localhost")
        #expect(agreed.peerCertificates == NullPeers.chain)
        #expect(pair.server.negotiated?.cipherSuite == suite)
        #expect(pair.server.negotiated?.serverName == "localhost")
    }

    @Test(arguments: [1, 2, 3, 5, 7, 100])
    func `does not care how the transport cuts its octets`(step: Int) throws {
        let pair = try NullPeers.pair()
        try pair.client.start()
        while pair.client.hasOutgoing || pair.server.hasOutgoing {
            try feed(pair.client.takeOutgoing(), to: pair.server, step)
            try feed(pair.server.takeOutgoing(), to: pair.client, step)
        }
        #expect(pair.client.phase == .established)
        #expect(pair.server.phase == .established)
    }

    @Test func `carries application data both ways, in as many records as it takes`() throws {
        let pair = try NullPeers.pair()
        try pair.handshake()
        let octets = (0..<100_003).map { UInt8(truncatingIfNeeded: $0) }
        try pair.client.send(octets.span)
        try pair.server.send(octets.span)
        try pair.deliver()
        #expect(pair.server.takeReceived() == octets)
        #expect(pair.client.takeReceived() == octets)
    }

    @Test(arguments: CipherSuite.supported.filter { $0.keyKind == .rsa })
    func `keeps to record size limits of both sides, before there are keys too`(suite: CipherSuite) throws {
        var (client, server) = (NullPeers.client(suites: [suite]), NullPeers.server(suites: [suite]))
        (client.recordSizeLimit, server.recordSizeLimit) = (100, 200)
        let pair = InMemoryPair(client: client, server: server)
        try pair.client.start()
        let hello = pair.client.takeOutgoing()
        try pair.server.receive(hello.span)
        let flight = pair.server.takeOutgoing()
        #expect(lengths(flight).allSatisfy { $0 <= 100 } && flight.count > 1_500)
        try pair.client.receive(flight.span)
        let answer = pair.client.takeOutgoing()
        // Finished is protected, which adds an explicit nonce for AES-GCM, and a tag.
        #expect(lengths(answer).allSatisfy { $0 <= 200 })
        try pair.server.receive(answer.span)
        try pair.deliver()
        #expect(pair.client.phase == .established && pair.server.phase == .established)
        let octets = [UInt8](repeating: 7, count: 1_000)
        try pair.server.send(octets.span)
        let explicitNonce = suite.aead == .chacha20Poly1305 ? 0 : 8
        #expect(lengths(pair.server.takeOutgoing()).max() == 100 + explicitNonce + 16)
    }

    /// What the headers of records say.
    private func lengths(_ records: [UInt8]) -> [Int] {
        var (place, lengths) = (0, [Int]())
        while place + 5 <= records.count {
            lengths.append(Int(records[place + 3]) << 8 | Int(records[place + 4]))
            place += 5 + (lengths.last ?? 0)
        }
        return lengths
    }

    @Test func `closes with close_notify both ways, and knows a transport that is cut`() throws {
        let pair = try NullPeers.pair()
        try pair.handshake()
        #expect(throws: HandshakeError.truncated) { try pair.server.transportDidClose() }
        let other = try NullPeers.pair()
        try other.handshake()
        other.client.close()
        try other.deliver()
        #expect(other.client.phase == .closed)
        #expect(other.server.phase == .closed)
        try other.server.transportDidClose()
    }

    private func feed(_ octets: [UInt8], to connection: some TLSConnection, _ step: Int) throws {
        for start in stride(from: 0, to: octets.count, by: step) {
            let piece = Array(octets[start..<min(start + step, octets.count)])
            try connection.receive(piece.span)
        }
    }
}
