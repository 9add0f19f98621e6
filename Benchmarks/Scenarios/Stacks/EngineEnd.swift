internal import StackSeam
internal import TLSEngine

/// Clients, or servers, of one configuration.
final class EngineSide<Connection: TLSConnection>: StackSide {
    private let makeConnection: () -> Connection

    init(_ makeConnection: @escaping () -> Connection) { self.makeConnection = makeConnection }

    func makeEnd() throws -> any StackEnd {
        let connection = makeConnection()
        try connection.start()
        return EngineEnd(connection)
    }
}

/// A client or a server of the engine, for a peer of any stack.
private final class EngineEnd<Connection: TLSConnection>: StackEnd {
    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    var isEstablished: Bool { connection.phase == .established }

    var outcome: HandshakeOutcome? { connection.negotiated.map { HandshakeOutcome($0) } }

    func receive(_ octets: Span<UInt8>) throws { try connection.receive(octets) }

    func takeOutgoing() -> [UInt8] { connection.takeOutgoing() }

    func send(_ data: [UInt8]) throws { try connection.send(data.span) }

    func takeReceived() -> [UInt8] { connection.takeReceived() }
}
