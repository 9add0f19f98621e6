extension TLS13 {
    /// What a server that wants the client's certificate says of it (RFC 8446 §4.3.2).
    public struct CertificateRequest: Hashable, Sendable {
        /// Empty in a handshake.
        public var requestContext: [UInt8]
        /// Code points, most preferred first.
        public var signatureAlgorithms: [UInt16]
        /// Distinguished names in DER; none means any authority (RFC 8446 §4.2.4).
        public var authorities: [[UInt8]]

        /// A request in a handshake.
        public init(signatureAlgorithms: [UInt16], authorities: [[UInt8]]) {
            requestContext = []
            self.signatureAlgorithms = signatureAlgorithms
            self.authorities = authorities
        }

        /// Reads the body of a message; extensions that are not known are passed over (RFC 8446 §4.3.2).
        public init(decoding body: [UInt8]) throws(DecodeError) {
            var reader = ByteReader(body)
            var context = try reader.vector8()
            requestContext = context.rest()
            var block = try reader.vector16()
            try reader.finish()
            var algorithms: [UInt16]?
            authorities = []
            var seen = Set<UInt16>()
            while block.left > 0 {
                let type = try block.uint16()
                guard seen.insert(type).inserted else { throw .duplicateExtension(type) }
                var content = try block.vector16()
                switch type {
                case ExtensionType.signatureAlgorithms:
                    algorithms = try decodeUInt16List(&content, .signatureAlgorithms)
                case ExtensionType.certificateAuthorities:
                    var names = try content.vector16()
                    repeat {
                        authorities.append(try names.nonemptyVector16(.certificateAuthorities))
                    } while names.left > 0
                default: _ = content.rest()
                }
                try content.finish()
            }
            // RFC 8446 §4.3.2: it has to be there.
            guard let algorithms else { throw .missingExtension(ExtensionType.signatureAlgorithms) }
            signatureAlgorithms = algorithms
        }

        /// The whole message.
        public var encoded: [UInt8] {
            HandshakeType.certificateRequest.message { writer in
                writer.vector8 { $0.opaque(requestContext) }
                writer.vector16 { block in
                    block.uint16(ExtensionType.signatureAlgorithms)
                    block.vector16 { body in
                        body.vector16 { list in
                            for scheme in signatureAlgorithms { list.uint16(scheme) }
                        }
                    }
                    guard !authorities.isEmpty else { return }
                    block.uint16(ExtensionType.certificateAuthorities)
                    block.vector16 { body in
                        body.vector16 { list in
                            for name in authorities { list.vector16 { $0.opaque(name) } }
                        }
                    }
                }
            }
        }
    }
}
