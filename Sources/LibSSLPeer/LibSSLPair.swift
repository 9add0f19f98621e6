internal import COpenSSL
public import StackSeam

/// libssl's own client and server over two memory buffers: what users would pick instead of this engine.
///
/// One version with one suite, chain and host name verified, resumed if that is asked for: the same handshake that the engine
/// does. Not for more than one thread at a time.
@safe public final class LibSSLPair: StackPair {
    private let settings: ClientSettings
    private let serverContext: Context
    private let chunk: [UInt8]
    private var arrived: [UInt8]
    private var toServer: MemoryBIO
    private var toClient: MemoryBIO
    private var client: Connection
    private var server: Connection

    /// Whether there is a libssl: without, whatever uses it throws.
    public static var isAvailable: Bool { unsafe tlsbench_libssl().failure == TLSBENCH_OPENSSL_LOADED }

    /// The version that the loaded library reports.
    public static var version: String {
        guard isAvailable else { return "unknown" }
        return unsafe OpenSSL_version(OPENSSL_VERSION_STRING).map { unsafe String(cString: $0) } ?? "unknown"
    }

    /// Settings for any number of handshakes. If they are to resume a session, a full one has taken place.
    ///
    /// - Parameter chunk: what the ends send each other; not empty.
    public init(_ shape: HandshakeShape, _ credentials: StackCredentials, chunk: [UInt8]) throws(LibSSLError) {
        settings = try ClientSettings(shape, credentials)
        serverContext = try .server(shape, credentials)
        self.chunk = chunk
        arrived = [UInt8](repeating: 0, count: chunk.count)
        (toServer, toClient) = (try MemoryBIO(), try MemoryBIO())
        client = try Connection(settings.context, reading: toClient, writing: toServer)
        server = try Connection(serverContext, reading: toServer, writing: toClient)
        try settings.prepare(client)
        server.beServer()
        guard shape.isResumed else { return }
        var isOver = false
        while !isOver {
            let isClientDone = try client.step()
            isOver = try server.step() && isClientDone
        }
        try settings.keepSession(of: client)
    }

    /// A new client between new buffers, and its ClientHello.
    public func startClient() throws(LibSSLError) {
        (toServer, toClient) = (try MemoryBIO(), try MemoryBIO())
        client = try Connection(settings.context, reading: toClient, writing: toServer)
        try settings.prepare(client)
        _ = try client.step()
    }

    /// A new server, and its first flight.
    public func startServer() throws(LibSSLError) {
        server = try Connection(serverContext, reading: toServer, writing: toClient)
        server.beServer()
        _ = try server.step()
    }

    /// SSL_do_handshake.
    public func stepClient() throws(LibSSLError) -> Bool { try client.step() }

    /// SSL_do_handshake.
    public func stepServer() throws(LibSSLError) -> Bool { try server.step() }

    /// Sends the chunk into the memory of the last, whose ends are spoilt before.
    public func carry(from end: PairEnd) throws {
        arrived[0] = ~chunk[0]
        arrived[chunk.count - 1] = ~chunk[chunk.count - 1]
        try carry(from: end, into: &arrived)
        guard arrived[0] == chunk[0], arrived[chunk.count - 1] == chunk[chunk.count - 1] else {
            throw StackError.otherOctets
        }
    }

    /// Sends the chunk; what comes out.
    public func received(from end: PairEnd) throws -> [UInt8] {
        var received = [UInt8](repeating: 0, count: chunk.count)
        try carry(from: end, into: &received)
        return received
    }

    private func carry(from end: PairEnd, into received: inout [UInt8]) throws(LibSSLError) {
        let (sender, receiver) = end == .client ? (client, server) : (server, client)
        let isSent = unsafe try chunk.withUnsafeBufferPointer { (octets) throws(LibSSLError) in
            unsafe try sender.write(octets) == nil
        }
        guard isSent else { throw LibSSLError("SSL_write") }
        try unsafe received.withUnsafeMutableBufferPointer { (memory) throws(LibSSLError) in
            var place = 0
            while place < memory.count {
                let rest = unsafe UnsafeMutableBufferPointer(rebasing: memory[place...])
                let (count, pause) = unsafe try receiver.read(into: rest)
                guard pause == nil else { throw LibSSLError("SSL_read") }
                place += count
            }
        }
    }

    /// As the client reports it.
    public func outcome() throws -> HandshakeOutcome {
        guard let outcome = client.outcome else { throw StackError.noHandshake }
        return outcome
    }
}
