import CryptoBackend
import TLSEngine
import TLSTrust
import TLSWire
import Testing

/// What somebody on the way can do to protected records, on every backend: alter, repeat, drop and reorder them.
@Suite struct `Protected records` {
    private static let header = 5

    @Test(arguments: MatrixTests.backends.indices)
    func `altered at any octet are refused with bad_record_mac, and nothing of them arrives`(backend: Int) throws {
        try checkAlterations(MatrixTests.backends[backend])
    }

    private func checkAlterations<Backend: CryptoBackend>(_: Backend.Type) throws {
        let sessions = try Sessions<Backend>()
        let data: [UInt8] = Array("thirty-two octets of plain text.".utf8)
        let length = Self.header + 8 + data.count + 16
        for place in 0..<length {
            let pair = try sessions.pair()
            try pair.client.send(data.span)
            var record = pair.client.takeOutgoing()
            try #require(record.count == length)
            // 0x08 leaves the type one that exists, and makes the length shorter.
            record[place] ^= 0x08
            let reaction = Reaction(of: pair.server, to: record)
            #expect(pair.server.takeReceived() == [], "octet \(place)")
            switch place {
            case 0: #expect(reaction.error == .peerMisbehaved(.unexpectedRecord(23 ^ 8)), "octet \(place)")
            case 1, 2: #expect(reaction.error != nil, "octet \(place)")
            // More octets are announced than came: it waits for them.
            case 3: #expect(reaction.error == nil && pair.server.phase == .established)
            default: #expect(reaction.error == .peerMisbehaved(.badRecordMAC), "octet \(place)")
            }
        }
    }

    @Test(arguments: MatrixTests.backends.indices)
    func `repeated, dropped or reordered are refused with bad_record_mac`(backend: Int) throws {
        try checkSequence(MatrixTests.backends[backend])
    }

    private func checkSequence<Backend: CryptoBackend>(_: Backend.Type) throws {
        let sessions = try Sessions<Backend>()
        let orders: [(order: [Int], arrives: [UInt8])] = [
            ([0, 0], [0]), ([0, 1, 0], [0, 1]), ([1], []), ([0, 2], [0]), ([1, 0], []), ([0, 2, 1], [0]),
        ]
        for (order, arrives) in orders {
            let pair = try sessions.pair()
            var records: [[UInt8]] = []
            for number in 0..<3 as Range<UInt8> {
                let data = [number]
                try pair.server.send(data.span)
                records.append(pair.server.takeOutgoing())
            }
            let reaction = Reaction(of: pair.client, to: order.flatMap { records[$0] })
            #expect(reaction.error == .peerMisbehaved(.badRecordMAC), "\(order)")
            #expect(pair.client.takeReceived() == arrives, "\(order)")
        }
    }

    /// The reflection of one's own records is as bad: each direction has a key of its own.
    @Test(arguments: MatrixTests.backends.indices)
    func `sent back to who wrote them are refused`(backend: Int) throws {
        try checkReflection(MatrixTests.backends[backend])
    }

    private func checkReflection<Backend: CryptoBackend>(_: Backend.Type) throws {
        let pair = try Sessions<Backend>().pair()
        let data: [UInt8] = [1, 2, 3]
        try pair.client.send(data.span)
        let reaction = Reaction(of: pair.client, to: pair.client.takeOutgoing())
        #expect(reaction.error == .peerMisbehaved(.badRecordMAC))
    }
}

/// Established pairs, of which only the first takes a whole handshake.
private struct Sessions<Backend: CryptoBackend> {
    private var client: ClientConfiguration<Backend>
    private var server: ServerConfiguration<Backend>

    init() throws {
        let pki = try #require(MatrixTests.pki)
        client = ClientConfiguration(verifier: pki.trustStore, serverName: .localhost)
        client.sessions = ClientSessionCache(clock: { 0 })
        server = ServerConfiguration(
            identity: try Identity(pki.credentials)
        )
        server.sessions = SessionCache(clock: { 0 })
    }

    func pair() throws -> InMemoryPair<Backend, Backend> {
        let pair = InMemoryPair(client: client, server: server)
        try pair.handshake()
        return pair
    }
}
