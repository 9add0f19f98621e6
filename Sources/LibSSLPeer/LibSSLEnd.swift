internal import COpenSSL
internal import StackSeam

/// Makes clients, which resume the session of the first handshake if one is to be resumed.
final class LibSSLClientSide: StackSide {
    private let settings: ClientSettings
    private var last: LibSSLEnd?

    init(_ shape: HandshakeShape, _ credentials: StackCredentials) throws(LibSSLError) {
        settings = try ClientSettings(shape, credentials)
    }

    func makeEnd() throws -> any StackEnd {
        if let last, last.isEstablished { try settings.keepSession(of: last.connection) }
        let end = try LibSSLEnd(settings.context, isClient: true)
        try settings.prepare(end.connection)
        // It begins with its ClientHello.
        _ = try end.connection.step()
        last = end
        return end
    }
}

/// Makes servers, whose sessions are in their context.
final class LibSSLServerSide: StackSide {
    private let context: Context

    init(_ shape: HandshakeShape, _ credentials: StackCredentials) throws(LibSSLError) {
        context = try .server(shape, credentials)
    }

    func makeEnd() throws -> any StackEnd {
        let end = try LibSSLEnd(context, isClient: false)
        end.connection.beServer()
        return end
    }
}

/// One end over two memory BIOs.
final class LibSSLEnd: StackEnd {
    let connection: Connection
    private let incoming: MemoryBIO
    private let outgoing: MemoryBIO
    private let isClient: Bool

    init(_ context: Context, isClient: Bool) throws(LibSSLError) {
        incoming = try MemoryBIO()
        outgoing = try MemoryBIO()
        connection = try Connection(context, reading: incoming, writing: outgoing)
        self.isClient = isClient
    }

    var isEstablished: Bool { connection.isEstablished }

    /// The client's: a server does not report the group.
    var outcome: HandshakeOutcome? { isClient ? connection.outcome : nil }

    func receive(_ octets: Span<UInt8>) throws {
        try incoming.write(octets)
        if !isEstablished { _ = try connection.step() }
    }

    func takeOutgoing() throws -> [UInt8] { outgoing.takeAll() }

    func send(_ data: [UInt8]) throws {
        let isSent = unsafe try data.withUnsafeBufferPointer { (data) throws(LibSSLError) in
            unsafe try connection.write(data) == nil
        }
        guard isSent else { throw LibSSLError("SSL_write") }
    }

    func takeReceived() throws -> [UInt8] {
        var received: [UInt8] = []
        var record = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let (count, pause) = unsafe try record.withUnsafeMutableBufferPointer { (record) throws(LibSSLError) in
                unsafe try connection.read(into: record)
            }
            guard pause == nil else { return received }
            received += record.prefix(count)
        }
    }
}
