internal import BenchCore
internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

/// Throws unless the backend shakes hands with the reference, as client and as server, and octets arrive both ways: two ends of
/// one backend would agree on wrong secrets too.
func expectHandshakes<Backend: CryptoBackend, Reference: CryptoBackend>(
    of backend: Backend.Type,
    with reference: Reference.Type,
    _ shape: HandshakeShape,
    bits: Int = 2048
) throws(WorkloadFailure) {
    try failing {
        let fixture = try Fixture(bits: bits)
        try expectHandshake(client: backend, server: reference, shape, fixture)
        try expectHandshake(client: reference, server: backend, shape, fixture)
    }
}

private func expectHandshake<Client: CryptoBackend, Server: CryptoBackend>(
    client: Client.Type,
    server: Server.Type,
    _ shape: HandshakeShape,
    _ fixture: Fixture
) throws {
    let ends = "\(client.identity.name) as client, \(server.identity.name) as server"
    do {
        var clientConfiguration = fixture.client(shape, on: client)
        var serverConfiguration = try fixture.server(shape, on: server)
        // A session that is to go on has to begin.
        if shape.isResumed {
            try InMemoryPair(client: clientConfiguration, server: serverConfiguration).handshake()
        }
        let (clientLog, serverLog) = (KeyLog(), KeyLog())
        clientConfiguration.keyLog = { clientLog.add($0) }
        serverConfiguration.keyLog = { serverLog.add($0) }
        let pair = InMemoryPair(client: clientConfiguration, server: serverConfiguration)
        try pair.handshake()
        try expectNegotiated(pair.client.negotiated, shape)
        try expectNegotiated(pair.server.negotiated, shape)
        try expect(clientLog.lines.count == 1 && clientLog.lines == serverLog.lines, "different secrets")
        // More than one record.
        let data = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try pair.client.send(data.span)
        try pair.server.send(data.span)
        try pair.deliver()
        let arrived = pair.server.takeReceived() == data && pair.client.takeReceived() == data
        try expect(arrived, "other octets came than were sent")
    } catch { throw WorkloadFailure("\(ends): \(error)") }
}
