/// Step 7: the premaster secret under the server's key, or the client's half of an exchange (RFC 5246 §7.4.7, RFC 8422 §5.7).
public enum ClientKeyExchange: Hashable, Sendable {
    /// EncryptedPreMasterSecret: as long as the server's modulus, if the client means well.
    case encryptedPremaster([UInt8])
    /// ecdh_Yc, a point.
    case point([UInt8])
    /// dh_Yc, a number.
    case number([UInt8])

    /// Which of them the suite has; the message does not say.
    public enum Kind: Hashable, Sendable {
        /// RSA.
        case encryptedPremaster
        /// ECDHE.
        case point
        /// DHE.
        case number
    }

    /// Reads the body of a message.
    public init(decoding body: [UInt8], _ kind: Kind) throws(DecodeError) {
        var reader = ByteReader(body)
        switch kind {
        case .encryptedPremaster:
            var ciphertext = try reader.vector16()
            self = .encryptedPremaster(ciphertext.rest())
        case .point: self = .point(try reader.nonemptyVector8(.publicValue))
        case .number: self = .number(try reader.nonemptyVector16(.publicValue))
        }
        try reader.finish()
    }

    /// The whole message.
    public var encoded: [UInt8] {
        HandshakeType.clientKeyExchange.message { writer in
            switch self {
            case .encryptedPremaster(let octets), .number(let octets): writer.vector16 { $0.opaque(octets) }
            case .point(let octets): writer.vector8 { $0.opaque(octets) }
            }
        }
    }
}
