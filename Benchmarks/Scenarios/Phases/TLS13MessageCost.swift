internal import BenchCore
internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

/// The messages of a full handshake of TLS 1.3 (RFC 8446 §2): both hellos as they were recorded, and what was protected as it was
/// before, made again from what it was made of.
struct TLS13MessageCost: MessageCost {
    private let clientHello: CodedMessage<ClientHello>
    private let serverHello: CodedMessage<ServerHello>
    private let extensions: CodedMessage<TLS13.EncryptedExtensions>
    private let certificate: CodedMessage<TLS13.Certificate>
    private let proof: CodedMessage<CertificateVerify>
    private let digestLength: Int
    private let side: Side

    /// Throws if the flights are not those of a full handshake in one round trip.
    ///
    /// - Parameters:
    ///   - chain: the server's certificates.
    ///   - signature: as long as the one of the server's key.
    init(
        _ flights: HandshakeFlights,
        _ suite: CipherSuite,
        chain: [[UInt8]],
        signature: CertificateVerify,
        _ side: Side
    ) throws {
        let client = HandshakeFlights.bodies(flights.clientHello)
        let server = HandshakeFlights.bodies(flights.serverHello)
        guard let hash = suite.hash, client.count == 1, server.count == 1 else {
            throw WorkloadFailure("the recorded flights are not those of a full handshake")
        }
        clientHello = CodedMessage(message: try ClientHello(decoding: client[0]), body: client[0])
        serverHello = CodedMessage(message: try ServerHello(decoding: server[0]), body: server[0])
        var answered = HelloExtensions()
        // The client names the server, and hears that its name was used.
        answered.serverName = ""
        extensions = Self.coded(TLS13.EncryptedExtensions(extensions: answered), \.encoded)
        certificate = Self.coded(TLS13.Certificate(chain: chain), \.encoded)
        proof = Self.coded(signature, \.encoded)
        digestLength = hash.digestLength
        self.side = side
    }

    private static func coded<Message>(_ message: Message, _ encode: (Message) -> [UInt8]) -> CodedMessage<Message> {
        CodedMessage(message: message, body: Array(encode(message).dropFirst(HandshakeType.headerLength)))
    }

    func run() throws(WorkloadFailure) {
        do throws(DecodeError) {
            if side == .client { try codeAsClient() } else { try codeAsServer() }
        } catch { throw WorkloadFailure("\(error)") }
    }

    private func codeAsClient() throws(DecodeError) {
        keep(clientHello.message.encoded, of: clientHello.body)
        keep(try ServerHello(decoding: serverHello.body).extensions.present)
        keep([try TLS13.EncryptedExtensions(decoding: extensions.body)])
        keep(try TLS13.Certificate(decoding: certificate.body).chain)
        keep(try CertificateVerify(decoding: proof.body).signature)
        try codeTheEnd()
    }

    private func codeAsServer() throws(DecodeError) {
        keep(try ClientHello(decoding: clientHello.body).cipherSuites)
        keep(serverHello.message.encoded, of: serverHello.body)
        keep(extensions.message.encoded, of: extensions.body)
        keep(certificate.message.encoded, of: certificate.body)
        keep(proof.message.encoded, of: proof.body)
        try codeTheEnd()
    }

    /// Both Finished.
    private func codeTheEnd() throws(DecodeError) {
        let finished = TLS13.Finished(verifyData: Array(repeating: 7, count: digestLength)).encoded
        let body = Array(finished.dropFirst(HandshakeType.headerLength))
        keep(try TLS13.Finished(decoding: body, digestLength: digestLength).verifyData)
    }
}
