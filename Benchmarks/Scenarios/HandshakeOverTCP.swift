internal import BenchCore
internal import CryptoBackend
internal import LibSSLPeer
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// All twelve steps over loopback TCP, from before `connect()` until the client is established.
struct HandshakeOverTCP: Scenario {
    private let suite: CipherSuite
    private let bits: Int

    init(_ suite: CipherSuite, bits: Int) {
        self.suite = suite
        self.bits = bits
    }

    var op: String { "handshake-full" }
    var measuresEngine: Bool { true }
    var primitives: [Primitive] { suite.primitives(bits: bits) }
    var parameters: [Benchmark.Parameter] {
        [
            .init("suite", suite.shortName), .init("bits", bits), .init("transport", "tcp"),
            .init("side", Side.both.rawValue),
        ]
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let fixture = try Fixture(bits: bits)
        let server = try TLSServerTransport(
            try fixture.server(suite, on: Backend.self),
            service: .echo,
            on: Endpoint(host: "127.0.0.1", port: 0),
            limits: loopbackLimits
        )
        let client = TLSClientTransport(fixture.client(suite, on: Backend.self), limits: loopbackLimits)
        let log = KeyLog()
        var logging: ClientConfiguration<Backend> = fixture.client(suite, on: Backend.self)
        logging.keyLog = { log.add($0) }
        return Handshake(
            server: server,
            client: client,
            proof: (TLSClientTransport(logging, limits: loopbackLimits), log),
            suite: suite
        )
    }

    var peers: [PeerRow] {
        let prepare: @Sendable (UInt64) throws -> any Workload = { [self] _ in
            LibSSLHandshake(try LibSSLOverTCP(Fixture(bits: bits), suite, .echo), suite)
        }
        return [(name: ScenarioCatalogue.libssl, prepare: prepare)]
    }

    private final class Handshake<Backend: CryptoBackend>: Workload {
        private let server: TLSServerTransport<Backend>
        private let client: TLSClientTransport<Backend>
        /// Another client, whose handshake is not timed, and the line of the key log that each adds.
        private let proof: (client: TLSClientTransport<Backend>, log: KeyLog)
        private let suite: CipherSuite
        private var negotiated: NegotiatedParameters?

        init(
            server: TLSServerTransport<Backend>,
            client: TLSClientTransport<Backend>,
            proof: (client: TLSClientTransport<Backend>, log: KeyLog),
            suite: CipherSuite
        ) {
            self.server = server
            self.client = client
            self.proof = proof
            self.suite = suite
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
            try expectNegotiated(negotiated, suite)
            let last = try failing {
                let connection = try proof.client.connect(to: server.endpoint)
                defer { try? connection.close() }
                return connection.negotiated
            }
            try expect(server.failedConnections == 0, "\(server.failedConnections) connections failed")
            guard let line = proof.log.lines.last else { throw WorkloadFailure("the key log is empty") }
            return try digest(last, suite) + line.utf8.prefix("CLIENT_RANDOM ".utf8.count + 64)
        }
    }
}

/// libssl's handshake, with a server on a thread of its own as well.
private final class LibSSLHandshake: Workload {
    private let peers: LibSSLOverTCP
    private let suite: CipherSuite
    private var negotiated: (cipherSuite: String?, usesExtendedMasterSecret: Bool) = (nil, false)

    init(_ peers: LibSSLOverTCP, _ suite: CipherSuite) {
        self.peers = peers
        self.suite = suite
    }

    deinit { peers.server.stop() }

    func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
        try failing {
            for _ in 0..<iterations {
                stopwatch.start()
                let connection = try peers.connect()
                stopwatch.stop()
                negotiated = (connection.cipherSuite, connection.usesExtendedMasterSecret)
                try connection.close()
            }
        }
    }

    func check() throws(WorkloadFailure) -> [UInt8] {
        try peers.check(
            cipherSuite: negotiated.cipherSuite,
            usesExtendedMasterSecret: negotiated.usesExtendedMasterSecret,
            suite
        )
        return []
    }
}
