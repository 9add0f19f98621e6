#if NIOSSL
internal import NIOCore
public import StackSeam

/// NIOSSL's own client and server over two channels in memory: what users of SwiftNIO would pick instead of this engine.
///
/// One version with one suite, chain and host name verified, never resumed. Each handshake has new channels, as every connection of
/// SwiftNIO's has. Not for more than one thread.
public final class NIOSSLPair: StackPair {
    private let clientSide: NIOSSLSide
    private let serverSide: NIOSSLSide
    private let chunk: [UInt8]
    /// The chunk in a buffer of SwiftNIO's: sending it again and again copies nothing.
    private let payload: ByteBuffer
    private var client: End
    private var server: End

    /// Settings for any number of handshakes, and a first pair of ends.
    ///
    /// - Parameters:
    ///   - credentials: NIOSSL looks at the common name of a certificate that has no alternative names.
    ///   - chunk: what the ends send each other; not empty.
    public init(
        _ negotiation: NIOSSLNegotiation,
        _ credentials: StackCredentials,
        chunk: [UInt8]
    ) throws(NIOSSLPeerError) {
        clientSide = try .client(negotiation, credentials)
        serverSide = try .server(negotiation, credentials)
        self.chunk = chunk
        payload = ByteBuffer(bytes: chunk)
        client = try clientSide.begin()
        server = try serverSide.begin()
    }

    /// A new channel, and the ClientHello in it.
    public func startClient() throws(NIOSSLPeerError) { client = try clientSide.begin() }

    /// A new channel, and the first flight in it.
    public func startServer() throws(NIOSSLPeerError) {
        server = try serverSide.begin()
        _ = try stepServer()
    }

    /// What the server has sent, and the answer.
    public func stepClient() throws(NIOSSLPeerError) -> Bool {
        try failing { try client.step(server) }
        return client.isEstablished
    }

    /// What the client has sent, and the answer.
    public func stepServer() throws(NIOSSLPeerError) -> Bool {
        try failing { try server.step(client) }
        return server.isEstablished
    }

    /// Sends the chunk, and compares the ends of each part that comes out, as it lies in the buffer.
    public func carry(from end: PairEnd) throws {
        var place = 0
        var isWhole = true
        try carry(from: end) { part in
            let last = place + part.count - 1
            isWhole = isWhole && last < chunk.count && part[0] == chunk[place] && part[part.count - 1] == chunk[last]
            place = last + 1
        }
        guard isWhole, place == chunk.count else { throw StackError.otherOctets }
    }

    /// Sends the chunk; what comes out.
    public func received(from end: PairEnd) throws -> [UInt8] {
        var received: [UInt8] = []
        try carry(from: end) { part in for index in part.indices { received.append(part[index]) } }
        return received
    }

    private func carry(from end: PairEnd, _ body: (Span<UInt8>) -> Void) throws(NIOSSLPeerError) {
        let (sender, receiver) = end == .client ? (client, server) : (server, client)
        try failing {
            try sender.send(payload)
            try receiver.step(sender)
            while let part: ByteBuffer = try receiver.receive() { body(part.readableBytesUInt8Span) }
        }
    }

    /// What the server's octets showed of one handshake more.
    public func outcome() throws -> HandshakeOutcome { try observedHandshake().common() }

    /// One more handshake, between new ends, of which the server's octets are looked at.
    public func observedHandshake() throws(NIOSSLPeerError) -> NIOSSLOutcome {
        try startClient()
        try startServer()
        var octets: [UInt8] = []
        while !client.isEstablished {
            try failing { try client.step(server) { octets += $0.readableBytesView } }
            _ = try stepServer()
        }
        do { return try NIOSSLOutcome(serverOctets: octets) } catch { throw .unreadableMessage(error) }
    }
}
#endif
