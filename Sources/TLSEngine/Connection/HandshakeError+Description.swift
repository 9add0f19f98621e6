internal import CryptoBackend
internal import TLSWire

extension HandshakeError: CustomStringConvertible {
    /// One line: what happened, and the alert that was sent for it.
    public var description: String { alert.map { "\(what) (sent alert \($0))" } ?? what }

    private var what: String {
        switch self {
        case .invalidMessage(let error): "invalid message: \(error.text)"
        case .peerMisbehaved(let misbehavior): "the peer broke the protocol: \(misbehavior.text)"
        case .incompatible(let incompatibility): "nothing in common with the peer: \(incompatibility.text)"
        case .certificate(let rejection): "certificate refused: \(rejection)"
        case .crypto(let error): "cryptographic operation failed: \(error)"
        case .alertReceived(let alert): "the peer sent alert \(alert)"
        case .helloRefused(let alert): "the peer sent alert \(alert) in answer to ClientHello"
        case .truncated: "the connection ended without close_notify"
        case .misuse(.notEstablished): "no connection is established"
        case .misuse(.connectionIsOver): "the connection is over"
        case .misuse(.sequenceNumberExhausted): "the sequence numbers are used up"
        case .misuse(.applicationProtocols): "an application protocol is empty or too long, or there are too many"
        }
    }
}

extension DecodeError {
    fileprivate var text: String {
        switch self {
        case .truncated(let needed, let left): "\(needed) octets are needed where \(left) are left"
        case .trailing(let count): "\(count) octets too many"
        case .badLength(let length, let field): "\(field.rawValue) of length \(length)"
        case .badValue(let value, let field): "\(field.rawValue) of value \(value)"
        case .duplicateExtension(let number): "extension \(number) occurs twice"
        case .unsolicitedExtension(let number): "extension \(number), which was not asked for"
        case .missingExtension(let number): "extension \(number) is missing"
        case .duplicateServerName(let type): "two server names of type \(type)"
        }
    }
}

extension HandshakeError.Misbehavior {
    fileprivate var text: String {
        switch self {
        case .unexpectedMessage(let type, let expected?): "handshake message \(type) instead of \(expected)"
        case .unexpectedMessage(let type, nil): "handshake message \(type) after the handshake"
        case .unexpectedRecord(let type): "unexpected record of type \(type)"
        case .wrongRecordVersion(let version): "record version \(hexadecimal(version))"
        case .recordOverflow(let length): "a record of \(length) octets"
        case .oversizedMessage(let length): "a handshake message of \(length) octets"
        case .emptyRecord: "an empty record"
        case .messageAcrossKeyChange: "a message across a change of keys"
        case .badRecordMAC: "a record that does not decrypt"
        case .badFinished: "verify_data that does not match"
        case .wrongServerVersion(let version): "ServerHello with version \(hexadecimal(version))"
        case .unofferedCipherSuite(let suite): "ServerHello with suite \(hexadecimal(suite)), which was not offered"
        case .downgrade: "ServerHello with an older version than the server has"
        case .unofferedGroup(let group): "ServerKeyExchange with group \(hexadecimal(group)), which was not offered"
        case .unofferedSignatureScheme(let scheme): "signature scheme \(hexadecimal(scheme)), which was not offered"
        case .badPublicValue(let group): "a public value that is none of \(group)"
        case .badSignature: "a signature that does not verify"
        case .noUncompressedPoints: "ec_point_formats without uncompressed points"
        case .otherCipherSuiteOfSession(let suite): "suite \(hexadecimal(suite)) in a session of another one"
        case .unofferedCipherSuiteOfSession(let suite):
            "a session of suite \(hexadecimal(suite)), which was not offered"
        case .sessionWithoutExtendedMasterSecret: "a resumed session without its extended master secret"
        case .unofferedProtocol: "an application protocol that was not offered"
        case .compression: "a compression method"
        case .unsolicitedExtension(let number): "ServerHello with extension \(number), which was not offered"
        case .wrongRenegotiationInfo: "renegotiation_info that is not empty"
        case .noCertificate: "no certificate"
        case .onlyPadding: "a record of padding alone"
        case .missingExtension(let number): "extension \(number) is missing"
        case .misplacedExtension(let number): "extension \(number) has no place in this message"
        case .badKeyShares: "key shares that do not match supported_groups"
        case .badKeyShare(let group): "a key share that is not one of \(group)"
        case .needlessRetry: "HelloRetryRequest that asks for nothing new"
        case .secondRetry: "a second HelloRetryRequest"
        case .changedHello: "a second ClientHello that changes more than it was asked to"
        case .wrongSessionID: "ServerHello with another session id than the client's"
        case .otherChoiceAfterRetry: "ServerHello with another choice than HelloRetryRequest"
        case .unofferedSession: "a pre-shared key that was not offered for this suite"
        case .badBinder: "a binder that does not match"
        case .keyOfOtherKind(let kind):
            "a certificate with \(kind == .rsa ? "an RSA" : "an ECDSA") key, in a suite of another"
        case .wrongRequestContext: "a certificate_request_context that is not the request's"
        case .floodOfWarnings: "too many records without content"
        }
    }
}

extension HandshakeError.Incompatibility {
    fileprivate var text: String {
        switch self {
        case .clientVersion(let version): "its highest version is \(hexadecimal(version))"
        case .noCommonVersion: "no version"
        case .noCommonGroup: "no group for a key exchange"
        case .noCommonScheme: "no signature scheme"
        case .inappropriateFallback: "it fell back to an older version than it has"
        case .noCommonCipherSuite: "no cipher suite"
        case .noCommonField: "no finite field"
        case .unknownField(let bits): "a finite field of \(bits) bits that is none of RFC 7919"
        case .noCommonProtocol: "no application protocol"
        case .noClientCertificate: "it has no certificate to show"
        case .certificateRequired: "it has no certificate to show"
        case .keyLength(let bits): "a certificate's key of \(bits) bits"
        case .unusableKey(let fault): "a certificate's key: \(fault)"
        }
    }
}

private func hexadecimal(_ number: UInt16) -> String { "0x" + String(number, radix: 16) }
