import CryptoBackend
import OpenSSLBackend
import StackSeam
import TLSEngine
import TLSLoad
import TLSTransport
import TLSTrust
import TLSWire

/// A server of this process, and what load clients need to go to it.
struct Target {
    static let pki = Result { try TestPKI.mint(serverNames: ["localhost", "127.0.0.1"], keyBits: 2048) }

    let server: TLSServerTransport<OpenSSLBackend>

    /// - Parameters:
    ///   - loops: event loops, which open each other's tickets.
    ///   - onEvent: called on a loop, which waits for it.
    init(
        _ service: Service = .echo,
        versions: [ProtocolVersion] = [.tls13, .tls12],
        loops: Int = 1,
        tickets: Bool = true,
        onEvent: (@Sendable (Endpoint, ConnectionEvent) -> Void)? = nil
    ) throws {
        let keys = try TicketKeys<OpenSSLBackend> { 0 }
        let configurations = try (0..<loops).map { _ in
            var configuration = ServerConfiguration<OpenSSLBackend>(
                identity: try Identity(try Self.pki.get().credentials)
            )
            configuration.versions = versions
            if tickets { configuration.ticketKeys = keys.replica() }
            return configuration
        }
        server = try TLSServerTransport(
            configurations,
            service: service,
            on: Endpoint(host: "127.0.0.1", port: 0),
            limits: TimeLimits(.seconds(10)),
            onEvent: onEvent
        )
    }

    /// What a client counts until its plan is done.
    func load(_ plan: LoadPlan, versions: [ProtocolVersion] = [.tls13, .tls12]) throws -> Tally {
        try Self.load(plan, port: server.endpoint.port, versions: versions)
    }

    /// The same of another server.
    static func load(
        _ plan: LoadPlan,
        port: Int,
        versions: [ProtocolVersion] = [.tls13, .tls12],
        serverName: ServerName = .localhost
    ) throws -> Tally { try client(plan, port: port, versions: versions, serverName: serverName).result() }

    /// A client that has begun.
    static func client(
        _ plan: LoadPlan,
        port: Int,
        versions: [ProtocolVersion] = [.tls13, .tls12],
        serverName: ServerName = .localhost
    ) throws -> LoadClient<OpenSSLBackend> {
        let address = SocketAddress.all(host: "127.0.0.1", port: port)[0]
        return try LoadClient(plan, to: address, clock: { 0 }) {
            var configuration = ClientConfiguration<OpenSSLBackend>(
                verifier: try pki.get().trustStore,
                serverName: serverName
            )
            configuration.versions = versions
            return configuration
        }
    }
}
