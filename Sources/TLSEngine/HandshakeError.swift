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
        /// A version in ServerHello other than TLS 1.2.
        case wrongServerVersion(UInt16)
        /// A suite in ServerHello that was not offered.
        case unofferedCipherSuite(UInt16)
        /// A compression method other than null.
        case compression
        /// An extension in ServerHello that was not offered.
        case unsolicitedExtension(UInt16)
        /// renegotiation_info that is not empty in a first handshake.
        case wrongRenegotiationInfo
        /// A Certificate message without certificates.
        case noCertificate
        /// More warnings, HelloRequests or empty records than a peer that means well sends.
        case floodOfWarnings
    }

    /// What the two peers do not share.
    public enum Incompatibility: Hashable, Sendable {
        /// The client has nothing as high as TLS 1.2.
        case clientVersion(UInt16)
        /// No suite in common.
        case noCommonCipherSuite
        /// A key in the certificate that the backend cannot use: its length in bits.
        case keyLength(Int)
    }

    /// What the caller did.
    public enum Misuse: Hashable, Sendable {
        /// Application data before the handshake is over, or after the end.
        case notEstablished
        /// A connection that failed or ended was used again.
        case connectionIsOver
        /// 2⁶⁴ − 1 records in one direction.
        case sequenceNumberExhausted
    }

    /// The alert that tells the peer (RFC 5246 §7.2.2); nil where none is to be sent.
    public var alert: AlertDescription? {
        switch self {
        case .invalidMessage(let error): error.alert
        case .peerMisbehaved(let misbehavior): misbehavior.alert
        case .incompatible(.clientVersion): .protocolVersion
        case .incompatible(.noCommonCipherSuite): .handshakeFailure
        case .incompatible(.keyLength): .unsupportedCertificate
        case .certificate(let rejection): rejection.alert
        case .crypto: .internalError
        case .alertReceived, .truncated, .misuse(.notEstablished), .misuse(.connectionIsOver): nil
        case .misuse(.sequenceNumberExhausted): .internalError
        }
    }
}

extension HandshakeError.Misbehavior {
    fileprivate var alert: AlertDescription {
        switch self {
        case .unexpectedMessage, .unexpectedRecord, .emptyRecord, .messageAcrossKeyChange, .floodOfWarnings:
            .unexpectedMessage
        case .wrongRecordVersion, .wrongServerVersion: .protocolVersion
        case .recordOverflow: .recordOverflow
        case .oversizedMessage, .unofferedCipherSuite, .compression: .illegalParameter
        case .badRecordMAC: .badRecordMAC
        case .badFinished: .decryptError
        case .unsolicitedExtension: .unsupportedExtension
        case .wrongRenegotiationInfo: .handshakeFailure
        case .noCertificate: .decodeError
        }
    }
}

extension DecodeError {
    fileprivate var alert: AlertDescription {
        switch self {
        case .badValue, .duplicateExtension: .illegalParameter
        case .truncated, .trailing, .badLength: .decodeError
        }
    }
}
