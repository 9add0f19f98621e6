import CryptoBackend
import LibSSLPeer
import NIOSSLPeer
import OpenSSLBackend
import StackSeam
import SwiftCore
import TLSWire
import Testing

@testable import Scenarios

@Suite struct `Stacks` {
    private static let fixture = Result { try Fixture(.rsa(bits: 2048)) }

    /// How each is made of a fixture.
    private static let stacks: [@Sendable (Fixture) throws -> any Stack] =
        [
            { EngineStack<SwiftBackend>($0) },
            { EngineStack<OpenSSLBackend>($0) },
            { LibSSLStack(try $0.credentials) },
        ] + optional

    #if NIOSSL
    private static let optional: [@Sendable (Fixture) throws -> any Stack] = [{ NIOSSLStack(try $0.credentials) }]
    #else
    private static let optional: [@Sendable (Fixture) throws -> any Stack] = []
    #endif

    private static let shapes: [HandshakeShape] = [
        .full(.rsaWithAES128GCMSHA256), .full(.rsaWithAES256GCMSHA384), .full(.ecdheRSAWithAES128GCMSHA256, .x25519),
        .full(.ecdheRSAWithAES256GCMSHA384, .secp256r1), .full(.dheRSAWithAES128GCMSHA256, .ffdhe2048),
        .full(.ecdheRSAWithChaCha20Poly1305SHA256, .x25519), .full(.dheRSAWithChaCha20Poly1305SHA256, .ffdhe2048),
        .resumed(.rsaWithAES128GCMSHA256, by: .sessionID), .resumed(.rsaWithAES128GCMSHA256, by: .ticket),
        .full(.aes128GCMSHA256, .x25519), .full(.aes256GCMSHA384, .secp256r1), .full(.aes128GCMSHA256, .ffdhe3072),
        .full(.aes128GCMSHA256, .x25519MLKEM768), .full(.chacha20Poly1305SHA256, .x25519),
        .resumed(.aes128GCMSHA256, in: .x25519),
    ]

    private static let data = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    private func stack(_ index: Int) throws -> any Stack { try Self.stacks[index](Self.fixture.get()) }

    @Test(arguments: stacks.indices, stacks.indices)
    func `a mixed pair completes a handshake`(client: Int, server: Int) throws {
        let (client, server) = (try stack(client), try stack(server))
        for shape in Self.shapes where type(of: client).offers(shape) && type(of: server).offers(shape) {
            let pair = try MixedPair(shape, client: client, server: server, chunk: Self.data)
            for _ in 0..<2 {
                try pair.handshake()
                for end in PairEnd.allCases {
                    try pair.carry(from: end)
                    #expect(try pair.received(from: end) == Self.data)
                }
                #if NIOSSL
                // Nobody is left who could report it.
                if client is NIOSSLStack, server is NIOSSLStack || server is LibSSLStack {
                    #expect(throws: StackError.noOutcome) { try pair.outcome() }
                    continue
                }
                #endif
                try expectNegotiated(pair.outcome(), shape)
            }
        }
    }

    @Test(arguments: stacks.indices, stacks.indices)
    func `a client and a server of two stacks connect over TCP`(client: Int, server: Int) throws {
        let (client, server) = (try stack(client), try stack(server))
        for shape in Self.shapes where type(of: client).offers(shape) && type(of: server).offers(shape) {
            let serving = try server.server(shape, .echo, buffers: nil)
            let connecting = try client.client(shape, pattern: Self.data, buffers: nil)
            try connect(connecting, serving, shape)
        }
    }

    private func connect(_ client: some StackClient, _ server: any StackServer, _ shape: HandshakeShape) throws {
        defer {
            client.stop()
            server.stop()
        }
        // A session that is to be resumed has to begin.
        if shape.isResumed { try client.connect(to: server.port).close() }
        let connection = try client.connect(to: server.port)
        #expect(try connection.echo() == Self.data)
        // libssl's server has one connection at a time.
        try connection.close()
        try expectNegotiated(connection.outcome(), shape)
        #expect(server.failedConnections == 0)
    }

    @Test(arguments: stacks.indices)
    func `an own pair completes handshakes, and what comes out of it is compared`(index: Int) throws {
        let stack = try stack(index)
        for shape in Self.shapes where type(of: stack).offers(shape) {
            let pair = try stack.pair(shape, chunk: Self.data)
            for _ in 0..<2 {
                try pair.handshake()
                for end in PairEnd.allCases {
                    try pair.carry(from: end)
                    #expect(try pair.received(from: end) == Self.data)
                }
                try expectNegotiated(pair.outcome(), shape)
            }
        }
    }

    @Test(arguments: stacks.indices)
    func `each turn of a handshake is one side's, and those that nothing is left for are not taken`(index: Int) throws {
        let stack = try stack(index)
        for shape in Self.shapes where type(of: stack).offers(shape) {
            var turns: [PairEnd] = []
            try stack.pair(shape, chunk: [1]).handshake { end, turn in
                turns.append(end)
                return try turn()
            }
            let full: [PairEnd] = [.client, .server, .client, .server, .client]
            // In TLS 1.3 the client has the server's proof before its own is due.
            let endsWithServer = shape.isResumed || shape.version == .tls13
            #expect(turns == (endsWithServer ? full.dropLast() : full))
        }
    }

    @Test(arguments: stacks.indices)
    func `sockets have the buffers that were asked for, at both ends`(index: Int) throws {
        let stack = try stack(index)
        let shape = Self.shapes[0]
        let buffers = SocketBuffers(octets: 40_000)
        let server = try stack.server(shape, .echo, buffers: buffers)
        let client = try stack.client(shape, pattern: [1], buffers: buffers)
        defer {
            client.stop()
            server.stop()
        }
        let connection = try client.connect(to: server.port)
        let sockets = OwnSocket.all(atPort: server.port)
        // The one that listens and both ends; the kernel doubles what it grants (socket(7)).
        #expect(sockets.count == 3)
        for socket in sockets { #expect(socket.receiveBuffer == 80_000 && socket.sendBuffer == 80_000) }
        try connection.close()
    }
}
