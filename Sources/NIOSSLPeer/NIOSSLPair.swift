#if NIOSSL
internal import NIOCore
internal import NIOEmbedded
internal import NIOSSL

/// NIOSSL's own client and server over two channels in memory: what users of SwiftNIO would pick instead of this engine.
///
/// TLS 1.2 with one suite, chain and host name verified, never resumed. Each handshake has new channels, as every connection of
/// SwiftNIO's has. Not for more than one thread.
public final class NIOSSLPair {
    private let clientContext: NIOSSLContext
    private let serverContext: NIOSSLContext
    private let serverName: String
    private let loop = EmbeddedEventLoop()
    private let address: SocketAddress
    private var client: End
    private var server: End

    /// Settings for any number of handshakes, and a first pair of ends.
    ///
    /// - Parameters:
    ///   - negotiation: what both sides are set to.
    ///   - certificatePEM: the server's chain, its own certificate first.
    ///   - keyPEM: its key.
    ///   - authorityPEM: what the client trusts.
    ///   - serverName: what the certificate must name, among its alternative names. NIOSSL looks at the common name of one that
    ///     has none.
    public init(
        _ negotiation: NIOSSLNegotiation,
        certificatePEM: String,
        keyPEM: String,
        authorityPEM: String,
        serverName: String
    ) throws(NIOSSLPeerError) {
        clientContext = try .client(negotiation, authorityPEM: authorityPEM)
        serverContext = try .server(negotiation, certificatePEM: certificatePEM, keyPEM: keyPEM)
        self.serverName = try hostName(serverName)
        let address = try failing { try SocketAddress(ipAddress: "127.0.0.1", port: 443) }
        self.address = address
        client = try Self.client(clientContext, self.serverName, loop, address)
        server = End(NIOSSLServerHandler(context: serverContext), loop, address)
    }

    /// Two new ends that have not begun.
    public func reset() throws(NIOSSLPeerError) {
        client = try Self.client(clientContext, serverName, loop, address)
        server = End(NIOSSLServerHandler(context: serverContext), loop, address)
    }

    /// Lets the client go as far as it can; whether its handshake is over.
    public func stepClient() throws(NIOSSLPeerError) -> Bool {
        try failing { try client.step(server) }
        return client.isEstablished
    }

    /// Lets the server go as far as it can; whether its handshake is over.
    public func stepServer() throws(NIOSSLPeerError) -> Bool {
        try failing { try server.step(client) }
        return server.isEstablished
    }

    /// Lets both go until their handshakes are over.
    public func handshake() throws(NIOSSLPeerError) {
        var isOver = false
        while !isOver {
            let isClientDone = try stepClient()
            isOver = try stepServer() && isClientDone
        }
    }

    /// One more handshake, between new ends, of which the server's octets are looked at.
    public func observedHandshake() throws(NIOSSLPeerError) -> NIOSSLOutcome {
        try reset()
        var octets: [UInt8] = []
        while !client.isEstablished {
            try failing { try client.step(server) { octets += $0.readableBytesView } }
            _ = try stepServer()
        }
        do { return try NIOSSLOutcome(serverOctets: octets) } catch { throw .unreadableMessage(error) }
    }

    /// One of the two.
    public enum Side: Sendable {
        /// Who began.
        case client
        /// Who answered.
        case server
    }

    /// Sends all of `payload` from one end, and lends what comes out at the other, a part at a time, as it lies in the buffer.
    public func carry(
        _ payload: NIOSSLPayload,
        from side: Side,
        _ body: (Span<UInt8>) -> Void
    ) throws(NIOSSLPeerError) {
        let (sender, receiver) = side == .client ? (client, server) : (server, client)
        try failing {
            try sender.send(payload.buffer)
            try receiver.step(sender)
            while let part = try receiver.receive() { body(part.readableBytesUInt8Span) }
        }
    }

    private static func client(
        _ context: NIOSSLContext,
        _ serverName: String,
        _ loop: EmbeddedEventLoop,
        _ address: SocketAddress
    ) throws(NIOSSLPeerError) -> End {
        try failing { End(try NIOSSLClientHandler(context: context, serverHostname: serverName), loop, address) }
    }
}
#endif
