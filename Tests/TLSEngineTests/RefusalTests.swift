import NullBackend
import TLSEngine
import TLSWire
import Testing

@Suite struct `A server refuses` {
    private func reaction(_ octets: [UInt8], after count: Int = 0) throws -> Reaction {
        let server = TLSServer(NullPeers.server())
        for index in 0..<count {
            let octets = Script.client[index].octets
            try server.receive(octets.span)
        }
        let reaction = Reaction(of: server, to: octets)
        if reaction.error != nil {
            #expect(server.phase == .failed)
            #expect(Reaction(of: server, to: octets).error == .misuse(.connectionIsOver))
        }
        return reaction
    }

    /// Every vector as long as it can be; the one suite that the server has comes last.
    private static let longestHello: ClientHello = {
        var extensions = HelloExtensions()
        extensions.sessionTicket = [UInt8](repeating: 0, count: 0xFFFF - 4)
        var hello = ClientHello(
            random: [UInt8](repeating: 7, count: 32),
            cipherSuites: [CipherSuite](repeating: CipherSuite(rawValue: 0x0A0A), count: 0x7FFE)
                + [.rsaWithAES128GCMSHA256],
            extensions: extensions
        )
        hello.sessionID = [UInt8](repeating: 3, count: 32)
        hello.compressionMethods = Array(0..<0xFF)
        return hello
    }()

    @Test func `octets that are no TLS`() throws {
        #expect(try reaction(Array("GET / HTTP/1.0\r\n\r\n".utf8)).alert == .unexpectedMessage)
        #expect(try reaction(Script.record(99, [1])).alert == .unexpectedMessage)
        #expect(try reaction(Script.record(22, [1, 0, 0, 0], version: 0x0203)).alert == .protocolVersion)
        #expect(try reaction([22, 3, 3, 0x40, 0x01]).alert == .recordOverflow)
        #expect(try reaction(Script.handshake([])).alert == .unexpectedMessage)
        #expect(try reaction(Script.handshake([1, 0, 0, 1, 3])).alert == .decodeError)
    }

    @Test func `a ClientHello only above the longest that its fields allow, another message above 64 KiB`() throws {
        let longest = Self.longestHello.encoded
        #expect(longest.count == 4 + 131_396)
        let records = stride(from: 0, to: longest.count, by: 1 << 14).map { start in
            Script.handshake(Array(longest[start..<min(start + 1 << 14, longest.count)]))
        }
        #expect(try reaction(records.flatMap { $0 }).error == nil)
        // The length in the header is enough to tell.
        let longer = try reaction(Script.handshake([1, 0x02, 0x01, 0x45]))
        #expect(longer.error == .peerMisbehaved(.oversizedMessage(131_397)))
        #expect(longer.alert == .decodeError)
        #expect(try reaction(Script.handshake([16, 0x01, 0x00, 0x00]), after: 1).error == nil)
        #expect(try reaction(Script.handshake([16, 0x01, 0x00, 0x01]), after: 1).alert == .decodeError)
    }

    @Test func `records that are too long once they are protected`() throws {
        let long = Script.protected(22, [UInt8](repeating: 0, count: (1 << 14) + 1))
        #expect(try reaction(long, after: 3).alert == .recordOverflow)
        #expect(try reaction([22, 3, 3, 0x48, 0x01], after: 3).alert == .recordOverflow)
        #expect(try reaction(Script.record(22, [1, 2, 3]), after: 3).alert == .badRecordMAC)
    }

    @Test func `hellos that have nothing for it`() throws {
        #expect(try reaction(Script.clientHello(version: 0x0302)).error == .incompatible(.clientVersion(0x0302)))
        #expect(try reaction(Script.clientHello(version: 0x0302)).alert == .protocolVersion)
        #expect(try reaction(Script.clientHello(suites: [0x1301, 0xC02F])).alert == .handshakeFailure)
        #expect(try reaction(Script.clientHello(compression: [1])).alert == .illegalParameter)
        var extensions = HelloExtensions()
        extensions.renegotiatedConnection = [1]
        #expect(try reaction(Script.clientHello(extensions: extensions)).alert == .handshakeFailure)
    }

    @Test func `not what newer clients send`() throws {
        // A client of TLS 1.3 without supported_versions, GREASE suites, an old version in its first record.
        let suites: [UInt16] = [0x0A0A, 0x1301, 0x009C, 0x00FF]
        #expect(try reaction(Script.clientHello(version: 0x0304, suites: suites)).error == nil)
        var old = Script.clientHello()
        old[2] = 0x01
        #expect(try reaction(old).error == nil)
    }

    @Test func `a ChangeCipherSpec that is none`() throws {
        #expect(try reaction(Script.record(20, [2]), after: 2).alert == .illegalParameter)
        #expect(try reaction(Script.record(20, [1, 1]), after: 2).alert == .unexpectedMessage)
        #expect(try reaction(Script.record(20, []), after: 2).alert == .decodeError)
    }

    @Test func `a message that spans ChangeCipherSpec`() throws {
        let part = Script.handshake([20, 0, 0])
        #expect(
            try reaction(part + Script.changeCipherSpec, after: 2).error == .peerMisbehaved(.messageAcrossKeyChange)
        )
    }

    @Test(arguments: 0..<12)
    func `a Finished with an octet that is not its own`(place: Int) throws {
        var verifyData = [UInt8](repeating: 0xA5, count: 12)
        verifyData[place] ^= 0x10
        let finished = Script.protected(22, Finished(verifyData: verifyData).encoded)
        #expect(try reaction(finished, after: 3).alert == .decryptError)
    }

    @Test func `a record with another tag, or none of its own`() throws {
        var altered = Script.finished
        altered[altered.count - 1] ^= 1
        #expect(try reaction(altered, after: 3).alert == .badRecordMAC)
    }

    @Test func `floods`() throws {
        let warning = Script.record(21, [1, 90])
        #expect(try reaction(Array(repeating: warning, count: 3).flatMap { $0 }).error == nil)
        #expect(try reaction(Array(repeating: warning, count: 40).flatMap { $0 }).alert == .unexpectedMessage)
        let empty = Script.protected(23, [])
        #expect(try reaction(Array(repeating: empty, count: 3).flatMap { $0 }, after: 4).error == nil)
        #expect(try reaction(Array(repeating: empty, count: 40).flatMap { $0 }, after: 4).alert == .unexpectedMessage)
    }

    @Test func `to say anything after a fatal alert`() throws {
        let reaction = try reaction(Script.record(21, [2, 40]), after: 1)
        #expect(reaction.error == .alertReceived(.handshakeFailure))
        #expect(reaction.alert == nil)
    }

    @Test func `renegotiation, and goes on`() throws {
        let server = TLSServer(NullPeers.server())
        for (_, octets) in Script.client { try server.receive(octets.span) }
        _ = server.takeOutgoing()
        let hello = Array(Script.clientHello().dropFirst(5))
        let again = Script.protected(22, hello)
        try server.receive(again.span)
        let answer = server.takeOutgoing()
        #expect(answer == Script.protected(21, [1, 100]).replacingNonce(with: 1))
        let data = Script.protected(23, [1, 2, 3])
        try server.receive(data.span)
        #expect(server.takeReceived() == [1, 2, 3])
    }

    @Test func `data after close_notify`() throws {
        let server = TLSServer(NullPeers.server())
        for (_, octets) in Script.client { try server.receive(octets.span) }
        let end = Script.protected(21, [1, 0]) + Script.protected(23, [1, 2, 3])
        try server.receive(end.span)
        #expect(server.phase == .closed)
        #expect(server.takeReceived() == [])
        #expect(throws: HandshakeError.misuse(.notEstablished)) {
            let data: [UInt8] = [1]
            try server.send(data.span)
        }
    }
}

@Suite struct `A client refuses` {
    private func reaction(_ octets: [UInt8], after count: Int = 0, serverName: String = "localhost") throws -> Reaction
    {
        let client = TLSClient(NullPeers.client(serverName: try ServerName(serverName)))
        try client.start()
        for index in 0..<count {
            let octets = Script.server[index].octets
            try client.receive(octets.span)
        }
        return Reaction(of: client, to: octets)
    }

    @Test func `what it has not offered`() throws {
        #expect(
            try reaction(Script.serverHello { $0.cipherSuite = .init(rawValue: 0x002F) }).alert == .illegalParameter
        )
        #expect(try reaction(Script.serverHello { $0.version = .tls10 }).alert == .protocolVersion)
        #expect(try reaction(Script.serverHello { $0.compressionMethod = 1 }).alert == .illegalParameter)
        #expect(
            try reaction(Script.serverHello { $0.extensions.signatureAlgorithms = [0x0401] }).alert
                == .unsupportedExtension
        )
        #expect(
            try reaction(Script.serverHello { $0.extensions.serverName = "" }, serverName: "127.0.0.1").alert
                == .unsupportedExtension
        )
        #expect(
            try reaction(Script.serverHello { $0.extensions.renegotiatedConnection = [1] }).alert == .handshakeFailure
        )
    }

    /// RFC 8422 §5.1.2: it has offered curves, and the one format that all have.
    @Test(arguments: [CipherSuite.rsaWithAES128GCMSHA256, .ecdheRSAWithAES128GCMSHA256])
    func `point formats without uncompressed points`(suite: CipherSuite) throws {
        func hello(_ formats: [UInt8]) -> [UInt8] {
            Script.serverHello {
                $0.cipherSuite = suite
                $0.extensions.pointFormats = formats
            }
        }
        let refused = try reaction(hello([1, 2]))
        #expect(refused.error == .peerMisbehaved(.noUncompressedPoints))
        #expect(refused.alert == .illegalParameter)
        #expect(try reaction(hello([1, 0])).error == nil)
    }

    @Test func `nothing with an alert of its own, and knows what was refused`() throws {
        let alert = Script.record(21, [2, 40])
        let first = try reaction(alert)
        #expect(first.error == .helloRefused(.handshakeFailure))
        #expect(first.alert == nil)
        #expect(try reaction(alert, after: 1).error == .alertReceived(.handshakeFailure))
    }

    @Test func `to begin with protocols that its hello cannot hold`() throws {
        let long = String(repeating: "a", count: 255)
        for protocols in [[""], [long + "a"], [String](repeating: long, count: 65)] {
            var configuration = NullPeers.client()
            configuration.applicationProtocols = protocols
            let client = TLSClient(configuration)
            #expect(throws: HandshakeError.misuse(.applicationProtocols)) { try client.start() }
            #expect(!client.hasOutgoing)
        }
        var configuration = NullPeers.client()
        configuration.applicationProtocols = [String](repeating: long, count: 64)
        try TLSClient(configuration).start()
    }

    @Test func `to put an address into server_name`() throws {
        for (name, expected) in [("127.0.0.1", nil), ("::1", nil), ("Example.ORG.", "example.org")]
            as [(String, String?)]
        {
            let client = TLSClient(NullPeers.client(serverName: try ServerName(name)))
            try client.start()
            let hello = try ClientHello(decoding: Array(client.takeOutgoing().dropFirst(9)))
            #expect(hello.extensions.serverName == expected)
        }
    }

    @Test func `certificates that are not to be trusted`() throws {
        let none = Script.handshake(CertificateMessage(chain: []).encoded)
        #expect(try reaction(none, after: 1).alert == .decodeError)
        let other = Script.handshake(CertificateMessage(chain: [[1, 2, 3]]).encoded)
        #expect(try reaction(other, after: 1).alert == .badCertificate)
        #expect(try reaction(Script.certificate, after: 1, serverName: "example.org").alert == .certificateUnknown)
    }

    @Test func `a Finished that is not the server's`() throws {
        let wrong = Script.protected(22, Finished(verifyData: [UInt8](repeating: 0, count: 12)).encoded)
        #expect(try reaction(wrong, after: 4).alert == .decryptError)
    }

    @Test func `not HelloRequest, which it ignores, and declines afterwards`() throws {
        let request = Script.handshake([0, 0, 0, 0])
        #expect(try reaction(request + Script.serverHello()).error == nil)
        let client = TLSClient(NullPeers.client())
        try client.start()
        for (_, octets) in Script.server { try client.receive(octets.span) }
        _ = client.takeOutgoing()
        let later = Script.protected(22, [0, 0, 0, 0])
        try client.receive(later.span)
        #expect(client.phase == .established)
        #expect(client.takeOutgoing() == Script.protected(21, [1, 100]).replacingNonce(with: 1))
    }
}

extension [UInt8] {
    /// The same protected record with another explicit nonce.
    fileprivate func replacingNonce(with number: UInt8) -> [UInt8] {
        var copy = self
        copy[5 + 7] = number
        return copy
    }
}
