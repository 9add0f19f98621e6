/// What a server that wants the client's certificate says of it (RFC 5246 §7.4.4).
public struct CertificateRequest: Hashable, Sendable {
    /// ClientCertificateType: which keys may sign.
    public var certificateTypes: [UInt8]
    /// Code points, most preferred first.
    public var signatureAlgorithms: [UInt16]
    /// Distinguished names in DER; none means any authority.
    public var authorities: [[UInt8]]

    /// rsa_sign.
    public static let rsaSign: UInt8 = 1
    /// ecdsa_sign (RFC 8422 §5.5).
    public static let ecdsaSign: UInt8 = 64

    /// A request for certificates with keys of these types.
    public init(certificateTypes: [UInt8], signatureAlgorithms: [UInt16], authorities: [[UInt8]]) {
        self.certificateTypes = certificateTypes
        self.signatureAlgorithms = signatureAlgorithms
        self.authorities = authorities
    }

    /// Reads the body of a message.
    public init(decoding body: [UInt8]) throws(DecodeError) {
        var reader = ByteReader(body)
        certificateTypes = try reader.nonemptyVector8(.certificateTypes)
        signatureAlgorithms = try decodeUInt16List(&reader, .signatureAlgorithms)
        var list = try reader.vector16()
        authorities = []
        while list.left > 0 { authorities.append(try list.nonemptyVector16(.certificateAuthorities)) }
        try reader.finish()
    }

    /// The whole message.
    public var encoded: [UInt8] {
        HandshakeType.certificateRequest.message { writer in
            writer.vector8 { $0.opaque(certificateTypes) }
            writer.vector16 { list in
                for scheme in signatureAlgorithms { list.uint16(scheme) }
            }
            writer.vector16 { list in
                for name in authorities { list.vector16 { $0.opaque(name) } }
            }
        }
    }
}
