import CryptoBackend
import NullBackend
import TLSWire
import Testing

@testable import TLSEngine

/// What a client of TLS 1.3 makes of a server that breaks the protocol.
@Suite struct `A client of TLS 1.3` {
    @Test func `goes on with the script's own ServerHello`() throws {
        let (client, hello) = try TLS13Script.startedClient()
        #expect(Reaction(of: client, to: TLS13Script.serverHello(to: hello)).error == nil)
    }

    private static let cases:
        [(@Sendable (inout ServerHello) -> Void, HandshakeError.Misbehavior?, AlertDescription?)] = [
            ({ $0.sessionID = [1] }, .wrongSessionID, .illegalParameter),
            ({ $0.compressionMethod = 1 }, .compression, .illegalParameter),
            ({ $0.cipherSuite = .rsaWithAES128GCMSHA256 }, .unofferedCipherSuite(0x009C), .illegalParameter),
            ({ $0.version = .tls13 }, .wrongServerVersion(0x0304), .protocolVersion),
            ({ $0.extensions.keyShares = nil }, .missingExtension(0x0033), .missingExtension),
            (
                { $0.extensions.keyShares = [KeyShareEntry(group: 0x0017, keyExchange: [4])] }, .unofferedGroup(0x0017),
                .illegalParameter
            ),
            ({ $0.extensions.selectedIdentity = 0 }, .unsolicitedExtension(0x0029), .unsupportedExtension),
            ({ $0.extensions.serverName = "" }, .misplacedExtension(0x0000), .illegalParameter),
            ({ $0.extensions.unknown = [0xAAAA] }, nil, nil),
            ({ $0.extensions.supportedVersions = [.tls12] }, .misplacedExtension(0x002B), .illegalParameter),
            ({ $0.extensions.supportedVersions = nil }, .wrongServerVersion(0x0303), .protocolVersion),
        ]

    @Test(arguments: cases.indices) func `refuses a ServerHello`(index: Int) throws {
        let (change, misbehavior, alert) = Self.cases[index]
        let (client, hello) = try TLS13Script.startedClient()
        let reaction = Reaction(of: client, to: TLS13Script.serverHello(to: hello, change))
        // Numbers of unknown extensions are not written, so there is nothing to refuse.
        #expect(reaction.error == misbehavior.map { .peerMisbehaved($0) })
        #expect(reaction.alert == alert)
    }

    private static let others: [(@Sendable (inout ServerHello) -> Void, HandshakeError.Misbehavior, AlertDescription)] =
        [
            // What it has sent a share for.
            ({ $0.extensions.retryGroup = 0x001D }, .needlessRetry, .illegalParameter),
            ({ $0.extensions.retryGroup = 0x0018 }, .needlessRetry, .illegalParameter),
            ({ $0.extensions.retryGroup = nil }, .needlessRetry, .illegalParameter),
            ({ $0.sessionID = [] }, .wrongSessionID, .illegalParameter),
            ({ $0.extensions.selectedIdentity = 0 }, .unsolicitedExtension(0x0029), .unsupportedExtension),
        ]

    @Test(arguments: others.indices) func `refuses a HelloRetryRequest`(index: Int) throws {
        let (change, misbehavior, alert) = Self.others[index]
        let (client, hello) = try TLS13Script.startedClient()
        let reaction = Reaction(of: client, to: TLS13Script.retry(to: hello, change))
        #expect(reaction.error == .peerMisbehaved(misbehavior) && reaction.alert == alert)
    }

    @Test func `shows a cookie again, sends one share, and changes nothing else`() throws {
        let (client, first) = try TLS13Script.startedClient()
        try client.receive(TLS13Script.retry(to: first) { $0.extensions.cookie = [7, 8, 9] }.span)
        let octets = client.takeOutgoing()
        // ChangeCipherSpec for boxes between, and the second ClientHello.
        #expect(octets.prefix(6) == [20, 3, 3, 0, 1, 1])
        var second = try ClientHello(decoding: Array(octets[15...]))
        #expect(second.extensions.cookie == [7, 8, 9])
        #expect(second.extensions.keyShares?.map(\.group) == [0x0017])
        (second.extensions.cookie, second.extensions.keyShares) = (nil, first.extensions.keyShares)
        #expect(second == first)
    }

    @Test func `refuses a second HelloRetryRequest, and another suite than the first has named`() throws {
        for isRetry in [true, false] {
            let (client, hello) = try TLS13Script.startedClient()
            try client.receive(TLS13Script.retry(to: hello).span)
            _ = client.takeOutgoing()
            let next =
                isRetry
                ? TLS13Script.retry(to: hello) { $0.extensions.retryGroup = 0x001D }
                : TLS13Script.serverHello(to: hello) { $0.cipherSuite = .aes256GCMSHA384 }
            let reaction = Reaction(of: client, to: next)
            #expect(reaction.error == .peerMisbehaved(isRetry ? .secondRetry : .otherChoiceAfterRetry))
            #expect(reaction.alert == (isRetry ? .unexpectedMessage : .illegalParameter))
        }
    }

    @Test func `refuses a ServerHello that shares its record with the next message`() throws {
        let (client, hello) = try TLS13Script.startedClient()
        let message = Array(TLS13Script.serverHello(to: hello)[5...]) + [8, 0, 0, 2, 0, 0]
        let reaction = Reaction(of: client, to: Script.handshake(message))
        #expect(reaction.error == .peerMisbehaved(.messageAcrossKeyChange))
    }

    @Test func `refuses what is not protected after ServerHello`() throws {
        let (client, hello) = try TLS13Script.startedClient()
        try client.receive(TLS13Script.serverHello(to: hello).span)
        let reaction = Reaction(of: client, to: Script.handshake([8, 0, 0, 2, 0, 0]))
        #expect(reaction.error == .peerMisbehaved(.unexpectedRecord(22)))
    }
}
