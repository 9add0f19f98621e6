internal import BenchCore
internal import CryptoBackend
internal import TLSEngine
internal import TLSTransport

/// A workload of a peer, whose stack is met by the engine on the reference when it is checked: with itself at the other end it would agree
/// on wrong secrets too.
final class ReferredPeer: ReferredWorkload {
    private let workload: any Workload
    private let peer: any PeerStack
    private let shape: HandshakeShape
    private let bits: Int

    init(_ workload: any Workload, of peer: any PeerStack, _ shape: HandshakeShape, bits: Int) {
        self.workload = workload
        self.peer = peer
        self.shape = shape
        self.bits = bits
    }

    func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
        try workload.run(iterations: iterations, stopwatch: &stopwatch)
    }

    func check() throws(WorkloadFailure) -> [UInt8] { try workload.check() }

    func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
        try failing {
            let fixture = try Fixture(bits: bits)
            // More than one record.
            let data = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let peers = try peer.overTCP(fixture, shape, .echo, pattern: data)
            defer { peers.stop() }
            try meetServer(of: peers, reference, fixture, data)
            try meetClient(of: peers, reference, fixture, data)
        }
    }

    private func meetServer<Reference: CryptoBackend>(
        of peers: any PeerOverTCP,
        _: Reference.Type,
        _ fixture: Fixture,
        _ data: [UInt8]
    ) throws {
        let client = TLSClientTransport(fixture.client(shape, on: Reference.self), limits: loopbackLimits)
        defer { client.stop() }
        let endpoint = Endpoint(host: "127.0.0.1", port: peers.port)
        // A session that is to go on has to begin.
        if shape.isResumed { try client.connect(to: endpoint).close() }
        let connection = try client.connect(to: endpoint)
        try expectNegotiated(connection.negotiated, shape)
        try connection.send(data)
        try expect(try connection.receive(exactly: data.count) == data, "its server sent other octets back")
        try connection.close()
    }

    private func meetClient<Reference: CryptoBackend>(
        of peers: any PeerOverTCP,
        _: Reference.Type,
        _ fixture: Fixture,
        _ data: [UInt8]
    ) throws {
        let server = try TLSServerTransport(
            try fixture.server(shape, on: Reference.self),
            service: .echo,
            on: Endpoint(host: "127.0.0.1", port: 0),
            limits: loopbackLimits
        )
        defer { server.stop() }
        if shape.isResumed { try peers.connect(to: server.endpoint.port).close() }
        let connection = try peers.connect(to: server.endpoint.port)
        try connection.check()
        try expect(try connection.echo() == data, "its client got other octets back")
        try connection.close()
        try expect(server.failedConnections == 0, "\(server.failedConnections) connections of its client failed")
    }
}
