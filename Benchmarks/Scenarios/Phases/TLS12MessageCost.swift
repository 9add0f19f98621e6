internal import BenchCore
internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

/// The coding of one side's messages of a recorded handshake, and nothing else: what it takes cannot be stamped inside the
/// engine, where it is spread over many calls.
struct MessageCost {
    private let clientHello: Coded<ClientHello>
    private let serverHello: Coded<ServerHello>
    private let certificate: [UInt8]
    /// Of an ephemeral key exchange.
    private let serverKeyExchange: Coded<ServerKeyExchange>?
    private let serverHelloDone: [UInt8]
    private let clientKeyExchange: Coded<ClientKeyExchange>
    private let exchange: KeyExchangeAlgorithm
    private let side: Side

    /// A message, and the octets of its body: who sends it codes the one, who receives it the other.
    private struct Coded<Message: Sendable>: Sendable {
        let message: Message
        let body: [UInt8]
    }

    /// Throws if the flights are not those of a full handshake with that suite.
    init(_ flights: HandshakeFlights, _ suite: CipherSuite, _ side: Side) throws {
        let client = Self.bodies(flights.clientHello)
        let server = Self.bodies(flights.serverHello)
        guard let exchange = suite.keyExchange, client.count == 1, server.count == (exchange == .rsa ? 3 : 4),
            let answer = Self.bodies(flights.clientFinished).first
        else { throw WorkloadFailure("the recorded flights are not those of a full handshake") }
        clientHello = Coded(message: try ClientHello(decoding: client[0]), body: client[0])
        serverHello = Coded(message: try ServerHello(decoding: server[0]), body: server[0])
        certificate = server[1]
        serverKeyExchange = try exchange.serverKind.map { kind in
            Coded(message: try ServerKeyExchange(decoding: server[2], kind), body: server[2])
        }
        serverHelloDone = server[server.count - 1]
        clientKeyExchange = Coded(message: try ClientKeyExchange(decoding: answer, exchange.clientKind), body: answer)
        self.exchange = exchange
        self.side = side
    }

    /// Codes what the side codes in one handshake.
    func run() throws(WorkloadFailure) {
        do throws(DecodeError) {
            if side == .client { try codeAsClient() } else { try codeAsServer() }
        } catch { throw WorkloadFailure("\(error)") }
    }

    private func codeAsClient() throws(DecodeError) {
        keep(clientHello.message.encoded, of: clientHello.body)
        keep(try ServerHello(decoding: serverHello.body).extensions.present)
        keep(try CertificateMessage(decoding: certificate).chain)
        if let serverKeyExchange, let kind = exchange.serverKind {
            keep(try ServerKeyExchange(decoding: serverKeyExchange.body, kind).signature)
        }
        try ServerHelloDone.decode(serverHelloDone)
        keep(clientKeyExchange.message.encoded, of: clientKeyExchange.body)
        try codeTheEnd()
    }

    private func codeAsServer() throws(DecodeError) {
        keep(try ClientHello(decoding: clientHello.body).cipherSuites)
        keep(serverHello.message.encoded, of: serverHello.body)
        if let serverKeyExchange { keep(serverKeyExchange.message.encoded, of: serverKeyExchange.body) }
        switch try ClientKeyExchange(decoding: clientKeyExchange.body, exchange.clientKind) {
        case .encryptedPremaster(let octets), .point(let octets), .number(let octets): keep(octets)
        }
        try codeTheEnd()
    }

    /// Both ChangeCipherSpec, and both Finished.
    private func codeTheEnd() throws(DecodeError) {
        try ChangeCipherSpec.decode(ChangeCipherSpec.encoded)
        let finished = Finished(verifyData: Array(repeating: 7, count: 12)).encoded
        keep(try Finished(decoding: Array(finished.dropFirst(HandshakeType.headerLength))).verifyData)
    }

    /// What is looked at is not left out by the compiler.
    @inline(never) private func keep<Value: Collection>(_ value: Value) { precondition(!value.isEmpty, "it was coded") }

    @inline(never) private func keep(_ message: [UInt8], of body: [UInt8]) {
        precondition(message.count == HandshakeType.headerLength + body.count, "a message becomes what it was")
    }

    /// The bodies of all messages in the records of a flight up to its first ChangeCipherSpec.
    private static func bodies(_ flight: [UInt8]) -> [[UInt8]] {
        var messages: [UInt8] = []
        var place = 0
        while place + RecordHeader.octetCount <= flight.count {
            let header = RecordHeader(flight.span, at: place)
            guard header.type == ContentType.handshake.rawValue else { break }
            place += RecordHeader.octetCount
            messages += flight[place..<min(flight.count, place + header.length)]
            place += header.length
        }
        var bodies: [[UInt8]] = []
        place = 0
        while place + HandshakeType.headerLength <= messages.count {
            let length =
                Int(messages[place + 1]) << 16 | Int(messages[place + 2]) << 8 | Int(messages[place + 3])
            place += HandshakeType.headerLength
            bodies.append(Array(messages[place..<min(messages.count, place + length)]))
            place += length
        }
        return bodies
    }
}

extension KeyExchangeAlgorithm {
    /// The kind of ServerKeyExchange; nil without one.
    fileprivate var serverKind: ServerKeyExchange.Kind? {
        switch self {
        case .rsa: nil
        case .ecdhe: .curve
        case .dhe: .field
        }
    }

    fileprivate var clientKind: ClientKeyExchange.Kind {
        switch self {
        case .rsa: .encryptedPremaster
        case .ecdhe: .point
        case .dhe: .number
        }
    }
}
