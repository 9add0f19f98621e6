/// The client's signature over all messages so far, which proves that the certificate's key is its own (RFC 5246 §7.4.8).
public struct CertificateVerify: Hashable, Sendable {
    /// The code point of the signature's scheme.
    public var signatureScheme: UInt16
    /// Over the messages from ClientHello up to, not including, this one.
    public var signature: [UInt8]

    /// Any signature.
    public init(signatureScheme: UInt16, signature: [UInt8]) {
        self.signatureScheme = signatureScheme
        self.signature = signature
    }

    /// Reads the body of a message.
    public init(decoding body: [UInt8]) throws(DecodeError) {
        var reader = ByteReader(body)
        signatureScheme = try reader.uint16()
        var octets = try reader.vector16()
        signature = octets.rest()
        try reader.finish()
    }

    /// The whole message.
    public var encoded: [UInt8] {
        HandshakeType.certificateVerify.message { writer in
            writer.uint16(signatureScheme)
            writer.vector16 { $0.opaque(signature) }
        }
    }
}
