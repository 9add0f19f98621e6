internal import BenchCore
internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

/// The messages of a full handshake of TLS 1.2 (RFC 5246 §7.3).
struct TLS12MessageCost: MessageCost {
    private let clientHello: CodedMessage<ClientHello>
    private let serverHello: CodedMessage<ServerHello>
    private let certificate: [UInt8]
    /// Of an ephemeral key exchange.
    private let serverKeyExchange: CodedMessage<ServerKeyExchange>?
    private let serverHelloDone: [UInt8]
    private let clientKeyExchange: CodedMessage<ClientKeyExchange>
    private let exchange: KeyExchangeAlgorithm
    private let side: Side

    /// Throws if the flights are not those of a full handshake with that suite.
    init(_ flights: HandshakeFlights, _ suite: CipherSuite, _ side: Side) throws {
        let client = HandshakeFlights.bodies(flights.clientHello)
        let server = HandshakeFlights.bodies(flights.serverHello)
        guard let exchange = suite.keyExchange, client.count == 1, server.count == (exchange == .rsa ? 3 : 4),
            let answer = HandshakeFlights.bodies(flights.clientFinished).first
        else { throw WorkloadFailure("the recorded flights are not those of a full handshake") }
        clientHello = CodedMessage(message: try ClientHello(decoding: client[0]), body: client[0])
        serverHello = CodedMessage(message: try ServerHello(decoding: server[0]), body: server[0])
        certificate = server[1]
        serverKeyExchange = try exchange.serverKind.map { kind in
            CodedMessage(message: try ServerKeyExchange(decoding: server[2], kind), body: server[2])
        }
        serverHelloDone = server[server.count - 1]
        clientKeyExchange = CodedMessage(
            message: try ClientKeyExchange(decoding: answer, exchange.clientKind),
            body: answer
        )
        self.exchange = exchange
        self.side = side
    }

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
