import NullBackend
import TLSEngine
import TLSWire

/// Records as a peer over the null backend writes them: plain ones, and ones whose protection is a constant tag.
enum Script {
    static func record(_ type: UInt8, _ fragment: [UInt8], version: UInt16 = 0x0303) -> [UInt8] {
        [type, UInt8(version >> 8), UInt8(version & 0xFF), UInt8(fragment.count >> 8), UInt8(fragment.count & 0xFF)]
            + fragment
    }

    static func handshake(_ message: [UInt8]) -> [UInt8] { record(22, message) }

    /// Explicit nonce, plaintext, tag.
    static func protected(_ type: UInt8, _ plaintext: [UInt8]) -> [UInt8] {
        record(type, [UInt8](repeating: 0, count: 8) + plaintext + [UInt8](repeating: 0x33, count: 16))
    }

    static let changeCipherSpec = record(20, [1])
    /// verify_data as the null backend's PRF gives it to everybody.
    static let finished = protected(22, Finished(verifyData: [UInt8](repeating: 0xA5, count: 12)).encoded)

    static func clientHello(
        version: UInt16 = 0x0303,
        suites: [UInt16] = [0x009C],
        compression: [UInt8] = [0],
        extensions: HelloExtensions = HelloExtensions()
    ) -> [UInt8] {
        var hello = ClientHello(
            random: [UInt8](repeating: 7, count: 32),
            cipherSuites: suites.map { CipherSuite(rawValue: $0) },
            extensions: extensions
        )
        hello.version = ProtocolVersion(rawValue: version)
        hello.compressionMethods = compression
        return handshake(hello.encoded)
    }

    static func serverHello(_ change: (inout ServerHello) -> Void = { _ in }) -> [UInt8] {
        var hello = ServerHello(
            random: [UInt8](repeating: 8, count: 32),
            cipherSuite: .rsaWithAES128GCMSHA256,
            extensions: HelloExtensions()
        )
        change(&hello)
        return handshake(hello.encoded)
    }

    static let certificate = handshake(CertificateMessage(chain: NullPeers.chain).encoded)
    static let serverHelloDone = handshake(ServerHelloDone.encoded)
    static let clientKeyExchange = handshake(
        ClientKeyExchange.encryptedPremaster([UInt8](repeating: 0, count: 256)).encoded
    )

    /// What a client sends in a whole handshake, step by step.
    static let client: [(step: HandshakeStep, octets: [UInt8])] = [
        (.clientHello, clientHello()), (.clientKeyExchange, clientKeyExchange),
        (.clientChangeCipherSpec, changeCipherSpec), (.clientFinished, finished),
    ]

    /// What a server sends in a whole handshake, step by step.
    static let server: [(step: HandshakeStep, octets: [UInt8])] = [
        (.serverHello, serverHello()), (.certificate, certificate), (.serverHelloDone, serverHelloDone),
        (.serverChangeCipherSpec, changeCipherSpec), (.serverFinished, finished),
    ]
}

/// Feeds octets to a connection; what it threw, and the fatal alert that it sent.
struct Reaction: Equatable {
    var error: HandshakeError?
    var alert: AlertDescription?

    init(of connection: some TLSConnection, to octets: [UInt8]) {
        _ = connection.takeOutgoing()
        do throws(HandshakeError) { try connection.receive(octets.span) } catch { self.error = error }
        alert = Self.lastAlert(connection.takeOutgoing())
    }

    /// The description in the last record, if that is a fatal alert, plain or with the null backend's protection.
    private static func lastAlert(_ octets: [UInt8]) -> AlertDescription? {
        var rest = octets[...]
        var found: AlertDescription?
        while rest.count >= 5 {
            let type = rest[rest.startIndex]
            let length = Int(rest[rest.startIndex + 3]) << 8 | Int(rest[rest.startIndex + 4])
            let fragment = Array(rest.dropFirst(5).prefix(length))
            rest = rest.dropFirst(5 + length)
            let alert: [UInt8]
            if type == 21 {
                alert = fragment.count == 2 ? fragment : Array(fragment.dropFirst(8).prefix(2))
            } else if type == 23, fragment.count == 2 + 1 + 16, fragment[2] == 21 {
                // In TLS 1.3 the type is inside, before the tag.
                alert = Array(fragment.prefix(2))
            } else {
                continue
            }
            if alert.count == 2, alert[0] == 2 { found = AlertDescription(rawValue: alert[1]) }
        }
        return found
    }
}
