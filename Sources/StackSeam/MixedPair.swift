/// The client of one stack and the server of another: octets are carried between them by hand.
public final class MixedPair: StackPair {
    private let clientSide: any StackSide
    private let serverSide: any StackSide
    private let chunk: [UInt8]
    private var client: any StackEnd
    private var server: any StackEnd
    /// What one of them has said and the other has not heard.
    private var flight: [UInt8] = []

    /// Throws what either stack throws, and ``StackError`` as the methods do.
    ///
    /// - Parameter chunk: what they send each other after a handshake; not empty.
    public init(
        _ shape: HandshakeShape,
        client: some Stack,
        server: some Stack,
        chunk: [UInt8]
    ) throws {
        clientSide = try client.clientSide(shape)
        serverSide = try server.serverSide(shape)
        self.chunk = chunk
        self.client = try clientSide.makeEnd()
        self.server = try serverSide.makeEnd()
        // A session that is to be resumed has to begin.
        if shape.isResumed {
            try handshake()
            try hearLastFlight()
        }
    }

    /// Lets the client hear what the server has said after its last turn: tickets of TLS 1.3 (RFC 8446 §4.6.1).
    private func hearLastFlight() throws {
        guard !flight.isEmpty else { return }
        let heard = flight
        flight = []
        try client.receive(heard.span)
    }

    /// A new client, and its ClientHello.
    public func startClient() throws {
        client = try clientSide.makeEnd()
        flight = try client.takeOutgoing()
    }

    /// A new server, and its first flight.
    public func startServer() throws {
        server = try serverSide.makeEnd()
        _ = try stepServer()
    }

    /// What the server has said, and the answer.
    public func stepClient() throws -> Bool { try step(client) }

    /// What the client has said, and the answer.
    public func stepServer() throws -> Bool { try step(server) }

    private func step(_ end: any StackEnd) throws -> Bool {
        let heard = flight
        try end.receive(heard.span)
        flight = try end.takeOutgoing()
        return end.isEstablished
    }

    /// Sends the chunk, and compares the ends of what comes out.
    public func carry(from end: PairEnd) throws {
        let octets = try received(from: end)
        guard octets.count == chunk.count, octets.first == chunk.first, octets.last == chunk.last else {
            throw StackError.otherOctets
        }
    }

    /// Sends the chunk; what comes out.
    public func received(from end: PairEnd) throws -> [UInt8] {
        try hearLastFlight()
        let (sender, receiver) = end == .client ? (client, server) : (server, client)
        try sender.send(chunk)
        let records = try sender.takeOutgoing()
        try receiver.receive(records.span)
        return try receiver.takeReceived()
    }

    /// As an end reports it; throws unless both report the same, if both do.
    public func outcome() throws -> HandshakeOutcome {
        guard client.isEstablished, server.isEstablished else { throw StackError.noHandshake }
        let (ofClient, ofServer) = (client.outcome, server.outcome)
        if let ofClient, let ofServer, ofClient != ofServer {
            throw StackError.disagreement(client: ofClient, server: ofServer)
        }
        guard let outcome = ofClient ?? ofServer else { throw StackError.noOutcome }
        return outcome
    }
}
