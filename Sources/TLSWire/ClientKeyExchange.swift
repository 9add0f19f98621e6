/// Step 7 with RSA: the premaster secret under the server's key (RFC 5246 §7.4.7.1).
public struct ClientKeyExchange: Hashable, Sendable {
    /// EncryptedPreMasterSecret: as long as the server's modulus, if the client means well.
    public var encryptedPremaster: [UInt8]

    /// Any ciphertext.
    public init(encryptedPremaster: [UInt8]) { self.encryptedPremaster = encryptedPremaster }

    /// Reads the body of a message.
    public init(decoding body: [UInt8]) throws(DecodeError) {
        var reader = ByteReader(body)
        var ciphertext = try reader.vector16()
        encryptedPremaster = ciphertext.rest()
        try reader.finish()
    }

    /// The whole message.
    public var encoded: [UInt8] {
        HandshakeType.clientKeyExchange.message { writer in
            writer.vector16 { $0.opaque(encryptedPremaster) }
        }
    }
}
