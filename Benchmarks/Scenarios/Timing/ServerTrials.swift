internal import BenchCore
internal import CryptoBackend
internal import StackSeam
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// What an attacker sends: a handshake up to ServerHelloDone, then a ClientKeyExchange of its own, ChangeCipherSpec and a
/// Finished under another key. Whatever the premaster secret is, the server has to answer `bad_record_mac`.
struct ServerUnderTrial<Backend: CryptoBackend, Modulus: ModularArithmetic> {
    static var shape: HandshakeShape { .full(.rsaWithAES128GCMSHA256) }
    let clientConfiguration: ClientConfiguration<Backend>
    let serverConfiguration: ServerConfiguration<Backend>
    let forger: PremasterForger<Backend, Modulus>

    init(_ fixture: Fixture, _ forger: PremasterForger<Backend, Modulus>) throws {
        clientConfiguration = fixture.client(Self.shape, on: Backend.self)
        serverConfiguration = try fixture.server(Self.shape, on: Backend.self)
        self.forger = forger
    }

    /// The client's last flight with another ciphertext in its first record.
    static func flight(_ honest: [UInt8], with ciphertext: [UInt8]) -> [UInt8] {
        let message = ClientKeyExchange.encryptedPremaster(ciphertext).encoded
        var flight: [UInt8] = []
        RecordHeader.append(.handshake, length: message.count, to: &flight)
        let first = RecordHeader.octetCount + RecordHeader(honest.span, at: 0).length
        return flight + message + honest[first...]
    }

    /// An alert of the level fatal, as the plain record that it is before the server's own ChangeCipherSpec.
    static func expectAlert(_ octets: [UInt8]) throws(WorkloadFailure) {
        let expected: [UInt8] = [21, 3, 3, 0, 2, 2, 20]
        try expect(octets == expected, "the answer is not bad_record_mac, but \(octets)")
    }
}

/// The engine of a server, without a transport.
final class MemoryTrial<Backend: CryptoBackend, Modulus: ModularArithmetic>: TimingTrial {
    private let subject: ServerUnderTrial<Backend, Modulus>

    init(_ subject: ServerUnderTrial<Backend, Modulus>) { self.subject = subject }

    var place: String { "handshake in memory" }

    func ciphertext(_ fault: PremasterFault) throws -> [UInt8] { try subject.forger.ciphertext(fault) }

    func time(_ ciphertext: [UInt8], _ clock: Clock) throws -> UInt64 {
        let client = TLSClient(subject.clientConfiguration)
        let server = TLSServer(subject.serverConfiguration)
        try client.start()
        let hello = client.takeOutgoing()
        try server.receive(hello.span)
        let answer = server.takeOutgoing()
        try client.receive(answer.span)
        let flight = ServerUnderTrial<Backend, Modulus>.flight(client.takeOutgoing(), with: ciphertext)
        let begin = clock.now()
        var isRefused = false
        do { try server.receive(flight.span) } catch { isRefused = true }
        let alert = server.takeOutgoing()
        let end = clock.now()
        try expect(isRefused, "a Finished under another key was taken")
        try ServerUnderTrial<Backend, Modulus>.expectAlert(alert)
        return end - begin
    }
}

/// A server in another thread, as an attacker next door sees it: from the last octet sent to the alert.
final class LoopbackTrial<Backend: CryptoBackend, Modulus: ModularArithmetic>: TimingTrial {
    private let subject: ServerUnderTrial<Backend, Modulus>
    private let server: TLSServerTransport<Backend>

    init(_ subject: ServerUnderTrial<Backend, Modulus>) throws {
        self.subject = subject
        server = try TLSServerTransport(
            subject.serverConfiguration,
            service: .echo,
            on: Endpoint(host: "127.0.0.1", port: 0),
            limits: loopbackLimits
        )
    }

    deinit { server.stop() }

    var place: String { "handshake over TCP" }

    func ciphertext(_ fault: PremasterFault) throws -> [UInt8] { try subject.forger.ciphertext(fault) }

    func time(_ ciphertext: [UInt8], _ clock: Clock) throws -> UInt64 {
        let client = TLSClient(subject.clientConfiguration)
        let connection = try PlainConnection(toPort: server.endpoint.port)
        try client.start()
        try connection.send(client.takeOutgoing())
        while !client.hasOutgoing {
            let octets = try connection.read()
            try expect(!octets.isEmpty, "the server closed the connection before ServerHelloDone")
            try client.receive(octets.span)
        }
        let flight = ServerUnderTrial<Backend, Modulus>.flight(client.takeOutgoing(), with: ciphertext)
        let begin = clock.now()
        try connection.send(flight)
        let answer = try connection.read()
        let end = clock.now()
        try ServerUnderTrial<Backend, Modulus>.expectAlert(answer)
        return end - begin
    }
}
