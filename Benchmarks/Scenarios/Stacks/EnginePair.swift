internal import BenchCore
internal import CryptoBackend
internal import StackSeam
internal import TLSEngine

/// Both ends of the engine, which hand each other their flights as arrays and their records as spans.
final class EnginePair<Backend: CryptoBackend>: StackPair {
    private let clientConfiguration: ClientConfiguration<Backend>
    private let serverConfiguration: ServerConfiguration<Backend>
    private let shape: HandshakeShape
    private let chunk: [UInt8]
    private var client: TLSClient<Backend>
    private var server: TLSServer<Backend>
    /// What one of them has said and the other has not heard.
    private var flight: [UInt8] = []

    init(
        client: ClientConfiguration<Backend>,
        server: ServerConfiguration<Backend>,
        _ shape: HandshakeShape,
        chunk: [UInt8]
    ) throws {
        clientConfiguration = client
        serverConfiguration = server
        self.shape = shape
        self.chunk = chunk
        self.client = TLSClient(client)
        self.server = TLSServer(server)
        guard shape.isResumed else { return }
        try handshake()
        try hearLastFlight()
    }

    func startClient() throws {
        let client = TLSClient(clientConfiguration)
        self.client = client
        try client.start()
        flight = client.takeOutgoing()
    }

    func startServer() throws {
        server = TLSServer(serverConfiguration)
        _ = try stepServer()
    }

    // Written out for each side: a function of any `TLSConnection` would look its witnesses up in each turn.

    func stepClient() throws -> Bool {
        let (client, heard) = (client, flight)
        try client.receive(heard.span)
        flight = client.takeOutgoing()
        return client.phase == .established
    }

    func stepServer() throws -> Bool {
        let (server, heard) = (server, flight)
        try server.receive(heard.span)
        flight = server.takeOutgoing()
        return server.phase == .established
    }

    /// Lets the client hear what the server has said after its last turn: tickets of TLS 1.3 (RFC 8446 §4.6.1).
    private func hearLastFlight() throws {
        guard !flight.isEmpty else { return }
        _ = try stepClient()
    }

    func carry(from end: PairEnd) throws {
        try hearLastFlight()
        switch end {
        case .client: try carry(from: client, to: server)
        case .server: try carry(from: server, to: client)
        }
    }

    private func carry(from sender: some TLSConnection, to receiver: some TLSConnection) throws {
        let chunk = chunk
        try sender.send(chunk.span)
        var failure: HandshakeError?
        sender.drainOutgoing { octets in
            do throws(HandshakeError) { try receiver.receive(octets) } catch { failure = error }
        }
        if let failure { throw failure }
        var isWhole = false
        receiver.drainReceived { octets in
            isWhole =
                octets.count == chunk.count && octets[0] == chunk[0]
                && octets[octets.count - 1] == chunk[chunk.count - 1]
        }
        guard isWhole else { throw StackError.otherOctets }
    }

    func received(from end: PairEnd) throws -> [UInt8] {
        try hearLastFlight()
        switch end {
        case .client: return try received(from: client, to: server)
        case .server: return try received(from: server, to: client)
        }
    }

    private func received(from sender: some TLSConnection, to receiver: some TLSConnection) throws -> [UInt8] {
        let chunk = chunk
        try sender.send(chunk.span)
        let records = sender.takeOutgoing()
        try receiver.receive(records.span)
        return receiver.takeReceived()
    }

    func outcome() throws -> HandshakeOutcome {
        guard let ofClient = client.negotiated.map({ HandshakeOutcome($0) }), client.phase == .established,
            let ofServer = server.negotiated.map({ HandshakeOutcome($0) }), server.phase == .established
        else { throw StackError.noHandshake }
        guard ofClient == ofServer else { throw StackError.disagreement(client: ofClient, server: ofServer) }
        return ofClient
    }

    func reproducibleOctets() throws -> [UInt8] { try proof(clientConfiguration, serverConfiguration, shape) }
}
