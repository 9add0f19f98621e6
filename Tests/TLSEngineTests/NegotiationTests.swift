import CryptoBackend
import NullBackend
import TLSEngine
import TLSWire
import Testing

/// What a server makes of what a client offers, over the null backend.
@Suite struct `A server's choice` {
    private static let ephemeral: [CipherSuite] = [.ecdheRSAWithAES128GCMSHA256, .dheRSAWithAES128GCMSHA256]

    private func choice(
        _ suites: [UInt16],
        groups: [UInt16]? = nil,
        schemes: [UInt16]? = [0x0804, 0x0401],
        formats: [UInt8]? = nil,
        of server: ServerConfiguration<NullBackend> = NullPeers.server()
    ) -> (Reaction, ServerHello?, ServerKeyExchange?) {
        var extensions = HelloExtensions()
        extensions.supportedGroups = groups
        extensions.signatureAlgorithms = schemes
        extensions.pointFormats = formats
        let hello = Script.clientHello(suites: suites, extensions: extensions)
        let connection = TLSServer(server)
        do throws(HandshakeError) { try connection.receive(hello.span) } catch {
            return (Reaction(of: TLSServer(server), to: hello), nil, nil)
        }
        let records = Recording.cut(connection.takeOutgoing())
        let answer = records.first.flatMap { try? ServerHello(decoding: Array($0.dropFirst(9))) }
        let exchange = records.dropFirst(2).first.flatMap { record in
            let kind: ServerKeyExchange.Kind = answer?.cipherSuite.keyExchange == .ecdhe ? .curve : .field
            return try? ServerKeyExchange(decoding: Array(record.dropFirst(9)), kind)
        }
        return (Reaction(of: TLSServer(server), to: hello), answer, exchange)
    }

    @Test func `of a group is the first of its own that the client has`() {
        let curves: [([UInt16]?, UInt16)] = [
            ([0x0017, 0x001D], 0x001D), ([0x2A2A, 0x0017], 0x0017), (nil, 0x0017),
        ]
        for (groups, expected) in curves {
            guard case .curve(let group, _) = choice([0xC02F], groups: groups).2?.parameters else {
                Issue.record("no curve for \(groups ?? [])")
                continue
            }
            #expect(group == expected)
        }
        let fields: [([UInt16]?, NamedGroup)] = [
            ([0x0101], .ffdhe3072), ([0x001D], .ffdhe2048), (nil, .ffdhe2048), ([0x0104, 0x0101], .ffdhe3072),
        ]
        for (groups, expected) in fields {
            guard case .field(let prime, let generator, _) = choice([0x009E], groups: groups).2?.parameters else {
                Issue.record("no field for \(groups ?? [])")
                continue
            }
            #expect(prime == expected.prime && generator == [2])
        }
    }

    @Test func `of a signature is the first of its own that the client has, PSS before PKCS#1`() {
        #expect(choice([0xC02F]).2?.signatureScheme == 0x0804)
        #expect(choice([0xC02F], schemes: [0x0501, 0x0601]).2?.signatureScheme == 0x0501)
    }

    @Test func `is another suite where the first one has no group or scheme`() {
        #expect(choice([0xC02F, 0x009C], groups: [0x0018]).1?.cipherSuite == .rsaWithAES128GCMSHA256)
        #expect(choice([0xC02F, 0x009E], groups: [0x0018]).1?.cipherSuite == .dheRSAWithAES128GCMSHA256)
        #expect(choice([0xC02F, 0x009C], schemes: [0x0403]).1?.cipherSuite == .rsaWithAES128GCMSHA256)
        #expect(choice([0x009E, 0x009C], groups: [0x0104]).1?.cipherSuite == .rsaWithAES128GCMSHA256)
    }

    @Test func `is none where nothing is left`() {
        #expect(choice([0xC02F], groups: [0x0018]).0.error == .incompatible(.noCommonCipherSuite))
        #expect(choice([0xC02F], schemes: nil).0.error == .incompatible(.noCommonCipherSuite))
        #expect(choice([0x009E], groups: [0x0104]).0.alert == .insufficientSecurity)
        #expect(choice([0xC02F], groups: [0x001D], formats: [1, 2]).0.alert == .illegalParameter)
    }

    /// RFC 8422 §5.1.2: whatever else is chosen then.
    @Test func `is an alert for a client that has curves and no uncompressed points`() {
        for suite in [0x009C, 0x009E, 0xC02F] as [UInt16] {
            for curve in [0x0017, 0x0018, 0x0019, 0x001D, 0x001E] as [UInt16] {
                let refused = choice([suite], groups: [0x0100, curve], formats: [1, 2]).0
                #expect(refused.error == .peerMisbehaved(.noUncompressedPoints), "\(suite), \(curve)")
                #expect(refused.alert == .illegalParameter)
                #expect(choice([suite], groups: [0x0100, 0x0017, curve], formats: [1, 0]).0.error == nil)
            }
        }
        // Without curves the formats are of no use, and of no harm.
        #expect(choice([0x009C], groups: [0x0100], formats: [1]).0.error == nil)
        #expect(choice([0x009C], formats: [1]).0.error == nil)
        #expect(choice([0xC02F], formats: [1]).0.alert == .illegalParameter)
    }

    @Test func `of a protocol is the first of its own that the client has`() {
        var server = NullPeers.server()
        server.applicationProtocols = ["h2", "http/1.1"]
        for (offer, expected) in [(["http/1.1", "h2"], "h2"), (["x", "http/1.1"], "http/1.1")] {
            var client = NullPeers.client()
            client.applicationProtocols = offer
            let pair = InMemoryPair(client: client, server: server)
            do throws(HandshakeError) { try pair.handshake() } catch { Issue.record("\(error)") }
            #expect(pair.client.negotiated?.applicationProtocol == expected)
            #expect(pair.server.negotiated?.applicationProtocol == expected)
        }
        var stranger = NullPeers.client()
        stranger.applicationProtocols = ["spdy"]
        #expect(throws: HandshakeError.incompatible(.noCommonProtocol)) {
            try InMemoryPair(client: stranger, server: server).handshake()
        }
        // A server without any does not listen.
        let deaf = InMemoryPair(client: stranger, server: NullPeers.server())
        do throws(HandshakeError) { try deaf.handshake() } catch { Issue.record("\(error)") }
        #expect(deaf.client.negotiated != nil && deaf.client.negotiated?.applicationProtocol == nil)
    }

    @Test func `is an alert of its own for a client that fell back`() {
        let fallback = Script.clientHello(version: 0x0302, suites: [0x009C, 0x5600])
        #expect(Reaction(of: TLSServer(NullPeers.server()), to: fallback).alert == .inappropriateFallback)
        let current = Script.clientHello(suites: [0x009C, 0x5600])
        #expect(Reaction(of: TLSServer(NullPeers.server()), to: current).error == nil)
        // Of a server that has TLS 1.3 too, a client with TLS 1.2 has fallen back (RFC 7507 §3).
        var server = NullPeers.server()
        server.versions = [.tls12, .tls13]
        #expect(Reaction(of: TLSServer(server), to: current).alert == .inappropriateFallback)
        #expect(Reaction(of: TLSServer(server), to: Script.clientHello()).error == nil)
    }

    @Test func `is by the list of versions, where there is one`() {
        var extensions = HelloExtensions()
        extensions.supportedVersions = [.tls12]
        let old = Script.clientHello(version: 0x0301, extensions: extensions)
        #expect(Reaction(of: TLSServer(NullPeers.server()), to: old).error == nil)
        #expect(
            Reaction(of: TLSServer(NullPeers.server()), to: Script.clientHello(version: 0x0301)).alert
                == .protocolVersion
        )
    }
}

/// What a client makes of a server that chooses wrongly.
@Suite struct `A client refuses, with a ServerKeyExchange,` {
    private func reaction(
        _ suite: CipherSuite,
        _ exchange: ServerKeyExchange,
        groups: [KeyExchangeGroup] = [.x25519, .ffdhe2048]
    ) throws -> Reaction {
        let client = TLSClient(
            ClientConfiguration<NullBackend>(
                verifier: NullPeers.Verifier(),
                serverName: .localhost,
                cipherSuites: [suite],
                groups: groups
            )
        )
        try client.start()
        let hello = Script.serverHello { $0.cipherSuite = suite }
        try client.receive(hello.span)
        let certificate = Script.certificate
        try client.receive(certificate.span)
        return Reaction(of: client, to: Script.handshake(exchange.encoded))
    }

    private func curve(_ group: UInt16, scheme: UInt16 = 0x0804) -> ServerKeyExchange {
        ServerKeyExchange(parameters: .curve(group, point: [4]), signatureScheme: scheme, signature: [])
    }

    private func field(_ prime: [UInt8], _ generator: [UInt8] = [2]) -> ServerKeyExchange {
        ServerKeyExchange(
            parameters: .field(prime: prime, generator: generator, publicValue: [4]),
            signatureScheme: 0x0804,
            signature: []
        )
    }

    @Test func `a group that it has not offered`() throws {
        #expect(try reaction(.ecdheRSAWithAES128GCMSHA256, curve(0x001D)).error == nil)
        let refused = try reaction(.ecdheRSAWithAES128GCMSHA256, curve(0x0017))
        #expect(refused.error == .peerMisbehaved(.unofferedGroup(0x0017)))
        #expect(refused.alert == .illegalParameter)
        #expect(try reaction(.ecdheRSAWithAES128GCMSHA256, curve(0x0100)).alert == .illegalParameter)
    }

    @Test func `a field that is not one of those that are known to be safe`() throws {
        let prime = try #require(NamedGroup.ffdhe2048.prime)
        #expect(try reaction(.dheRSAWithAES128GCMSHA256, field(prime)).error == nil)
        #expect(try reaction(.dheRSAWithAES128GCMSHA256, field([0] + prime, [0, 2])).error == nil)
        let other = try #require(NamedGroup.ffdhe3072.prime)
        for wrong in [field(other), field(prime, [3]), field([UInt8](repeating: 0xFF, count: 128))] {
            #expect(try reaction(.dheRSAWithAES128GCMSHA256, wrong).alert == .insufficientSecurity)
        }
    }

    @Test func `a signature scheme that it has not offered`() throws {
        for scheme in [0x0201, 0x0403, 0x0806] as [UInt16] {
            let refused = try reaction(.ecdheRSAWithAES128GCMSHA256, curve(0x001D, scheme: scheme))
            #expect(refused.error == .peerMisbehaved(.unofferedSignatureScheme(scheme)))
            #expect(refused.alert == .illegalParameter)
        }
    }

    @Test func `an older version, whether it is marked or not`() throws {
        for mark in [0x00, 0x01] as [UInt8] {
            let client = TLSClient(NullPeers.client())
            try client.start()
            let hello = Script.serverHello { hello in
                hello.version = .tls10
                hello.random = [UInt8](repeating: 8, count: 24) + Array("DOWNGRD".utf8) + [mark]
            }
            let reaction = Reaction(of: client, to: hello)
            #expect(reaction.error == .peerMisbehaved(.downgrade))
            #expect(reaction.alert == .illegalParameter)
        }
        // A server that has TLS 1.3 marks its choice of TLS 1.2, and that is all that is left for this client.
        let client = TLSClient(NullPeers.client())
        try client.start()
        let hello = Script.serverHello { $0.random = [UInt8](repeating: 8, count: 24) + Array("DOWNGRD".utf8) + [1] }
        #expect(Reaction(of: client, to: hello).error == nil)
    }
}
