internal import COpenSSL
internal import Glibc

/// libssl's client over loopback TCP, with the session of its first handshake if it is to resume. Not for more than one thread at a time.
public final class LibSSLClient {
    private let context: Context
    private let serverName: String
    private var session: PeerSession?

    /// The parameters are those of ``LibSSLPair``.
    public init(_ negotiation: LibSSLNegotiation, authorityPEM: String, serverName: String) throws(LibSSLError) {
        context = try Context(.client, negotiation)
        try context.trust(authorityPEM: authorityPEM)
        self.serverName = serverName
    }

    /// Connects to a port of 127.0.0.1; returns when the handshake is over.
    public func connect(to port: Int) throws(LibSSLError) -> LibSSLConnection {
        let socket = try Socket(connectingTo: port)
        let connection = try Connection(context, socket)
        try connection.beClient(of: serverName)
        if let session { try connection.resume(session) }
        guard try connection.step() else { throw LibSSLError("SSL_connect", errno: EAGAIN) }
        if context.resumption != .none, session == nil { session = try connection.session() }
        return LibSSLConnection(connection, socket)
    }
}

/// An established connection of libssl's over TCP.
public final class LibSSLConnection {
    private let connection: Connection
    private let socket: Socket
    private var memory = [UInt8](repeating: 0, count: 4 << 14)

    init(_ connection: Connection, _ socket: Socket) {
        self.connection = connection
        self.socket = socket
        socket.stopBlocking()
    }

    /// What was agreed on.
    public var outcome: LibSSLOutcome? { connection.outcome }

    /// Sends `sending` octets, those of `pattern` over and over, and meanwhile drops the next `skipping` octets that come.
    public func exchange(_ pattern: [UInt8], sending: Int, skipping: Int) throws(LibSSLError) {
        _ = try exchange(pattern, sending: sending, receiving: skipping, keeping: false)
    }

    /// Sends `octets`, and returns as many as come back.
    public func echo(_ octets: [UInt8]) throws(LibSSLError) -> [UInt8] {
        try exchange(octets, sending: octets.count, receiving: octets.count, keeping: true)
    }

    /// Writes as long as the socket takes it; reads whenever there is something, and when nothing is left to write.
    private func exchange(
        _ pattern: [UInt8],
        sending: Int,
        receiving: Int,
        keeping: Bool
    ) throws(LibSSLError) -> [UInt8] {
        var (toSend, toReceive) = (sending, receiving)
        var kept: [UInt8] = []
        while toSend > 0 || toReceive > 0 {
            var isReadable = toSend == 0
            if toSend > 0, try write(pattern, &toSend) != nil {
                isReadable = try socket.wait(toRead: toReceive > 0, toWrite: true)
            }
            while isReadable, toReceive > 0 {
                let (count, pause) = try read(toReceive)
                if keeping { kept += memory.prefix(count) }
                toReceive -= count
                guard let pause else { continue }
                guard pause != .over else { throw LibSSLError("SSL_read", errno: ECONNRESET) }
                isReadable = toSend == 0 ? try socket.wait(toRead: true, toWrite: false) : false
            }
        }
        return kept
    }

    private func write(_ pattern: [UInt8], _ left: inout Int) throws(LibSSLError) -> Connection.Pause? {
        // A write that could not be done comes again with the same octets: nothing else changes `left`.
        let count = min(left, pattern.count)
        let pause = unsafe try pattern.withUnsafeBufferPointer { (octets) throws(LibSSLError) in
            unsafe try connection.write(UnsafeBufferPointer(rebasing: octets[..<count]))
        }
        if pause == nil { left -= count }
        return pause
    }

    private func read(_ limit: Int) throws(LibSSLError) -> (count: Int, pause: Connection.Pause?) {
        try unsafe memory.withUnsafeMutableBufferPointer { (memory) throws(LibSSLError) in
            let part = unsafe UnsafeMutableBufferPointer(rebasing: memory[..<min(limit, memory.count)])
            return unsafe try connection.read(into: part)
        }
    }

    /// Sends close_notify, and waits until the server has ended too.
    public func close() throws(LibSSLError) {
        connection.endOutput()
        socket.endOutput()
        try socket.drain()
    }
}
