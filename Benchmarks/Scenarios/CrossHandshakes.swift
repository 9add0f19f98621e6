internal import BenchCore
internal import StackSeam

/// Throws unless the stack shakes hands with the reference, as client and as server, and octets arrive both ways: two ends of
/// one library would agree on wrong secrets too.
func expectHandshakes(of stack: some Stack, with reference: some Stack, _ shape: HandshakeShape) throws {
    try expectHandshake(client: stack, server: reference, shape)
    try expectHandshake(client: reference, server: stack, shape)
}

private func expectHandshake<Client: Stack, Server: Stack>(
    client: Client,
    server: Server,
    _ shape: HandshakeShape
) throws {
    do {
        // More than one record.
        let data = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let pair = try MixedPair(shape, client: client, server: server, chunk: data)
        try pair.handshake()
        try expectNegotiated(pair.outcome(), shape)
        for end in PairEnd.allCases {
            try expect(try pair.received(from: end) == data, "other octets came than were sent")
        }
    } catch {
        let ends = "\(Client.identity.name) as client, \(Server.identity.name) as server"
        throw WorkloadFailure("\(ends): \(error)")
    }
}
