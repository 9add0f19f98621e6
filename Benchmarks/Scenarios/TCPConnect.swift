internal import BenchCore
internal import CryptoBackend
internal import StackSeam
internal import TLSTransport
internal import TLSWire

/// Step 1 alone: a TCP connection over loopback, from before `connect()`. No backend has a part in it, so its columns show
/// the noise of the machine.
struct TCPConnect: Scenario {
    var op: String { "tcp-connect" }
    var primitives: [Primitive] { [] }
    var measuresEngine: Bool { true }
    var startsThreads: Bool { true }
    var parameters: [Benchmark.Parameter] { [] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let fixture = try Fixture(.rsa(bits: 2048))
        let shape = HandshakeShape.full(.rsaWithAES128GCMSHA256)
        let server = try TLSServerTransport(
            try fixture.server(shape, on: Backend.self),
            service: .echo,
            on: Endpoint(host: "127.0.0.1", port: 0),
            limits: loopbackLimits
        )
        let client = TLSClientTransport(fixture.client(shape, on: Backend.self), limits: loopbackLimits)
        return Connecting(server: server, client: client)
    }

    private final class Connecting<Backend: CryptoBackend>: ReferredWorkload {
        private let server: TLSServerTransport<Backend>
        private let client: TLSClientTransport<Backend>
        private var made = 0

        init(server: TLSServerTransport<Backend>, client: TLSClientTransport<Backend>) {
            self.server = server
            self.client = client
        }

        deinit {
            client.stop()
            server.stop()
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                for _ in 0..<iterations {
                    stopwatch.start()
                    let connection = try client.connectTCP(to: server.endpoint)
                    stopwatch.stop()
                    try connection.close()
                    made += 1
                }
            }
        }

        /// The server saw connections, and none of them said anything.
        func check() throws(WorkloadFailure) -> [UInt8] {
            try expect(made > 0, "no connection was made")
            try expect(server.completedHandshakes == 0, "there was a handshake")
            return []
        }

        /// Nothing of a backend was timed.
        func hold<Reference: CryptoBackend>(against _: Reference.Type) {}
    }
}
