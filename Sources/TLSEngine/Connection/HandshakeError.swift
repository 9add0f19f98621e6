public import CryptoBackend
public import TLSWire

/// Why a connection failed, by who is at fault.
public enum HandshakeError: Error, Hashable, Sendable {
    /// Octets that are no message.
    case invalidMessage(DecodeError)
    /// A message that the protocol does not allow here.
    case peerMisbehaved(Misbehavior)
    /// Two peers that mean well and have nothing in common.
    case incompatible(Incompatibility)
    /// A certificate that is not to be trusted.
    case certificate(CertificateRejection)
    /// An operation of the backend failed.
    case crypto(CryptoError)
    /// The peer gave up, and says why.
    case alertReceived(AlertDescription)
    /// A server that answered ClientHello with an alert: nothing in it is for it.
    case helloRefused(AlertDescription)
    /// The transport ended without close_notify: what came may be cut short by an attacker (RFC 5246 §7.2.1).
    case truncated
    /// The caller asked for what this connection cannot do now.
    case misuse(Misuse)

    /// What the protocol does not allow.
    public enum Misbehavior: Hashable, Sendable {
        /// A message or ChangeCipherSpec at the wrong time; `expected` is nil when the handshake is over.
        case unexpectedMessage(UInt8, expected: HandshakeStep?)
        /// A record of an unknown kind, or of a kind that has no place here.
        case unexpectedRecord(UInt8)
        /// A record that names another version.
        case wrongRecordVersion(UInt16)
        /// A record above the limit, in octets.
        case recordOverflow(Int)
        /// A handshake message above what any peer needs, in octets.
        case oversizedMessage(Int)
        /// A record of no octets where that is not allowed, or too many of them.
        case emptyRecord
        /// A message that began before ChangeCipherSpec and ends after it.
        case messageAcrossKeyChange
        /// A record that does not decrypt.
        case badRecordMAC
        /// verify_data that is not ours.
        case badFinished
        /// A version in ServerHello that was not offered.
        case wrongServerVersion(UInt16)
        /// A suite in ServerHello that was not offered.
        case unofferedCipherSuite(UInt16)
        /// ServerHello with an older version from a server that says that it has a newer one than both (RFC 8446 §4.1.3).
        case downgrade
        /// A group in ServerKeyExchange that was not offered.
        case unofferedGroup(UInt16)
        /// A signature scheme that was not offered, or is for another kind of key.
        case unofferedSignatureScheme(UInt16)
        /// A public value of a key exchange that must not be used.
        case badPublicValue(NamedGroup)
        /// A signature in ServerKeyExchange or CertificateVerify that does not hold.
        case badSignature
        /// A client whose points are all compressed.
        case noUncompressedPoints
        /// A suite in a resumed session that is not the session's.
        case otherCipherSuiteOfSession(UInt16)
        /// A session asked for by its id, without its suite among those that are offered.
        case unofferedCipherSuiteOfSession(UInt16)
        /// A session whose master secret binds its handshake, resumed by who does not know of that (RFC 7627 §5.3).
        case sessionWithoutExtendedMasterSecret
        /// A protocol in ServerHello that was not offered.
        case unofferedProtocol
        /// A compression method other than null.
        case compression
        /// An extension in ServerHello that was not offered.
        case unsolicitedExtension(UInt16)
        /// renegotiation_info that is not empty in a first handshake.
        case wrongRenegotiationInfo
        /// A Certificate message without certificates.
        case noCertificate
        /// A protected record with nothing in it but padding (RFC 8446 §5.4).
        case onlyPadding
        /// A message without an extension that it has to have (RFC 8446 §9.2).
        case missingExtension(UInt16)
        /// An extension in a message that must not have it (RFC 8446 §4.2).
        case misplacedExtension(UInt16)
        /// Key shares that are none of the groups that are supported, or twice one of them, or not in their order.
        case badKeyShares
        /// A key share that its group does not take.
        case badKeyShare(KeyExchangeGroup)
        /// HelloRetryRequest for what the client has done, or that changes nothing (RFC 8446 §4.1.4).
        case needlessRetry
        /// A second HelloRetryRequest.
        case secondRetry
        /// A second ClientHello that changes more than HelloRetryRequest asks for (RFC 8446 §4.1.2).
        case changedHello
        /// ServerHello with another session id than the client's (RFC 8446 §4.1.3).
        case wrongSessionID
        /// Another suite or version than HelloRetryRequest named.
        case otherChoiceAfterRetry
        /// A pre-shared key that was not offered, or not for this suite.
        case unofferedSession
        /// A proof of a pre-shared key that does not hold.
        case badBinder
        /// A certificate with a key of another kind than the suite has (RFC 5246 §7.4.2).
        case keyOfOtherKind(CertificateKey.Kind)
        /// A certificate_request_context that is not the request's.
        case wrongRequestContext
        /// More warnings, HelloRequests or empty records than a peer that means well sends.
        case floodOfWarnings
    }

    /// What the two peers do not share.
    public enum Incompatibility: Hashable, Sendable {
        /// The client has nothing as high as TLS 1.2.
        case clientVersion(UInt16)
        /// None of the versions that the client names.
        case noCommonVersion
        /// No group in common for a key exchange.
        case noCommonGroup
        /// No scheme in common to sign with.
        case noCommonScheme
        /// No suite in common.
        case noCommonCipherSuite
        /// A client that has come back with an older version though both have this one (RFC 7507 §3).
        case inappropriateFallback
        /// Fields in common none, though DHE is all that there is (RFC 7919 §4).
        case noCommonField
        /// A field that may be weak, its prime's length in bits (RFC 7919 §1).
        case unknownField(bits: Int)
        /// No protocol in common (RFC 7301 §3.2).
        case noCommonProtocol
        /// The client has no certificate, and has to have one.
        case noClientCertificate
        /// The same in TLS 1.3, which has an alert for it.
        case certificateRequired
        /// A key in the certificate that the backend cannot use: its length in bits.
        case keyLength(Int)
        /// A key in the certificate that the backend does not take for another reason.
        case unusableKey(CryptoError.KeyFault)
    }

    /// What the caller did.
    public enum Misuse: Hashable, Sendable {
        /// Application data before the handshake is over, or after the end.
        case notEstablished
        /// A connection that failed or ended was used again.
        case connectionIsOver
        /// 2⁶⁴ − 1 records in one direction.
        case sequenceNumberExhausted
        /// Application protocols that ClientHello cannot hold.
        case applicationProtocols
    }

    /// The alert that tells the peer (RFC 5246 §7.2.2); nil where none is to be sent.
    public var alert: AlertDescription? {
        switch self {
        case .invalidMessage(let error): error.alert
        case .peerMisbehaved(let misbehavior): misbehavior.alert
        case .incompatible(let incompatibility): incompatibility.alert
        case .certificate(let rejection): rejection.alert
        case .crypto: .internalError
        case .alertReceived, .helloRefused, .truncated, .misuse(.notEstablished), .misuse(.connectionIsOver),
            .misuse(.applicationProtocols):
            nil
        case .misuse(.sequenceNumberExhausted): .internalError
        }
    }
}

extension HandshakeError.Misbehavior {
    fileprivate var alert: AlertDescription {
        switch self {
        case .unexpectedMessage, .unexpectedRecord, .emptyRecord, .messageAcrossKeyChange, .floodOfWarnings,
            .onlyPadding, .secondRetry:
            .unexpectedMessage
        case .wrongRecordVersion, .wrongServerVersion: .protocolVersion
        case .recordOverflow: .recordOverflow
        case .unofferedCipherSuite, .compression, .downgrade, .unofferedGroup,
            .unofferedSignatureScheme, .badPublicValue, .noUncompressedPoints, .otherCipherSuiteOfSession,
            .unofferedCipherSuiteOfSession, .unofferedProtocol, .misplacedExtension, .badKeyShares, .badKeyShare,
            .needlessRetry, .changedHello, .wrongSessionID, .otherChoiceAfterRetry, .unofferedSession,
            .wrongRequestContext, .keyOfOtherKind:
            .illegalParameter
        case .missingExtension: .missingExtension
        case .badRecordMAC: .badRecordMAC
        case .badFinished, .badSignature, .badBinder: .decryptError
        case .unsolicitedExtension: .unsupportedExtension
        case .wrongRenegotiationInfo, .sessionWithoutExtendedMasterSecret: .handshakeFailure
        case .oversizedMessage, .noCertificate: .decodeError
        }
    }
}

extension HandshakeError.Incompatibility {
    fileprivate var alert: AlertDescription {
        switch self {
        case .clientVersion, .noCommonVersion: .protocolVersion
        case .inappropriateFallback: .inappropriateFallback
        case .noCommonCipherSuite, .noClientCertificate, .noCommonGroup, .noCommonScheme: .handshakeFailure
        case .certificateRequired: .certificateRequired
        case .noCommonField, .unknownField: .insufficientSecurity
        case .noCommonProtocol: .noApplicationProtocol
        case .keyLength, .unusableKey: .unsupportedCertificate
        }
    }
}

extension DecodeError {
    fileprivate var alert: AlertDescription {
        switch self {
        case .badValue, .duplicateExtension, .duplicateServerName: .illegalParameter
        case .truncated, .trailing, .badLength: .decodeError
        case .unsolicitedExtension: .unsupportedExtension
        case .missingExtension: .missingExtension
        }
    }
}
