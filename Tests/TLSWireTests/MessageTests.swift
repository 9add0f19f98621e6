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
        return ClientHello(random: random, cipherSuites: CipherSuite.supported, extensions: extensions)
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
        #expect(ClientKeyExchange(encryptedPremaster: [7, 8]).encoded == [16, 0, 0, 4, 0, 2, 7, 8])
        #expect(
            CertificateMessage(chain: [[1], [2, 3]]).encoded
                == [11, 0, 0, 12, 0, 0, 9, 0, 0, 1, 1, 0, 0, 2, 2, 3]
        )
        #expect(ChangeCipherSpec.encoded == [1])
        #expect(Alert(.fatal, .badRecordMAC).encoded == [2, 20])
    }

    @Test func `are read as they were written`() throws {
        #expect(try ClientHello(decoding: body(Self.clientHello.encoded)) == Self.clientHello)
        #expect(try ServerHello(decoding: body(Self.serverHello.encoded)) == Self.serverHello)
        let certificates = CertificateMessage(chain: [[1], [2, 3], Array(repeating: 9, count: 70_000)])
        #expect(try CertificateMessage(decoding: body(certificates.encoded)) == certificates)
        let exchange = ClientKeyExchange(encryptedPremaster: Array(repeating: 3, count: 256))
        #expect(try ClientKeyExchange(decoding: body(exchange.encoded)) == exchange)
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
            (ClientKeyExchange(encryptedPremaster: [7, 8]).encoded, { _ = try ClientKeyExchange(decoding: $0) }),
            (Finished(verifyData: Array(1...12)).encoded, { _ = try Finished(decoding: $0) }),
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

    @Test(
        arguments: [
            ([0, 0x17, 0, 0, 0, 0x17, 0, 0], DecodeError.duplicateExtension(0x17)),
            ([0x12, 0x34, 0, 0, 0x12, 0x34, 0, 0], .duplicateExtension(0x1234)),
            ([0, 0x17, 0, 1, 0], .badLength(1, of: .extendedMasterSecret)),
            ([0, 0x0D, 0, 2, 0, 0], .badLength(0, of: .signatureAlgorithms)),
            ([0, 0x0D, 0, 3, 0, 1, 4], .badLength(1, of: .signatureAlgorithms)),
            ([0, 0, 0, 2, 0, 0], .badLength(0, of: .serverNameList)),
            ([0, 0, 0, 5, 0, 3, 0, 0, 0], .badLength(0, of: .serverNameList)),
            ([0, 0, 0, 6, 0, 4, 1, 0, 1, 0x61], .badValue(1, of: .serverNameList)),
            ([0, 0, 0, 6, 0, 4, 0, 0, 1, 0x00], .badValue(0, of: .serverNameList)),
            ([0, 0, 0, 6, 0, 4, 0, 0, 1, 0xC3], .badValue(0xC3, of: .serverNameList)),
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
