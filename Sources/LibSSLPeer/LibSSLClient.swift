internal import COpenSSL
internal import Glibc
public import StackSeam

/// libssl's client over loopback TCP, with the session of its first handshake if it is to resume. Not for more than one thread at a time.
public final class LibSSLClient: StackClient {
    private let settings: ClientSettings
    private let pattern: [UInt8]
    private let buffers: SocketBuffers?

    /// - Parameters:
    ///   - pattern: what its connections send, over and over; not empty.
    ///   - buffers: of its sockets; without them the kernel chooses.
    public init(
        _ shape: HandshakeShape,
        _ credentials: StackCredentials,
        pattern: [UInt8],
        buffers: SocketBuffers? = nil
    ) throws(LibSSLError) {
        settings = try ClientSettings(shape, credentials)
        self.pattern = pattern
        self.buffers = buffers
    }

    /// Connects to a port of 127.0.0.1; returns when the handshake is over.
    public func connect(to port: Int) throws(LibSSLError) -> LibSSLConnection {
        let socket = try Socket(connectingTo: port, buffers)
        let connection = try Connection(settings.context, socket)
        try settings.prepare(connection)
        guard try connection.step() else { throw LibSSLError("SSL_connect", errno: EAGAIN) }
        if !settings.awaitsTicket { try settings.keepSession(of: connection) }
        return LibSSLConnection(connection, socket, pattern, settings)
    }

    /// Nothing: it has no thread.
    public func stop() {}
}

/// An established connection of libssl's over TCP.
public final class LibSSLConnection: StackConnection {
    private let connection: Connection
    private let socket: Socket
    private let pattern: [UInt8]
    private let settings: ClientSettings
    private var memory = [UInt8](repeating: 0, count: 4 << 14)

    init(_ connection: Connection, _ socket: Socket, _ pattern: [UInt8], _ settings: ClientSettings) {
        self.connection = connection
        self.socket = socket
        self.pattern = pattern
        self.settings = settings
        socket.stopBlocking()
    }

    /// As libssl reports it.
    public func outcome() throws -> HandshakeOutcome {
        guard let outcome = connection.outcome else { throw StackError.noHandshake }
        return outcome
    }

    /// Sends `sending` octets of the pattern, and meanwhile drops the next `skipping` octets that come.
    public func exchange(sending: Int, skipping: Int) throws(LibSSLError) {
        _ = try exchange(sending: sending, receiving: skipping, keeping: false)
    }

    /// Sends the pattern once; as many octets as come back.
    public func echo() throws(LibSSLError) -> [UInt8] {
        try exchange(sending: pattern.count, receiving: pattern.count, keeping: true)
    }

    /// Writes as long as the socket takes it; reads whenever there is something, and when nothing is left to write.
    private func exchange(sending: Int, receiving: Int, keeping: Bool) throws(LibSSLError) -> [UInt8] {
        var (toSend, toReceive) = (sending, receiving)
        var kept: [UInt8] = []
        while toSend > 0 || toReceive > 0 {
            var isReadable = toSend == 0
            if toSend > 0, try write(&toSend) != nil {
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

    private func write(_ left: inout Int) throws(LibSSLError) -> Connection.Pause? {
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

    /// Sends close_notify, and waits until the server has ended too. The ticket that another handshake is to begin with is read first.
    public func close() throws(LibSSLError) {
        connection.endOutput()
        socket.endOutput()
        if settings.awaitsTicket {
            try readToEnd()
            try settings.keepSession(of: connection)
        }
        try socket.drain()
    }

    /// Reads up to the server's close_notify. Data is dropped, and libssl takes tickets on the way (RFC 8446 §4.6.1).
    private func readToEnd() throws(LibSSLError) {
        var pause: Connection.Pause?
        while pause != .over {
            pause = try read(memory.count).pause
            if pause == .reading { _ = try socket.wait(toRead: true, toWrite: false) }
        }
    }
}
