internal import TLSWire

/// All decoders of TLSWire: the first octet of an input says which, the rest is the body.
///
/// What is decoded encodes to the same octets again; of a hello, whose extensions have no order and some no meaning here, the
/// values are the same.
enum MessageTarget: FuzzTarget {
    static let name = "messages"
    static let longest = 4096

    static func feed(_ octets: [UInt8]) {
        guard let first = octets.first else { return }
        let body = Array(octets.dropFirst())
        readers[Int(first) % readers.count](body)
    }

    private static let readers: [@Sendable ([UInt8]) -> Void] = [
        { body in
            hello(body, ClientHello.init(decoding:), \.encoded) { (hello: inout ClientHello) in
                hello.extensions.unknown = []
            }
        },
        { body in
            hello(body, ServerHello.init(decoding:), \.encoded) { (hello: inout ServerHello) in
                hello.extensions.unknown = []
            }
        },
        { message($0, CertificateMessage.init(decoding:), \.encoded) },
        { message($0, CertificateRequest.init(decoding:), \.encoded) },
        { message($0, CertificateVerify.init(decoding:), \.encoded) },
        { message($0, NewSessionTicket.init(decoding:), \.encoded) },
        { message($0, Finished.init(decoding:), \.encoded) },
        { message($0, { (body) throws(DecodeError) in try ServerKeyExchange(decoding: body, .curve) }, \.encoded) },
        { message($0, { (body) throws(DecodeError) in try ServerKeyExchange(decoding: body, .field) }, \.encoded) },
        {
            message(
                $0,
                { (body) throws(DecodeError) in try ClientKeyExchange(decoding: body, .encryptedPremaster) },
                \.encoded
            )
        },
        { message($0, { (body) throws(DecodeError) in try ClientKeyExchange(decoding: body, .point) }, \.encoded) },
        { message($0, { (body) throws(DecodeError) in try ClientKeyExchange(decoding: body, .number) }, \.encoded) },
        { body in
            guard let alert = try? Alert(decoding: body) else { return }
            expect(alert.encoded == body, "an alert encodes to its octets")
        },
        { body in
            guard (try? ChangeCipherSpec.decode(body)) != nil else { return }
            expect(body == ChangeCipherSpec.encoded, "ChangeCipherSpec is one octet")
        },
        { body in
            guard (try? ServerHelloDone.decode(body)) != nil else { return }
            expect(body.isEmpty, "ServerHelloDone is empty")
        },
        recordHeader,
        { message($0, TLS13.Certificate.init(decoding:), \.encoded) },
        { body in
            // Its extensions may come in any order, and some mean nothing here.
            hello(body, TLS13.CertificateRequest.init(decoding:), \.encoded) { _ in }
        },
        { body in
            hello(body, TLS13.EncryptedExtensions.init(decoding:), \.encoded) {
                (message: inout TLS13.EncryptedExtensions) in
                message.extensions.unknown = []
            }
        },
        {
            message(
                $0,
                { (body) throws(DecodeError) in try TLS13.Finished(decoding: body, digestLength: 48) },
                \.encoded
            )
        },
        { message($0, TLS13.KeyUpdate.init(decoding:), \.encoded) },
        { hello($0, TLS13.NewSessionTicket.init(decoding:), \.encoded) { _ in } },
    ]

    /// A message with one encoding only.
    private static func message<Message>(
        _ body: [UInt8],
        _ decode: ([UInt8]) throws(DecodeError) -> Message,
        _ encode: (Message) -> [UInt8]
    ) {
        guard let message = try? decode(body) else { return }
        expect(self.body(of: encode(message)) == body, "\(message) encodes to its octets")
    }

    private static func hello<Message: Equatable>(
        _ body: [UInt8],
        _ decode: ([UInt8]) throws(DecodeError) -> Message,
        _ encode: (Message) -> [UInt8],
        _ forgetUnknown: (inout Message) -> Void
    ) {
        guard var message = try? decode(body) else { return }
        forgetUnknown(&message)
        let again = try? decode(self.body(of: encode(message)))
        expect(again == message, "\(message) decodes from its encoding")
    }

    /// Without the header, whose length has to be that of the rest.
    private static func body(of message: [UInt8]) -> [UInt8] {
        let length = Int(message[1]) << 16 | Int(message[2]) << 8 | Int(message[3])
        expect(message.count == HandshakeType.headerLength + length, "a message is as long as its header says")
        return Array(message.dropFirst(HandshakeType.headerLength))
    }

    private static func recordHeader(_ octets: [UInt8]) {
        guard octets.count >= RecordHeader.octetCount else { return }
        let header = RecordHeader(octets.span, at: 0)
        guard let type = ContentType(rawValue: header.type), header.version == .tls12 else { return }
        var again: [UInt8] = []
        RecordHeader.append(type, length: header.length, to: &again)
        expect(octets.starts(with: again), "a header encodes to its octets")
    }

    static func seeds() throws -> [[UInt8]] {
        var hello = HelloExtensions()
        hello.serverName = "localhost"
        hello.signatureAlgorithms = [0x0401, 0x0804]
        hello.supportedGroups = [29, 23, 256]
        hello.pointFormats = [0]
        hello.applicationProtocols = [Array("h2".utf8), Array("http/1.1".utf8)]
        hello.recordSizeLimit = 1024
        hello.sessionTicket = [1, 2, 3]
        hello.extendedMasterSecret = true
        hello.renegotiatedConnection = []
        let random = [UInt8](repeating: 7, count: 32)
        let client = ClientHello(random: random, cipherSuites: CipherSuite.supported, extensions: hello)
        hello.serverName = ""
        hello.applicationProtocols = [Array("h2".utf8)]
        let server = ServerHello(random: random, cipherSuite: .rsaWithAES128GCMSHA256, extensions: hello)
        let point = ServerKeyExchange.Parameters.curve(29, point: [4, 5, 6])
        let number = ServerKeyExchange.Parameters.field(prime: [7], generator: [2], publicValue: [3])
        let messages = [
            client.encoded, server.encoded, CertificateMessage(chain: [[1, 2], [3]]).encoded,
            CertificateRequest(certificateTypes: [1, 64], signatureAlgorithms: [0x0401], authorities: [[0x30, 0]])
                .encoded,
            CertificateVerify(signatureScheme: 0x0401, signature: [1, 2, 3]).encoded,
            NewSessionTicket(lifetimeHint: 7200, ticket: [1, 2, 3]).encoded,
            Finished(verifyData: [UInt8](repeating: 0xA5, count: Finished.verifyDataLength)).encoded,
            ServerKeyExchange(parameters: point, signatureScheme: 0x0401, signature: [1, 2]).encoded,
            ServerKeyExchange(parameters: number, signatureScheme: 0x0401, signature: [1, 2]).encoded,
            ClientKeyExchange.encryptedPremaster([1, 2, 3]).encoded, ClientKeyExchange.point([1, 2, 3]).encoded,
            ClientKeyExchange.number([1, 2, 3]).encoded,
        ]
        let bodies =
            messages.map { body(of: $0) } + [
                Alert(.fatal, .decodeError).encoded, ChangeCipherSpec.encoded, [], [22, 3, 3, 1, 2],
            ]
        return zip(0..., bodies + tls13Bodies()).map { [UInt8($0)] + $1 }
            + [[0] + body(of: offer().encoded), [1] + body(of: retry().encoded)]
    }

    /// Of each message that TLS 1.3 has in a form of its own, in the order of the readers.
    private static func tls13Bodies() -> [[UInt8]] {
        var extensions = HelloExtensions()
        extensions.applicationProtocols = [Array("h2".utf8)]
        extensions.recordSizeLimit = 1024
        return [
            TLS13.Certificate(chain: [[1, 2], [3]], requestContext: [4]).encoded,
            TLS13.CertificateRequest(signatureAlgorithms: [0x0804], authorities: [[0x30, 0]]).encoded,
            TLS13.EncryptedExtensions(extensions: extensions).encoded,
            TLS13.Finished(verifyData: [UInt8](repeating: 0xA5, count: 48)).encoded,
            TLS13.KeyUpdate(isRequested: true).encoded,
            TLS13.NewSessionTicket(lifetime: 7200, ageAdd: 7, nonce: [0], ticket: [1, 2, 3]).encoded,
        ].map { body(of: $0) }
    }

    /// A ClientHello of TLS 1.3 that has seen a retry and would resume a session.
    private static func offer() -> ClientHello {
        var hello = HelloExtensions()
        hello.supportedVersions = [.tls13, .tls12]
        hello.keyShares = [KeyShareEntry(group: 29, keyExchange: [UInt8](repeating: 9, count: 32))]
        hello.pskModes = [1]
        hello.cookie = [1, 2, 3]
        hello.preSharedKeys = PreSharedKeyOffer(
            identities: [.init(identity: [1, 2], obfuscatedTicketAge: 5)],
            binders: [[UInt8](repeating: 8, count: 32)]
        )
        return ClientHello(
            random: [UInt8](repeating: 7, count: 32),
            cipherSuites: CipherSuite.supported,
            extensions: hello
        )
    }

    /// HelloRetryRequest.
    private static func retry() -> ServerHello {
        var hello = HelloExtensions()
        hello.supportedVersions = [.tls13]
        hello.cookie = [1, 2, 3]
        hello.retryGroup = 23
        return ServerHello(random: ServerHello.retryRandom, cipherSuite: .aes128GCMSHA256, extensions: hello)
    }
}
