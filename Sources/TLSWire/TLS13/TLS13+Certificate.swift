extension TLS13 {
    /// A chain of certificates in DER, the sender's own first (RFC 8446 §4.4.2).
    public struct Certificate: Hashable, Sendable {
        /// That of the CertificateRequest; empty from a server.
        public var requestContext: [UInt8]
        /// Each signed by the next; empty from a client that has none to show.
        public var chain: [[UInt8]]

        /// A chain without extensions of its entries.
        public init(chain: [[UInt8]], requestContext: [UInt8] = []) {
            self.requestContext = requestContext
            self.chain = chain
        }

        /// Reads the body of a message. An extension of an entry is unsolicited, for nothing that is offered here asks for one;
        /// its number is thrown.
        public init(decoding body: [UInt8]) throws(DecodeError) {
            var reader = ByteReader(body)
            var context = try reader.vector8()
            requestContext = context.rest()
            var list = try reader.vector24()
            chain = []
            while list.left > 0 {
                var certificate = try list.vector24()
                guard certificate.left > 0 else { throw .badLength(0, of: .certificateList) }
                chain.append(certificate.rest())
                var extensions = try list.vector16()
                if extensions.left > 0 { throw .unsolicitedExtension(try extensions.uint16()) }
            }
            try reader.finish()
        }

        /// The whole message.
        public var encoded: [UInt8] {
            HandshakeType.certificate.message { writer in
                writer.vector8 { $0.opaque(requestContext) }
                writer.vector24 { list in
                    for certificate in chain {
                        list.vector24 { $0.opaque(certificate) }
                        list.vector16 { _ in }
                    }
                }
            }
        }
    }
}
