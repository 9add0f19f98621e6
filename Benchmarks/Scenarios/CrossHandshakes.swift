internal import BenchCore
internal import CryptoBackend
internal import StackSeam

/// Throws unless the stack shakes hands with the reference, as client and as server, and octets arrive both ways: two ends of
/// one library would agree on wrong secrets too.
func expectHandshakes(of stack: some Stack, with reference: some Stack, _ shape: HandshakeShape) throws {
    try expectHandshake(client: stack, server: reference, shape)
    try expectHandshake(client: reference, server: stack, shape)
}

/// The same for a stack and a reference's engine. A reference that has no key encapsulation, as OpenSSL 3.0 has none, meets the
/// stack in the hybrid's other group, and what the stack encapsulates is held against a published vector.
func expectHandshakes<Reference: CryptoBackend>(
    of stack: some Stack,
    on _: Reference.Type,
    _ fixture: Fixture,
    _ shape: HandshakeShape
) throws {
    let reference = EngineStack<Reference>(fixture)
    guard let group = shape.group, let algorithm = group.encapsulation,
        !Reference.capabilities.kems.contains(algorithm)
    else { return try expectHandshakes(of: stack, with: reference, shape) }
    guard let stack = stack as? any EncapsulatingStack else {
        throw WorkloadFailure("\(Reference.identity.name) has no \(algorithm.rawValue) to hold it against")
    }
    try stack.expectEncapsulation(algorithm, against: Reference.self)
    let classical = HandshakeShape(
        suite: shape.suite,
        group: KeyExchangeGroup(group.classical),
        resumption: shape.resumption
    )
    try expectHandshakes(of: stack, with: reference, classical)
}

/// A stack whose key encapsulation can be had without a handshake.
protocol EncapsulatingStack: Stack {
    /// Throws unless what it encapsulates and decapsulates is right.
    func expectEncapsulation<Reference: CryptoBackend>(
        _ algorithm: KEMAlgorithm,
        against _: Reference.Type
    ) throws
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
