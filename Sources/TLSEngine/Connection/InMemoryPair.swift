public import CryptoBackend

/// A client and a server that are connected by nothing but two buffers: the engine's pure cost, and its tests.
public final class InMemoryPair<ClientBackend: CryptoBackend, ServerBackend: CryptoBackend> {
    /// The client's end.
    public let client: TLSClient<ClientBackend>
    /// The server's end.
    public let server: TLSServer<ServerBackend>

    /// Two ends that have not begun.
    public init(client: ClientConfiguration<ClientBackend>, server: ServerConfiguration<ServerBackend>) {
        self.client = TLSClient(client)
        self.server = TLSServer(server)
    }

    /// Steps 2 to 12. Both ends are established afterwards, or it has thrown what the end that noticed first has said.
    public func handshake() throws(HandshakeError) {
        try client.start()
        try server.start()
        try deliver()
    }

    /// Carries octets to and fro until both are silent.
    public func deliver() throws(HandshakeError) {
        while client.hasOutgoing || server.hasOutgoing {
            let toServer = client.takeOutgoing()
            if !toServer.isEmpty { try server.receive(toServer.span) }
            let toClient = server.takeOutgoing()
            if !toClient.isEmpty { try client.receive(toClient.span) }
        }
    }
}
