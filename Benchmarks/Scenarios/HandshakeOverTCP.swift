internal import BenchCore
internal import CryptoBackend
internal import StackSeam

/// All twelve steps over loopback TCP, from before `connect()` until the client is established.
///
/// In TLS 1.3 that is when its Finished is written: what the server does with it, and a ticket, are outside of the time. So is that the
/// client reads the ticket, while the connection closes.
struct HandshakeOverTCP: StackScenario {
    let shape: HandshakeShape
    let key: BenchmarkKey

    init(_ shape: HandshakeShape, _ key: BenchmarkKey) {
        self.shape = shape
        self.key = key
    }

    var op: String { shape.op }
    var startsThreads: Bool { true }
    var primitives: [Primitive] { shape.primitives(key) }
    var parameters: [Benchmark.Parameter] {
        shape.parameters(key) + [.init("transport", "tcp"), .init("side", Side.both.rawValue)]
    }

    func workload(on stack: some Stack, seed: UInt64) throws -> any Workload {
        try Handshake(
            server: stack.server(shape, .echo, buffers: nil),
            client: stack.client(shape, pattern: [0x5A], buffers: nil),
            shape
        )
    }

    /// A handshake of a stack between two threads.
    private final class Handshake: Workload {
        private let server: any StackServer
        private let client: any StackClient
        private let shape: HandshakeShape
        private var last: (any StackConnection)?

        init(server: any StackServer, client: any StackClient, _ shape: HandshakeShape) throws {
            self.server = server
            self.client = client
            self.shape = shape
            // A session that is to be resumed has to begin.
            if shape.isResumed { try client.connect(to: server.port).close() }
        }

        deinit {
            client.stop()
            server.stop()
        }

        /// Closing is not timed, but waited for: it must not run into the next handshake.
        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                let port = server.port
                for _ in 0..<iterations {
                    stopwatch.start()
                    let connection = try client.connect(to: port)
                    stopwatch.stop()
                    try connection.close()
                    last = connection
                }
            }
        }

        func check() throws(WorkloadFailure) -> [UInt8] {
            guard let last else { throw WorkloadFailure("there was no handshake") }
            return try failing {
                try expectNegotiated(last.outcome(), shape)
                let digest = try client.reproducibleOctets(from: server.port)
                let connection = try client.connect(to: server.port)
                try expect(try connection.echo() == [0x5A], "other octets came back than were sent")
                try connection.close()
                try expect(server.failedConnections == 0, "\(server.failedConnections) connections failed")
                return digest
            }
        }
    }
}
