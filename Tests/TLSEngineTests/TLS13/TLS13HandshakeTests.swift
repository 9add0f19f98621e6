import CryptoBackend
import NullBackend
import Synchronization
import TLSWire
import Testing

@testable import TLSEngine

@Suite struct `A handshake of TLS 1.3` {
    @Test(arguments: [CipherSuite.aes128GCMSHA256, .aes256GCMSHA384], [KeyExchangeGroup.x25519, .secp256r1])
    func `ends with both sides established and of one mind`(suite: CipherSuite, group: KeyExchangeGroup) throws {
        var client = TLS13Peers.client(groups: [group])
        client.tls13CipherSuites = [suite]
        let pair = TLS13Peers.pair(client: client)
        try pair.handshake()
        for negotiated in [pair.client.negotiated, pair.server.negotiated] {
            let agreed = try #require(negotiated)
            #expect(agreed.version == .tls13)
            #expect(agreed.cipherSuite == suite)
            #expect(agreed.group == group)
            #expect(agreed.serverName == "localhost")
            #expect(agreed.resumption == .none)
            #expect(agreed.signatureScheme == .rsaPSSSHA256)
        }
        #expect(pair.client.negotiated?.peerCertificates == NullPeers.chain)
        #expect(pair.client.phase == .established && pair.server.phase == .established)
    }

    @Test(arguments: [1, 2, 3, 5, 7, 100])
    func `does not care how the transport cuts its octets`(step: Int) throws {
        let pair = TLS13Peers.pair()
        try pair.client.start()
        while pair.client.hasOutgoing || pair.server.hasOutgoing {
            try feed(pair.client.takeOutgoing(), to: pair.server, step)
            try feed(pair.server.takeOutgoing(), to: pair.client, step)
        }
        #expect(pair.client.phase == .established && pair.server.phase == .established)
    }

    @Test func `carries application data both ways, in as many records as it takes, and closes`() throws {
        let pair = TLS13Peers.pair()
        try pair.handshake()
        let octets = (0..<100_003).map { UInt8(truncatingIfNeeded: $0) }
        try pair.client.send(octets.span)
        try pair.server.send(octets.span)
        try pair.deliver()
        #expect(pair.server.takeReceived() == octets)
        #expect(pair.client.takeReceived() == octets)
        pair.client.close()
        try pair.deliver()
        #expect(pair.client.phase == .closed && pair.server.phase == .closed)
    }

    @Test func `is preferred by who has both versions, and TLS 1.2 is spoken with who has that alone`() throws {
        let both: [ProtocolVersion] = [.tls12, .tls13]
        for (ofClient, ofServer, expected) in [
            (both, both, ProtocolVersion.tls13), (both, [.tls13], .tls13), ([.tls13], both, .tls13),
            (both, [.tls12], .tls12), ([.tls12], both, .tls12),
        ] {
            let pair = TLS13Peers.pair(
                client: TLS13Peers.client(versions: ofClient),
                server: TLS13Peers.server(versions: ofServer)
            )
            try pair.handshake()
            #expect(pair.client.negotiated?.version == expected)
            #expect(pair.server.negotiated?.version == expected)
        }
    }

    @Test func `is not offered without a group, nor without a suite, and TLS 1.2 is spoken`() throws {
        var withoutSuite = TLS13Peers.client(versions: [.tls12, .tls13])
        withoutSuite.tls13CipherSuites = []
        for client in [TLS13Peers.client(groups: [], versions: [.tls12, .tls13]), withoutSuite] {
            let pair = TLS13Peers.pair(client: client, server: TLS13Peers.server(versions: [.tls12, .tls13]))
            try pair.handshake()
            #expect(pair.client.negotiated?.version == .tls12)
        }
        let alone = TLSClient(TLS13Peers.client(groups: []))
        #expect(throws: HandshakeError.incompatible(.noCommonCipherSuite)) { try alone.start() }
    }

    @Test func `is not agreed on without a common version`() throws {
        for (ofClient, ofServer) in [([ProtocolVersion.tls13], [ProtocolVersion.tls12]), ([.tls12], [.tls13])] {
            let pair = TLS13Peers.pair(
                client: TLS13Peers.client(versions: ofClient),
                server: TLS13Peers.server(versions: ofServer)
            )
            let error = #expect(throws: HandshakeError.self) { try pair.handshake() }
            #expect(error?.alert == .protocolVersion)
        }
    }

    @Test func `asks for another share where the client has guessed wrongly, and goes on`() throws {
        let pair = TLS13Peers.pair(server: TLS13Peers.server(groups: [.secp256r1]))
        try pair.client.start()
        let first = pair.client.takeOutgoing()
        try pair.server.receive(first.span)
        let retry = pair.server.takeOutgoing()
        let hello = try ServerHello(decoding: Array(retry[9..<(5 + Int(retry[3]) << 8 + Int(retry[4]))]))
        #expect(hello.isRetryRequest && hello.extensions.retryGroup == 0x0017)
        try pair.client.receive(retry.span)
        try pair.deliver()
        #expect(pair.client.negotiated?.group == .secp256r1)
        #expect(pair.server.negotiated?.group == .secp256r1)
    }

    @Test func `writes five secrets into the key log, on both sides the same`() throws {
        let lines = Mutex<[String]>([])
        var client = TLS13Peers.client()
        client.keyLog = { line in lines.withLock { $0.append(line) } }
        var server = TLS13Peers.server()
        server.keyLog = client.keyLog
        try TLS13Peers.pair(client: client, server: server).handshake()
        let found = lines.withLock { $0 }
        #expect(found.count == 10 && Set(found).count == 5)
        #expect(
            Set(found.map { String($0.prefix { $0 != " " }) }) == [
                "CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0",
                "SERVER_TRAFFIC_SECRET_0", "EXPORTER_SECRET",
            ]
        )
    }

    @Test func `changes keys before too much is sealed under one`() throws {
        var client = TLS13Peers.client()
        client.recordsPerKey = 3
        let pair = TLS13Peers.pair(client: client)
        try pair.handshake()
        for number in 0..<10 {
            let octets = [UInt8](repeating: UInt8(number), count: 10)
            try pair.client.send(octets.span)
            try pair.deliver()
            #expect(pair.server.takeReceived() == octets)
        }
        let answer: [UInt8] = [1, 2, 3]
        try pair.server.send(answer.span)
        try pair.deliver()
        #expect(pair.client.takeReceived() == answer)
    }

    @Test(arguments: [true, false])
    func `takes a client's certificate where the server wants one`(isRequired: Bool) throws {
        var server = TLS13Peers.server()
        server.clientAuthentication = ClientAuthentication(
            verifier: NullPeers.Verifier(),
            isRequired: isRequired,
            authorities: [[0x30, 0]]
        )
        var client = TLS13Peers.client()
        client.identity = NullPeers.server().identity
        let pair = TLS13Peers.pair(client: client, server: server)
        try pair.handshake()
        #expect(pair.server.negotiated?.peerCertificates == NullPeers.chain)

        let without = TLS13Peers.pair(server: server)
        if isRequired {
            let error = #expect(throws: HandshakeError.self) { try without.handshake() }
            #expect(error == .incompatible(.certificateRequired) && error?.alert == .certificateRequired)
        } else {
            try without.handshake()
            #expect(without.server.negotiated?.peerCertificates == [])
        }
    }

    @Test func `agrees on a protocol, and keeps to record size limits of both sides`() throws {
        var client = TLS13Peers.client()
        client.applicationProtocols = ["h2", "http/1.1"]
        client.recordSizeLimit = 100
        var server = TLS13Peers.server()
        server.applicationProtocols = ["http/1.1"]
        server.recordSizeLimit = 200
        let pair = TLS13Peers.pair(client: client, server: server)
        try pair.handshake()
        #expect(pair.client.negotiated?.applicationProtocol == "http/1.1")
        let octets = [UInt8](repeating: 7, count: 1000)
        try pair.server.send(octets.span)
        let records = pair.server.takeOutgoing()
        // The limit holds for plaintext and type (RFC 8449 §4): 99 octets, 1 and the tag.
        #expect(records[3] == 0 && records[4] == 116)
        try pair.client.receive(records.span)
        #expect(pair.client.takeReceived() == octets)
        try pair.client.send(octets.span)
        let back = pair.client.takeOutgoing()
        #expect(back[3] == 0 && back[4] == 216)
    }

    private func feed(_ octets: [UInt8], to connection: some TLSConnection, _ step: Int) throws {
        for start in stride(from: 0, to: octets.count, by: step) {
            let piece = Array(octets[start..<min(start + step, octets.count)])
            try connection.receive(piece.span)
        }
    }
}
