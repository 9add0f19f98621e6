/// Step 4: a chain of certificates in DER, the sender's own first (RFC 5246 §7.4.2).
public struct CertificateMessage: Hashable, Sendable {
    /// Each signed by the next.
    public var chain: [[UInt8]]

    /// Any chain.
    public init(chain: [[UInt8]]) { self.chain = chain }

    /// Reads the body of a message.
    public init(decoding body: [UInt8]) throws(DecodeError) {
        var reader = ByteReader(body)
        var list = try reader.vector24()
        chain = []
        while list.left > 0 {
            var certificate = try list.vector24()
            guard certificate.left > 0 else { throw .badLength(0, of: .certificateList) }
            chain.append(certificate.rest())
        }
        try reader.finish()
    }

    /// The whole message.
    public var encoded: [UInt8] {
        HandshakeType.certificate.message { writer in
            writer.vector24 { list in
                for certificate in chain {
                    list.vector24 { $0.opaque(certificate) }
                }
            }
        }
    }
}
