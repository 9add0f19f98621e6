extension TLS13 {
    /// What a server answers to extensions that settle no keys (RFC 8446 §4.3.1).
    public struct EncryptedExtensions: Hashable, Sendable {
        /// Only what the client offered too.
        public var extensions: HelloExtensions

        /// Any extensions.
        public init(extensions: HelloExtensions) { self.extensions = extensions }

        /// Reads the body of a message.
        public init(decoding body: [UInt8]) throws(DecodeError) {
            var reader = ByteReader(body)
            guard reader.left >= 2 else { throw .truncated(needed: 2, left: reader.left) }
            extensions = try HelloExtensions(&reader, from: .server)
            try reader.finish()
        }

        /// The whole message.
        public var encoded: [UInt8] {
            HandshakeType.encryptedExtensions.message { writer in
                guard !extensions.isEmpty else { return writer.vector16 { _ in } }
                extensions.encode(into: &writer, from: .server)
            }
        }
    }
}
