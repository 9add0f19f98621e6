import CryptoBackend
import NullBackend
import TLSWire
import Testing

@testable import TLSEngine

/// What a server of TLS 1.3 makes of a ClientHello that breaks the protocol.
@Suite struct `A server of TLS 1.3` {
    @Test func `answers the script's own ClientHello`() {
        #expect(TLS13Script.reaction(to: TLS13Script.clientHello()).error == nil)
    }

    private static let cases: [(@Sendable (inout ClientHello) -> Void, HandshakeError.Misbehavior, AlertDescription)] =
        [
            ({ $0.extensions.supportedGroups = nil }, .missingExtension(0x000A), .missingExtension),
            ({ $0.extensions.keyShares = nil }, .missingExtension(0x0033), .missingExtension),
            ({ $0.extensions.signatureAlgorithms = nil }, .missingExtension(0x000D), .missingExtension),
            ({ $0.compressionMethods = [0, 1] }, .compression, .illegalParameter),
            ({ $0.compressionMethods = [1] }, .compression, .illegalParameter),
            (
                {
                    let first = $0.extensions.keyShares ?? []
                    $0.extensions.keyShares = first + first
                }, .badKeyShares, .illegalParameter
            ),
            (
                { $0.extensions.keyShares = [KeyShareEntry(group: 0x0018, keyExchange: [1])] }, .badKeyShares,
                .illegalParameter
            ),
            (
                {
                    let first = $0.extensions.keyShares ?? []
                    $0.extensions.keyShares = [KeyShareEntry(group: 0x0017, keyExchange: [4])] + first
                }, .badKeyShares, .illegalParameter
            ),
            (
                {
                    $0.extensions.preSharedKeys = PreSharedKeyOffer(
                        identities: [.init(identity: [1], obfuscatedTicketAge: 0)],
                        binders: [[UInt8](repeating: 0, count: 32)]
                    )
                }, .missingExtension(0x002D), .missingExtension
            ),
        ]

    @Test(arguments: cases.indices) func `refuses a ClientHello`(index: Int) {
        let (change, misbehavior, alert) = Self.cases[index]
        let reaction = TLS13Script.reaction(to: TLS13Script.clientHello(change))
        #expect(reaction.error == .peerMisbehaved(misbehavior))
        #expect(reaction.error?.alert == alert && reaction.alert == alert)
    }

    private static let others:
        [(@Sendable (inout ClientHello) -> Void, HandshakeError.Incompatibility, AlertDescription)] = [
            ({ $0.cipherSuites = [.rsaWithAES128GCMSHA256] }, .noCommonCipherSuite, .handshakeFailure),
            (
                {
                    $0.extensions.supportedGroups = [0x0018]
                    $0.extensions.keyShares = []
                }, .noCommonGroup, .handshakeFailure
            ),
            // RSASSA-PKCS1-v1_5 signs certificates alone (RFC 8446 §4.2.3).
            ({ $0.extensions.signatureAlgorithms = [0x0401] }, .noCommonScheme, .handshakeFailure),
            ({ $0.extensions.supportedVersions = [.tls12] }, .noCommonVersion, .protocolVersion),
            // What is offered may be new, and its hello none of SSL 3.0 (RFC 8446 §D.5).
            ({ $0.version = ProtocolVersion(rawValue: 0x0300) }, .clientVersion(0x0300), .protocolVersion),
            ({ $0.version = ProtocolVersion(rawValue: 0x0001) }, .clientVersion(0x0001), .protocolVersion),
            ({ $0.extensions.supportedVersions = nil }, .clientVersion(0x0303), .protocolVersion),
        ]

    @Test(arguments: others.indices) func `has nothing in common with a ClientHello`(index: Int) {
        let (change, incompatibility, alert) = Self.others[index]
        let reaction = TLS13Script.reaction(to: TLS13Script.clientHello(change))
        #expect(reaction.error == .incompatible(incompatibility) && reaction.alert == alert)
    }

    @Test func `refuses every ClientHello that is cut, and one whose pre_shared_key is not last`() {
        let body = Array(TLS13Script.clientHello().encoded[4...])
        for length in 0..<body.count {
            let message = HandshakeType.clientHello.message { $0.opaque(Array(body.prefix(length))) }
            // Without extensions it is one of TLS 1.2.
            #expect(TLS13Script.reaction(to: Script.handshake(message)).error != nil, "\(length)")
        }
        let offered = TLS13Script.clientHello { hello in
            hello.extensions.pskModes = [1]
            hello.extensions.preSharedKeys = PreSharedKeyOffer(
                identities: [.init(identity: [1], obfuscatedTicketAge: 0)],
                binders: [[UInt8](repeating: 0, count: 32)]
            )
        }
        #expect(TLS13Script.reaction(to: offered).error == nil)
        // An empty extension behind it, which nobody knows; the lengths of message, record and block grow by four.
        var octets = Script.handshake(offered.encoded) + [0xAA, 0xAA, 0, 0]
        let block = 5 + 4 + 2 + 32 + 33 + 2 + 2 + 2
        for place in [3, 7, block] {
            let length = Int(octets[place]) << 8 + Int(octets[place + 1]) + 4
            (octets[place], octets[place + 1]) = (UInt8(length >> 8), UInt8(length & 0xFF))
        }
        let reaction = TLS13Script.reaction(to: octets)
        #expect(reaction.error == .invalidMessage(.badValue(4, of: .preSharedKey)))
        #expect(reaction.alert == .illegalParameter)
    }

    private static let changes: [@Sendable (inout ClientHello) -> Void] = [
        { $0.random[0] ^= 1 }, { $0.sessionID = [] }, { $0.cipherSuites.append(.aes256GCMSHA384) },
        { $0.extensions.serverName = "other" }, { $0.extensions.supportedGroups = [0x0017] },
        { $0.extensions.earlyData = true },
        { $0.extensions.keyShares = [KeyShareEntry(group: 0x001D, keyExchange: [UInt8](repeating: 9, count: 32))] },
        { $0.extensions.keyShares = [] },
    ]

    @Test(arguments: changes.indices)
    func `refuses a second ClientHello that changes more than it was asked to`(index: Int) throws {
        let change = Self.changes[index]
        let server = TLSServer(TLS13Peers.server(groups: [.secp256r1]))
        let first = TLS13Script.clientHello()
        try server.receive(Script.handshake(first.encoded).span)
        var second = first
        second.extensions.keyShares = [
            KeyShareEntry(group: 0x0017, keyExchange: [4] + [UInt8](repeating: 9, count: 64))
        ]
        change(&second)
        let reaction = Reaction(of: server, to: Script.handshake(second.encoded))
        #expect(reaction.error == .peerMisbehaved(.changedHello) && reaction.alert == .illegalParameter)
    }

    @Test func `takes a second ClientHello that changes what it was asked to`() throws {
        let server = TLSServer(TLS13Peers.server(groups: [.secp256r1]))
        let first = TLS13Script.clientHello { $0.extensions.earlyData = true }
        try server.receive(Script.handshake(first.encoded).span)
        // Early data that nobody can read are passed over until then (RFC 8446 §4.2.10).
        let early: [UInt8] = [23, 3, 3, 0, 40] + [UInt8](repeating: 0xEE, count: 40)
        try server.receive(early.span)
        var second = first
        second.extensions.earlyData = false
        second.extensions.keyShares = [
            KeyShareEntry(group: 0x0017, keyExchange: [4] + [UInt8](repeating: 9, count: 64))
        ]
        #expect(Reaction(of: server, to: Script.handshake(second.encoded)).error == nil)
        #expect(Reaction(of: server, to: early).error != nil)
    }

    @Test func `drops ChangeCipherSpec, of one octet that is 1, and not for ever`() throws {
        let change: [UInt8] = [20, 3, 3, 0, 1, 1]
        let server = TLSServer(TLS13Peers.server())
        try server.receive(Script.handshake(TLS13Script.clientHello().encoded).span)
        for _ in 0..<16 { try server.receive(change.span) }
        let reaction = Reaction(of: server, to: change)
        #expect(reaction.error == .peerMisbehaved(.unexpectedRecord(20)))
        for octets in [[20, 3, 3, 0, 1, 2], [20, 3, 3, 0, 2, 1, 1]] as [[UInt8]] {
            let server = TLSServer(TLS13Peers.server())
            try server.receive(Script.handshake(TLS13Script.clientHello().encoded).span)
            #expect(Reaction(of: server, to: octets).error == .peerMisbehaved(.unexpectedRecord(20)))
        }
    }

    @Test func `hears an alert of a client that could not derive its keys`() throws {
        let server = TLSServer(TLS13Peers.server())
        try server.receive(Script.handshake(TLS13Script.clientHello().encoded).span)
        let reaction = Reaction(of: server, to: [21, 3, 3, 0, 2, 2, 47])
        #expect(reaction.error == .alertReceived(.illegalParameter))
    }

    @Test(arguments: [0x0301, 0x0302, 0x0304, 0x0308] as [UInt16])
    func `passes over what the version field says beside the versions that are offered`(version: UInt16) {
        let hello = TLS13Script.clientHello { $0.version = ProtocolVersion(rawValue: version) }
        #expect(TLS13Script.reaction(to: hello).error == nil)
    }

    @Test func `refuses an alert and a handshake record of no octets`() throws {
        for type: UInt8 in [21, 22] {
            let server = TLSServer(TLS13Peers.server())
            try server.receive(Script.handshake(TLS13Script.clientHello().encoded).span)
            // Under the null backend: nothing, its type, and a constant tag.
            let inner = [type] + [UInt8](repeating: 0x33, count: 16)
            let reaction = Reaction(of: server, to: Script.record(23, inner))
            #expect(reaction.error == .peerMisbehaved(.emptyRecord))
        }
        let reaction = TLS13Script.reaction(to: Script.record(21, []))
        #expect(reaction.error == .peerMisbehaved(.emptyRecord) && reaction.alert == .unexpectedMessage)
    }

    @Test func `takes no data between the records of one message, on either side, where TLS 1.2 does`() throws {
        let part: [UInt8] = [HandshakeType.keyUpdate.rawValue, 0]
        for version: ProtocolVersion in [.tls13, .tls12] {
            let pair = TLS13Peers.pair(
                client: TLS13Peers.client(versions: [version]),
                server: TLS13Peers.server(versions: [version])
            )
            try pair.handshake()
            func record(_ type: UInt8, _ plaintext: [UInt8]) -> [UInt8] {
                guard version == .tls13 else { return Script.protected(type, plaintext) }
                return Script.record(23, plaintext + [type] + [UInt8](repeating: 0x33, count: 16))
            }
            for connection in [pair.client, pair.server] as [any TLSConnection] {
                #expect(Reaction(of: connection, to: record(22, part)).error == nil)
                let reaction = Reaction(of: connection, to: record(23, [1]))
                let expected: HandshakeError? = version == .tls13 ? .peerMisbehaved(.unexpectedRecord(23)) : nil
                #expect(reaction.error == expected)
                #expect(reaction.alert == expected?.alert)
            }
        }
    }

    @Test func `takes no data, of no octets either, before there are keys`() throws {
        let hello = TLS13Script.clientHello().encoded
        for data in [[], [0]] as [[UInt8]] {
            let server = TLSServer(TLS13Peers.server())
            try server.receive(Script.record(22, Array(hello.prefix(2))).span)
            let reaction = Reaction(of: server, to: Script.record(23, data))
            #expect(reaction.error == .peerMisbehaved(.unexpectedRecord(23)))
            #expect(reaction.alert == .unexpectedMessage)
        }
    }

    @Test(arguments: [KeyExchangeGroup.x25519, .secp256r1, .ffdhe2048, .ffdhe3072])
    func `refuses a share of another length than its group's`(group: KeyExchangeGroup) {
        let length = group.classical.publicValueLength
        for (change, isRefused) in [(-1, true), (0, false), (1, true)] {
            let share = KeyShareEntry(
                group: group.codePoint,
                keyExchange: [4] + [UInt8](repeating: 9, count: length + change - 1)
            )
            let hello = TLS13Script.clientHello { hello in
                hello.extensions.supportedGroups = [group.codePoint]
                hello.extensions.keyShares = [share]
            }
            let server = TLSServer(TLS13Peers.server(groups: [group]))
            let reaction = Reaction(of: server, to: Script.handshake(hello.encoded))
            #expect(reaction.error == (isRefused ? .peerMisbehaved(.badKeyShare(group)) : nil))
            #expect(reaction.alert == (isRefused ? .illegalParameter : nil))
        }
    }

    @Test func `marks its choice of TLS 1.2, and its client notices`() throws {
        let server = TLSServer(TLS13Peers.server(versions: [.tls12, .tls13]))
        let client = TLSClient(TLS13Peers.client(versions: [.tls12]))
        try client.start()
        try server.receive(client.takeOutgoing().span)
        let answer = server.takeOutgoing()
        #expect(Array(answer[35..<43]) == Array("DOWNGRD".utf8) + [1])

        let (other, hello) = try TLS13Script.startedClient(TLS13Peers.client(versions: [.tls12, .tls13]))
        let downgraded = TLS13Script.serverHello(to: hello) { answer in
            answer.random = [UInt8](repeating: 3, count: 24) + Array("DOWNGRD".utf8) + [1]
            answer.cipherSuite = .rsaWithAES128GCMSHA256
            answer.extensions = HelloExtensions()
        }
        let reaction = Reaction(of: other, to: downgraded)
        #expect(reaction.error == .peerMisbehaved(.downgrade) && reaction.alert == .illegalParameter)
    }
}
