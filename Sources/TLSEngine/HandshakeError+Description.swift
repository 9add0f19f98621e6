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
        case .truncated: "the connection ended without close_notify"
        case .misuse(.notEstablished): "no connection is established"
        case .misuse(.connectionIsOver): "the connection is over"
        case .misuse(.sequenceNumberExhausted): "the sequence numbers are used up"
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
        case .messageAcrossKeyChange: "a message across ChangeCipherSpec"
        case .badRecordMAC: "a record that does not decrypt"
        case .badFinished: "verify_data that does not match"
        case .wrongServerVersion(let version): "ServerHello with version \(hexadecimal(version))"
        case .unofferedCipherSuite(let suite): "ServerHello with suite \(hexadecimal(suite)), which was not offered"
        case .compression: "a compression method"
        case .unsolicitedExtension(let number): "ServerHello with extension \(number), which was not offered"
        case .wrongRenegotiationInfo: "renegotiation_info that is not empty"
        case .noCertificate: "no certificate"
        case .floodOfWarnings: "too many records without content"
        }
    }
}

extension HandshakeError.Incompatibility {
    fileprivate var text: String {
        switch self {
        case .clientVersion(let version): "its highest version is \(hexadecimal(version))"
        case .noCommonCipherSuite: "no cipher suite"
        case .keyLength(let bits): "a certificate's key of \(bits) bits"
        }
    }
}

private func hexadecimal(_ number: UInt16) -> String { "0x" + String(number, radix: 16) }
