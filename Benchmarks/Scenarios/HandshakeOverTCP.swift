internal import BenchCore
internal import CryptoBackend
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
        return Handshake(server: server, client: client, suite: suite)
    }

    private final class Handshake<Backend: CryptoBackend>: Workload {
        private let server: TLSServerTransport<Backend>
        private let client: TLSClientTransport<Backend>
        private let suite: CipherSuite
        private var negotiated: NegotiatedParameters?

        init(server: TLSServerTransport<Backend>, client: TLSClientTransport<Backend>, suite: CipherSuite) {
            self.server = server
            self.client = client
            self.suite = suite
        }

        deinit {
            client.stop()
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

        func check() throws(WorkloadFailure) -> [UInt8] {
            try expectNegotiated(negotiated, suite)
            try expect(server.failedConnections == 0, "\(server.failedConnections) connections failed")
            return []
        }
    }
}
