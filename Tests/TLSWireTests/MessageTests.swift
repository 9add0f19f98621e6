import TLSWire
import Testing

@Suite struct `Handshake messages` {
    private static let random = (0..<32).map { UInt8($0) }

    private static let clientHello: ClientHello = {
        var extensions = HelloExtensions()
        extensions.serverName = "example.org"
        extensions.renegotiatedConnection = []
        extensions.extendedMasterSecret = true
        extensions.signatureAlgorithms = [0x0401, 0x0501]
        return ClientHello(
            random: random,
            cipherSuites: [.rsaWithAES128GCMSHA256, .rsaWithAES256GCMSHA384],
            extensions: extensions
        )
    }()

    private static let serverHello: ServerHello = {
        var extensions = HelloExtensions()
        extensions.serverName = ""
        extensions.renegotiatedConnection = []
        extensions.extendedMasterSecret = true
        return ServerHello(random: random, cipherSuite: .rsaWithAES128GCMSHA256, extensions: extensions)
    }()

    /// RFC 5246 §7.4.1.2 and the extensions' RFCs, octet by octet.
    @Test func `ClientHello is what the RFC says`() {
        let expected: [UInt8] =
            [1, 0, 0, 0x5B, 3, 3] + Self.random + [0, 0, 4, 0x00, 0x9C, 0x00, 0x9D, 1, 0, 0, 0x2C]
            + [0, 0, 0, 0x10, 0, 0x0E, 0, 0, 0x0B] + Array("example.org".utf8)
            + [0xFF, 1, 0, 1, 0] + [0, 0x17, 0, 0] + [0, 0x0D, 0, 6, 0, 4, 4, 1, 5, 1]
        var whole = expected
        whole[3] = UInt8(expected.count - 4)
        let lengthPlace = 4 + 2 + 32 + 1 + 2 + 4 + 2
        whole[lengthPlace + 1] = UInt8(expected.count - lengthPlace - 2)
        #expect(Self.clientHello.encoded == whole)
    }

    @Test func `ServerHello is what the RFC says`() {
        let extensions: [UInt8] = [0, 0, 0, 0] + [0xFF, 1, 0, 1, 0] + [0, 0x17, 0, 0]
        let body: [UInt8] = [3, 3] + Self.random + [0, 0x00, 0x9C, 0, 0, UInt8(extensions.count)] + extensions
        #expect(Self.serverHello.encoded == [2, 0, 0, UInt8(body.count)] + body)
    }

    @Test func `the short ones are what the RFC says`() {
        #expect(ServerHelloDone.encoded == [14, 0, 0, 0])
        #expect(Finished(verifyData: Array(1...12)).encoded == [20, 0, 0, 12] + Array(1...12))
        #expect(ClientKeyExchange.encryptedPremaster([7, 8]).encoded == [16, 0, 0, 4, 0, 2, 7, 8])
        #expect(
            CertificateMessage(chain: [[1], [2, 3]]).encoded
                == [11, 0, 0, 12, 0, 0, 9, 0, 0, 1, 1, 0, 0, 2, 2, 3]
        )
        #expect(ChangeCipherSpec.encoded == [1])
        #expect(Alert(.fatal, .badRecordMAC).encoded == [2, 20])
    }

    /// RFC 8422 §5.4, RFC 5246 §7.4.3, §7.4.4, §7.4.8, RFC 5077 §3.3.
    private static let curveExchange = ServerKeyExchange(
        parameters: .curve(0x001D, point: [5, 6]),
        signatureScheme: 0x0804,
        signature: [9]
    )
    private static let fieldExchange = ServerKeyExchange(
        parameters: .field(prime: [23], generator: [2], publicValue: [4]),
        signatureScheme: 0x0401,
        signature: [9, 9]
    )
    private static let request = CertificateRequest(
        certificateTypes: [1, 64],
        signatureAlgorithms: [0x0401],
        authorities: [[0x30, 0]]
    )
    private static let verify = CertificateVerify(signatureScheme: 0x0804, signature: [1, 2, 3])
    private static let ticket = NewSessionTicket(lifetimeHint: 0x0001_0203, ticket: [7, 7])

    @Test func `those that are not in every handshake are what the RFCs say`() {
        #expect(Self.curveExchange.encoded == [12, 0, 0, 11, 3, 0, 0x1D, 2, 5, 6, 8, 4, 0, 1, 9])
        #expect(Self.fieldExchange.encoded == [12, 0, 0, 15, 0, 1, 23, 0, 1, 2, 0, 1, 4, 4, 1, 0, 2, 9, 9])
        #expect(Self.request.encoded == [13, 0, 0, 13, 2, 1, 64, 0, 2, 4, 1, 0, 4, 0, 2, 0x30, 0])
        #expect(Self.verify.encoded == [15, 0, 0, 7, 8, 4, 0, 3, 1, 2, 3])
        #expect(Self.ticket.encoded == [4, 0, 0, 8, 0, 1, 2, 3, 0, 2, 7, 7])
        #expect(ClientKeyExchange.point([4, 5]).encoded == [16, 0, 0, 3, 2, 4, 5])
        #expect(ClientKeyExchange.number([4, 5]).encoded == [16, 0, 0, 4, 0, 2, 4, 5])
        let signed = Self.curveExchange.signedOctets(clientRandom: [1], serverRandom: [2])
        #expect(signed == [1, 2, 3, 0, 0x1D, 2, 5, 6])
    }

    @Test func `a curve that has no name is refused, and so are values of nothing`() {
        #expect(throws: DecodeError.badValue(1, of: .curveType)) { try ServerKeyExchange(decoding: [1, 0, 0], .curve) }
        #expect(throws: DecodeError.badLength(0, of: .publicValue)) {
            try ServerKeyExchange(decoding: [3, 0, 0x1D, 0, 8, 4, 0, 0], .curve)
        }
        #expect(throws: DecodeError.badLength(0, of: .publicValue)) {
            try ServerKeyExchange(decoding: [0, 0, 0, 1, 2, 0, 1, 2, 8, 4, 0, 0], .field)
        }
        for kind in [ClientKeyExchange.Kind.point, .number] {
            #expect(throws: DecodeError.badLength(0, of: .publicValue)) {
                try ClientKeyExchange(decoding: kind == .point ? [0] : [0, 0], kind)
            }
        }
    }

    @Test func `extensions of every kind are read as they were written`() throws {
        var hello = Self.clientHello
        hello.extensions.supportedGroups = [0x001D, 0x0017, 0x0100]
        hello.extensions.pointFormats = [0]
        hello.extensions.applicationProtocols = [Array("h2".utf8), Array("http/1.1".utf8)]
        hello.extensions.recordSizeLimit = 1_024
        hello.extensions.sessionTicket = [1, 2, 3]
        #expect(try ClientHello(decoding: body(hello.encoded)) == hello)
        #expect(hello.extensions.present == [0, 10, 11, 13, 16, 23, 28, 35, 0xFF01])
    }

    /// Type, length and body of one extension in a ClientHello; what is wrong with it.
    @Test(arguments: [
        ([0, 10, 0, 2, 0, 0], DecodeError.badLength(0, of: .supportedGroups)),
        ([0, 10, 0, 3, 0, 1, 0], .badLength(1, of: .supportedGroups)),
        ([0, 11, 0, 1, 0], .badLength(0, of: .pointFormats)),
        ([0, 16, 0, 3, 0, 1, 0], .badLength(0, of: .protocolNames)),
        ([0, 28, 0, 2, 0, 63], .badValue(63, of: .recordSizeLimit)),
        ([0, 28, 0, 1, 1], .truncated(needed: 2, left: 1)),
    ])
    func `an extension that cannot be is refused`(octets: [UInt8], error: DecodeError) {
        let head: [UInt8] = [3, 3] + Self.random + [0, 0, 2, 0, 0x9C, 1, 0]
        #expect(throws: error) { try ClientHello(decoding: head + [0, UInt8(octets.count)] + octets) }
    }

    @Test func `are read as they were written`() throws {
        #expect(try ServerKeyExchange(decoding: body(Self.curveExchange.encoded), .curve) == Self.curveExchange)
        #expect(try ServerKeyExchange(decoding: body(Self.fieldExchange.encoded), .field) == Self.fieldExchange)
        #expect(try CertificateRequest(decoding: body(Self.request.encoded)) == Self.request)
        #expect(try CertificateVerify(decoding: body(Self.verify.encoded)) == Self.verify)
        #expect(try NewSessionTicket(decoding: body(Self.ticket.encoded)) == Self.ticket)
        #expect(try ClientHello(decoding: body(Self.clientHello.encoded)) == Self.clientHello)
        #expect(try ServerHello(decoding: body(Self.serverHello.encoded)) == Self.serverHello)
        let certificates = CertificateMessage(chain: [[1], [2, 3], Array(repeating: 9, count: 70_000)])
        #expect(try CertificateMessage(decoding: body(certificates.encoded)) == certificates)
        let exchange = ClientKeyExchange.encryptedPremaster(Array(repeating: 3, count: 256))
        #expect(try ClientKeyExchange(decoding: body(exchange.encoded), .encryptedPremaster) == exchange)
        let finished = Finished(verifyData: Array(1...12))
        #expect(try Finished(decoding: body(finished.encoded)) == finished)
        #expect(try Alert(decoding: [1, 0]) == Alert(.warning, .closeNotify))
    }

    @Test func `are refused when they end too soon or too late`() {
        let messages: [(whole: [UInt8], decode: ([UInt8]) throws -> Void)] = [
            (Self.clientHello.encoded, { _ = try ClientHello(decoding: $0) }),
            (Self.serverHello.encoded, { _ = try ServerHello(decoding: $0) }),
            (CertificateMessage(chain: [[1], [2, 3]]).encoded, { _ = try CertificateMessage(decoding: $0) }),
            (ServerHelloDone.encoded, { try ServerHelloDone.decode($0) }),
            (
                ClientKeyExchange.encryptedPremaster([7, 8]).encoded,
                { _ = try ClientKeyExchange(decoding: $0, .encryptedPremaster) }
            ),
            (Finished(verifyData: Array(1...12)).encoded, { _ = try Finished(decoding: $0) }),
            (Self.curveExchange.encoded, { _ = try ServerKeyExchange(decoding: $0, .curve) }),
            (Self.fieldExchange.encoded, { _ = try ServerKeyExchange(decoding: $0, .field) }),
            (Self.request.encoded, { _ = try CertificateRequest(decoding: $0) }),
            (Self.verify.encoded, { _ = try CertificateVerify(decoding: $0) }),
            (Self.ticket.encoded, { _ = try NewSessionTicket(decoding: $0) }),
            (ClientKeyExchange.point([4, 5]).encoded, { _ = try ClientKeyExchange(decoding: $0, .point) }),
            (ClientKeyExchange.number([4, 5]).encoded, { _ = try ClientKeyExchange(decoding: $0, .number) }),
        ]
        // A hello may end before its extensions: that is what a peer without any sends.
        let beforeExtensions: Set<[UInt8]> = [
            Array(body(Self.clientHello.encoded).prefix(2 + 32 + 1 + 2 + 4 + 2)),
            Array(body(Self.serverHello.encoded).prefix(2 + 32 + 1 + 2 + 1)),
        ]
        for (whole, decode) in messages {
            let content = body(whole)
            for length in 0..<content.count where !beforeExtensions.contains(Array(content[..<length])) {
                #expect(throws: DecodeError.self, "\(whole[0]) cut to \(length)") {
                    try decode(Array(content[..<length]))
                }
            }
            #expect(throws: DecodeError.self, "\(whole[0]) with an octet more") { try decode(content + [0]) }
        }
        for octets in [[], [1], [1, 1], [2]] as [[UInt8]] where octets != [1] {
            #expect(throws: DecodeError.self) { try ChangeCipherSpec.decode(octets) }
        }
        for octets in [[], [2], [3, 0], [0, 0], [1, 0, 0]] as [[UInt8]] {
            #expect(throws: DecodeError.self) { try Alert(decoding: octets) }
        }
    }

    private func body(_ message: [UInt8]) -> [UInt8] { Array(message.dropFirst(4)) }
}

@Suite struct `Hello extensions` {
    private func hello(_ extensions: [UInt8]) throws -> ClientHello {
        let head: [UInt8] = [3, 3] + [UInt8](repeating: 0, count: 32) + [0, 0, 2, 0x00, 0x9C, 1, 0]
        return try ClientHello(
            decoding: head + [UInt8(extensions.count >> 8), UInt8(extensions.count & 0xFF)] + extensions
        )
    }

    @Test func `that nobody knows are tolerated, GREASE among them`() throws {
        let parsed = try hello([0x0A, 0x0A, 0, 0] + [0x12, 0x34, 0, 2, 9, 9] + [0, 0x17, 0, 0])
        #expect(parsed.extensions.unknown == [0x0A0A, 0x1234])
        #expect(parsed.extensions.extendedMasterSecret)
    }

    @Test func `of server_name give the host's, whatever other names are beside it`() throws {
        let (host, other): ([UInt8], [UInt8]) = ([0, 0, 1, 0x61], [1, 0, 2, 0xC3, 0])
        #expect(try hello([0, 0, 0, 11, 0, 9] + host + other).extensions.serverName == "a")
        #expect(try hello([0, 0, 0, 11, 0, 9] + other + host).extensions.serverName == "a")
        #expect(try hello([0, 0, 0, 7, 0, 5] + other).extensions.serverName == nil)
    }

    @Test(
        arguments: [
            ([0, 0x17, 0, 0, 0, 0x17, 0, 0], DecodeError.duplicateExtension(0x17)),
            ([0x12, 0x34, 0, 0, 0x12, 0x34, 0, 0], .duplicateExtension(0x1234)),
            ([0, 0x17, 0, 1, 0], .badLength(1, of: .extendedMasterSecret)),
            ([0, 0x0D, 0, 2, 0, 0], .badLength(0, of: .signatureAlgorithms)),
            ([0, 0x0D, 0, 3, 0, 1, 4], .badLength(1, of: .signatureAlgorithms)),
            ([0, 0, 0, 2, 0, 0], .badLength(0, of: .serverNameList)),
            ([0, 0, 0, 5, 0, 3, 0, 0, 0], .badLength(0, of: .serverNameList)),
            ([0, 0, 0, 10, 0, 8, 0, 0, 1, 0x61, 0, 0, 1, 0x62], .duplicateServerName(0)),
            ([0, 0, 0, 8, 0, 6, 1, 0, 0, 1, 0, 0], .duplicateServerName(1)),
            ([0, 0, 0, 6, 0, 4, 1, 0, 2, 0x61], .truncated(needed: 2, left: 1)),
            ([0, 0, 0, 6, 0, 4, 0, 0, 1, 0x00], .badValue(0, of: .serverNameList)),
            ([0, 0, 0, 6, 0, 4, 0, 0, 1, 0xC3], .badValue(0xC3, of: .serverNameList)),
            (
                [0, 0, 1, 5, 1, 3, 0, 1, 0] + [UInt8](repeating: 0x61, count: 256),
                .badLength(256, of: .serverNameList)
            ),
        ] as [([UInt8], DecodeError)]
    )
    func `that are malformed are refused`(extensions: [UInt8], expected: DecodeError) {
        #expect(throws: expected) { try hello(extensions) }
    }

    @Test func `of any cut are refused`() {
        let all: [UInt8] = [0, 0, 0, 6, 0, 4, 0, 0, 1, 0x61] + [0xFF, 1, 0, 1, 0] + [0, 0x0D, 0, 4, 0, 2, 4, 1]
        let ends: Set<Int> = [0, 10, 15, all.count]
        for length in 0...all.count {
            if ends.contains(length) {
                #expect(throws: Never.self) { try hello(Array(all[..<length])) }
            } else {
                #expect(throws: DecodeError.self) { try hello(Array(all[..<length])) }
            }
        }
    }
}
