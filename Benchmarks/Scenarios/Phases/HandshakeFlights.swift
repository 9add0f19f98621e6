internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

/// What a client and a server sent each other once.
struct HandshakeFlights {
    let clientHello: [UInt8]
    let serverHello: [UInt8]
    /// ClientKeyExchange, ChangeCipherSpec, Finished.
    let clientFinished: [UInt8]

    /// Records the handshake of a seed.
    init<Backend: CryptoBackend>(
        _ client: ClientConfiguration<Backend>,
        _ server: ServerConfiguration<Backend>,
        seed: UInt64
    ) throws {
        Foretold.begin(seed)
        let client = TLSClient(client)
        let server = TLSServer(server)
        try client.start()
        let hello = client.takeOutgoing()
        try server.receive(hello.span)
        let answer = server.takeOutgoing()
        try client.receive(answer.span)
        (clientHello, serverHello) = (hello, answer)
        clientFinished = client.takeOutgoing()
    }

    /// The random octets of the hello messages that hang on the seed alone: in TLS 1.3 the client has drawn a share before the server
    /// draws anything, and some libraries draw shares of their own.
    func reproducibleRandoms(_ version: ProtocolVersion) -> [UInt8] {
        random(inHelloOf: clientHello) + (version == .tls13 ? [] : random(inHelloOf: serverHello))
    }
}
