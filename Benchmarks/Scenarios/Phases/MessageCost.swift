internal import BenchCore
internal import TLSWire

/// The coding of one side's messages of a recorded handshake, and nothing else: what it takes cannot be stamped inside the
/// engine, where it is spread over many calls.
struct MessageCost {
    private let clientHello: [UInt8]
    private let serverHello: [UInt8]
    private let certificate: [UInt8]
    private let serverHelloDone: [UInt8]
    private let clientKeyExchange: [UInt8]
    private let side: Side

    /// Throws if the flights are not those of a full handshake with RSA key exchange.
    init(_ flights: HandshakeFlights, _ side: Side) throws(WorkloadFailure) {
        let client = Self.bodies(flights.clientHello)
        let server = Self.bodies(flights.serverHello)
        let exchange = Self.bodies(flights.clientFinished)
        guard client.count == 1, server.count == 3, let first = exchange.first else {
            throw WorkloadFailure("the recorded flights are not those of a full handshake")
        }
        clientHello = client[0]
        (serverHello, certificate, serverHelloDone) = (server[0], server[1], server[2])
        clientKeyExchange = first
        self.side = side
    }

    /// Codes what the side codes in one handshake.
    func run() throws(WorkloadFailure) {
        do throws(DecodeError) {
            if side == .client { try codeAsClient() } else { try codeAsServer() }
        } catch { throw WorkloadFailure("\(error)") }
    }

    private func codeAsClient() throws(DecodeError) {
        keep(try ClientHello(decoding: clientHello).encoded, of: clientHello)
        keep(try ServerHello(decoding: serverHello).extensions.present)
        keep(try CertificateMessage(decoding: certificate).chain)
        try ServerHelloDone.decode(serverHelloDone)
        keep(ClientKeyExchange.encryptedPremaster(Array(clientKeyExchange.dropFirst(2))).encoded)
        try codeTheEnd()
    }

    private func codeAsServer() throws(DecodeError) {
        keep(try ClientHello(decoding: clientHello).cipherSuites)
        keep(try ServerHello(decoding: serverHello).encoded, of: serverHello)
        guard
            case .encryptedPremaster(let octets) = try ClientKeyExchange(
                decoding: clientKeyExchange,
                .encryptedPremaster
            )
        else { preconditionFailure("a message is decoded as it was asked for") }
        keep(octets)
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
