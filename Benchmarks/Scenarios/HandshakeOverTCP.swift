internal import BenchCore
internal import CryptoBackend
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// All twelve steps over loopback TCP, from before `connect()` until the client is established.
struct HandshakeOverTCP: Scenario {
    private let shape: HandshakeShape
    private let bits: Int

    init(_ shape: HandshakeShape, bits: Int) {
        self.shape = shape
        self.bits = bits
    }

    var op: String { shape.op }
    var measuresEngine: Bool { true }
    var startsThreads: Bool { true }
    var primitives: [Primitive] { shape.primitives(bits: bits) }
    var parameters: [Benchmark.Parameter] {
        shape.parameters(bits: bits) + [.init("transport", "tcp"), .init("side", Side.both.rawValue)]
    }

    func isOffered<Backend: CryptoBackend>(by backend: Backend.Type) -> Bool {
        shape.isOffered(by: backend, bits: bits)
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let fixture = try Fixture(bits: bits)
        let server = try TLSServerTransport(
            try fixture.server(shape, on: Backend.self),
            service: .echo,
            on: Endpoint(host: "127.0.0.1", port: 0),
            limits: loopbackLimits
        )
        let log = KeyLog()
        let configuration = fixture.client(shape, on: Backend.self)
        // The copy has the sessions of the other.
        var logging = configuration
        logging.keyLog = { log.add($0) }
        let client = TLSClientTransport(configuration, limits: loopbackLimits)
        // A session that is to go on has to begin.
        if shape.isResumed { try client.connect(to: server.endpoint).close() }
        return Handshake(
            server: server,
            client: client,
            proof: (TLSClientTransport(logging, limits: loopbackLimits), log),
            shape: shape,
            bits: bits
        )
    }

    var peers: [PeerRow] {
        BuiltInPeers.rows(for: shape, bits: bits) { [self] peer, _ in
            let peers = try peer.overTCP(Fixture(bits: bits), shape, .echo, pattern: [0x5A])
            return try PeerHandshake(peers, isResumed: shape.isResumed)
        }
    }

    private final class Handshake<Backend: CryptoBackend>: ReferredWorkload {
        private let server: TLSServerTransport<Backend>
        private let client: TLSClientTransport<Backend>
        /// Another client, whose handshake is not timed, and the line of the key log that each adds.
        private let proof: (client: TLSClientTransport<Backend>, log: KeyLog)
        private let shape: HandshakeShape
        private let bits: Int
        private var negotiated: NegotiatedParameters?

        init(
            server: TLSServerTransport<Backend>,
            client: TLSClientTransport<Backend>,
            proof: (client: TLSClientTransport<Backend>, log: KeyLog),
            shape: HandshakeShape,
            bits: Int
        ) {
            self.server = server
            self.client = client
            self.proof = proof
            self.shape = shape
            self.bits = bits
        }

        deinit {
            client.stop()
            proof.client.stop()
            server.stop()
        }

        /// Closing is not timed, but waited for: it must not run into the next handshake.
        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                for _ in 0..<iterations {
                    stopwatch.start()
                    let connection = try client.connect(to: server.endpoint)
                    stopwatch.stop()
                    negotiated = connection.negotiated
                    try connection.close()
                }
            }
        }

        /// The client's random comes first in the key log, in 64 digits; what follows it hangs on OpenSSL's padding too.
        func check() throws(WorkloadFailure) -> [UInt8] {
            try expectNegotiated(negotiated, shape)
            let last = try failing {
                let connection = try proof.client.connect(to: server.endpoint)
                defer { try? connection.close() }
                return connection.negotiated
            }
            try expect(server.failedConnections == 0, "\(server.failedConnections) connections failed")
            guard let line = proof.log.lines.last else { throw WorkloadFailure("the key log is empty") }
            return try digest(last, shape) + line.utf8.prefix("CLIENT_RANDOM ".utf8.count + 64)
        }

        func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
            try expectHandshakes(of: Backend.self, with: reference, shape, bits: bits)
        }
    }
}

/// A peer's handshake, with a server on a thread of its own as well.
private final class PeerHandshake: Workload {
    private let peers: any PeerOverTCP
    private var last: (any PeerConnection)?

    init(_ peers: any PeerOverTCP, isResumed: Bool) throws {
        self.peers = peers
        // A session that is to go on has to begin.
        if isResumed { try peers.connect().close() }
    }

    deinit { peers.stop() }

    func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
        try failing {
            for _ in 0..<iterations {
                stopwatch.start()
                let connection = try peers.connect()
                stopwatch.stop()
                try connection.close()
                last = connection
            }
        }
    }

    func check() throws(WorkloadFailure) -> [UInt8] {
        guard let last else { throw WorkloadFailure("there was no handshake") }
        return try failing {
            try last.check()
            let connection = try peers.connect()
            try expect(try connection.echo() == [0x5A], "other octets came back than were sent")
            try connection.close()
            try peers.check()
            return []
        }
    }
}
