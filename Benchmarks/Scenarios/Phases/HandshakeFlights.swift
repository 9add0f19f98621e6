internal import BenchCore
internal import CryptoBackend
internal import TLSEngine

/// What a client and a server sent each other once, and what it takes to hear it again: octets that a server draws are those of
/// the same seeds each time, so that the recorded client's second flight fits.
struct HandshakeFlights {
    let clientHello: [UInt8]
    let serverHello: [UInt8]
    /// ClientKeyExchange, ChangeCipherSpec, Finished.
    let clientFinished: [UInt8]
    private let seed: UInt64

    /// Records a handshake.
    init<Backend: CryptoBackend>(
        _ client: ClientConfiguration<Backend>,
        _ server: ServerConfiguration<Backend>,
        seed: UInt64
    ) throws {
        self.seed = seed
        let client = TLSClient(client)
        let server = TLSServer(server)
        Foretold.begin(seed)
        try client.start()
        let hello = client.takeOutgoing()
        Self.beginServer(seed, flight: 0)
        try server.receive(hello.span)
        let answer = server.takeOutgoing()
        try client.receive(answer.span)
        (clientHello, serverHello) = (hello, answer)
        clientFinished = client.takeOutgoing()
    }

    /// Lets a server hear the recorded client; the time that counts is the server's.
    func replay<Backend: CryptoBackend>(
        to configuration: ServerConfiguration<Backend>,
        _ stopwatch: inout Stopwatch
    ) throws -> TLSServer<Backend> {
        Self.beginServer(seed, flight: 0)
        PhaseAccount.warmUp()
        stopwatch.start()
        let server = TLSServer(configuration)
        try server.receive(clientHello.span)
        let answer = server.takeOutgoing()
        stopwatch.stop()
        guard answer == serverHello else { throw WorkloadFailure("the server answers a recorded client differently") }
        Self.beginServer(seed, flight: 1)
        PhaseAccount.warmUp()
        stopwatch.start()
        try server.receive(clientFinished.span)
        _ = server.takeOutgoing()
        stopwatch.stop()
        return server
    }

    private static func beginServer(_ seed: UInt64, flight: UInt64) { Foretold.begin(seed &+ 0x9E37_79B9 &+ flight) }

    /// The random octets of both hello messages, which hang on the seed alone.
    var randoms: [UInt8] { random(inHelloOf: clientHello) + random(inHelloOf: serverHello) }
}
