internal import BenchCore
internal import CryptoBackend
internal import StackSeam
internal import TLSEngine
internal import TLSTransport

/// The engine's server over loopback TCP.
final class EngineServer<Backend: CryptoBackend>: StackServer {
    private let transport: TLSServerTransport<Backend>

    init(_ transport: TLSServerTransport<Backend>) { self.transport = transport }

    var port: Int { transport.endpoint.port }

    var failedConnections: Int { transport.failedConnections }

    func stop() { transport.stop() }
}

/// The engine's client over loopback TCP.
final class EngineClient<Backend: CryptoBackend>: StackClient {
    private let configuration: ClientConfiguration<Backend>
    private let transport: TLSClientTransport<Backend>
    private let shape: HandshakeShape
    private let pattern: [UInt8]
    private let buffers: SocketBuffers?

    init(
        _ configuration: ClientConfiguration<Backend>,
        _ shape: HandshakeShape,
        _ pattern: [UInt8],
        _ buffers: SocketBuffers?
    ) {
        self.configuration = configuration
        self.shape = shape
        self.pattern = pattern
        self.buffers = buffers
        transport = TLSClientTransport(configuration, limits: loopbackLimits, buffers: buffers)
    }

    func connect(to port: Int) throws -> EngineConnection {
        EngineConnection(try transport.connect(to: Endpoint(host: "127.0.0.1", port: port)), pattern)
    }

    /// The client's random comes first in the key log, in 64 digits; what follows it depends on OpenSSL's padding too.
    func reproducibleOctets(from port: Int) throws -> [UInt8] {
        let log = KeyLog()
        // The copy has the sessions of the other.
        var logging = configuration
        logging.keyLog = { log.add($0) }
        let client = TLSClientTransport(logging, limits: loopbackLimits, buffers: buffers)
        defer { client.stop() }
        let connection = try client.connect(to: Endpoint(host: "127.0.0.1", port: port))
        try connection.close()
        guard let line = log.lines.last else { throw WorkloadFailure("the key log is empty") }
        return try digest(connection.negotiated, shape) + line.utf8.prefix("CLIENT_RANDOM ".utf8.count + 64)
    }

    func stop() { transport.stop() }
}

/// A connection of the engine's client.
final class EngineConnection: StackConnection {
    private let connection: ClientConnection
    private let pattern: [UInt8]

    init(_ connection: ClientConnection, _ pattern: [UInt8]) {
        self.connection = connection
        self.pattern = pattern
    }

    func outcome() -> HandshakeOutcome { HandshakeOutcome(connection.negotiated) }

    func exchange(sending: Int, skipping: Int) throws {
        try connection.exchange(pattern, sending: sending, skipping: skipping)
    }

    func echo() throws -> [UInt8] {
        try connection.send(pattern)
        return try connection.receive(exactly: pattern.count)
    }

    func close() throws { try connection.close() }
}
