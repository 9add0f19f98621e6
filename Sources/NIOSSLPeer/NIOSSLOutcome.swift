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
    /// The group of the server's half of the key exchange; nil without one.
    public let group: UInt16?
    /// The code point of the scheme that the key exchange is signed with (RFC 8446 §4.2.3); nil without one, and in TLS 1.3, whose
    /// signature nobody sees.
    public let signatureScheme: UInt16?
    /// Whether it went on with a session from before: the server showed no certificate, or took a pre-shared key.
    public let isResumed: Bool
    /// Whether the secrets bind the handshake, in TLS 1.2 by the extended master secret (RFC 7627).
    public let usesExtendedMasterSecret: Bool
    /// Whether the server knows RFC 5746, or a version that has no renegotiation.
    public let hasSecureRenegotiation: Bool
    /// Whether the server gave the client a ticket for another handshake (RFC 5077); nil in TLS 1.3, whose tickets nobody sees.
    public let hasTicket: Bool?

    /// Reads what the server sent before its ChangeCipherSpec (RFC 5246 §6.2.1, §7.4; RFC 8446 §D.4), in TLS 1.3 ServerHello alone.
    init(serverOctets octets: [UInt8]) throws(DecodeError) {
        var messages = ByteReader(try Self.handshakeOctets(octets))
        var hello: ServerHello?
        var exchange: (group: UInt16?, signatureScheme: UInt16?)
        var types: Set<UInt8> = []
        while messages.left > 0 {
            let type = try messages.uint8()
            var message = try messages.vector24()
            let body = message.rest()
            types.insert(type)
            switch HandshakeType(rawValue: type) {
            case .serverHello: hello = try ServerHello(decoding: body)
            case .serverKeyExchange:
                let message = try ServerKeyExchange(decoding: body, .curve)
                if case .curve(let curve, _) = message.parameters { exchange.group = curve }
                exchange.signatureScheme = message.signatureScheme
            default: break
            }
        }
        guard let hello else { throw .truncated(needed: HandshakeType.headerLength, left: 0) }
        let extensions = hello.extensions
        version = extensions.supportedVersions?.first ?? hello.version
        let isTLS13 = version == .tls13
        cipherSuite = hello.cipherSuite
        group = isTLS13 ? extensions.keyShares?.first?.group : exchange.group
        signatureScheme = exchange.signatureScheme
        isResumed =
            isTLS13 ? extensions.selectedIdentity != nil : !types.contains(HandshakeType.certificate.rawValue)
        usesExtendedMasterSecret = isTLS13 || extensions.extendedMasterSecret
        hasSecureRenegotiation = isTLS13 || extensions.renegotiatedConnection != nil
        hasTicket = isTLS13 ? nil : types.contains(HandshakeType.newSessionTicket.rawValue)
    }

    /// The same as every stack reports it; throws if it was another version than the suite's.
    func common() throws(NIOSSLPeerError) -> HandshakeOutcome {
        guard version == cipherSuite.version else { throw .handshake(reason: "it ended with another version") }
        return HandshakeOutcome(
            cipherSuite: cipherSuite,
            group: group.flatMap { group in KeyExchangeGroup.all.first { $0.codePoint == group } },
            // BoringSSL's servers keep no sessions unless they are told to.
            resumption: !isResumed ? .none : version == .tls13 ? .preSharedKey : .ticket,
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
