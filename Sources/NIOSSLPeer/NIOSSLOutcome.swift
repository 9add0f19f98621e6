#if NIOSSL
internal import CryptoBackend
internal import StackSeam
public import TLSWire

/// How a handshake ended, as the wire shows it: NIOSSL tells its users the version and nothing else.
public struct NIOSSLOutcome: Hashable, Sendable {
    /// What ServerHello says.
    public let version: ProtocolVersion
    /// What ServerHello says.
    public let cipherSuite: CipherSuite
    /// The curve of ServerKeyExchange; nil without one.
    public let group: UInt16?
    /// The code point of the scheme that the key exchange is signed with (RFC 8446 §4.2.3); nil without one.
    public let signatureScheme: UInt16?
    /// Whether it went on with a session from before: the server showed no certificate.
    public let isResumed: Bool
    /// Whether the session has the extended master secret (RFC 7627).
    public let usesExtendedMasterSecret: Bool
    /// Whether the server knows RFC 5746.
    public let hasSecureRenegotiation: Bool
    /// Whether the server gave the client a ticket for another handshake (RFC 5077).
    public let hasTicket: Bool

    /// Reads what the server sent before its ChangeCipherSpec (RFC 5246 §6.2.1, §7.4).
    init(serverOctets octets: [UInt8]) throws(DecodeError) {
        var messages = ByteReader(try Self.handshakeOctets(octets))
        var hello: ServerHello?
        var group: UInt16?
        var signatureScheme: UInt16?
        var types: Set<UInt8> = []
        while messages.left > 0 {
            let type = try messages.uint8()
            var message = try messages.vector24()
            let body = message.rest()
            types.insert(type)
            switch HandshakeType(rawValue: type) {
            case .serverHello: hello = try ServerHello(decoding: body)
            case .serverKeyExchange:
                let exchange = try ServerKeyExchange(decoding: body, .curve)
                if case .curve(let curve, _) = exchange.parameters { group = curve }
                signatureScheme = exchange.signatureScheme
            default: break
            }
        }
        guard let hello else { throw .truncated(needed: HandshakeType.headerLength, left: 0) }
        version = hello.version
        cipherSuite = hello.cipherSuite
        self.group = group
        self.signatureScheme = signatureScheme
        isResumed = !types.contains(HandshakeType.certificate.rawValue)
        usesExtendedMasterSecret = hello.extensions.extendedMasterSecret
        hasSecureRenegotiation = hello.extensions.renegotiatedConnection != nil
        hasTicket = types.contains(HandshakeType.newSessionTicket.rawValue)
    }

    /// The same as every stack reports it; throws if it was not TLS 1.2.
    func common() throws(NIOSSLPeerError) -> HandshakeOutcome {
        guard version == .tls12 else { throw .handshake(reason: "it ended with another version") }
        return HandshakeOutcome(
            cipherSuite: cipherSuite,
            group: group.flatMap { NamedGroup(rawValue: $0) }.map { KeyExchangeGroup($0) },
            // BoringSSL's servers keep no sessions unless they are told to.
            resumption: isResumed ? .ticket : .none,
            usesExtendedMasterSecret: usesExtendedMasterSecret,
            hasSecureRenegotiation: hasSecureRenegotiation
        )
    }

    /// The messages one behind the other: a record may hold several, or a part of one.
    private static func handshakeOctets(_ octets: [UInt8]) throws(DecodeError) -> [UInt8] {
        var records = ByteReader(octets)
        var messages: [UInt8] = []
        while records.left > 0, try records.uint8() == ContentType.handshake.rawValue {
            _ = try records.uint16()
            var fragment = try records.vector16()
            messages += fragment.rest()
        }
        return messages
    }
}
#endif
