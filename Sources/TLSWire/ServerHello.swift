/// Step 3: what the server chose (RFC 5246 §7.4.1.3).
public struct ServerHello: Hashable, Sendable {
    /// server_version.
    public var version: ProtocolVersion
    /// 32 octets.
    public var random: [UInt8]
    /// At most 32 octets; empty if the session cannot be resumed.
    public var sessionID: [UInt8]
    /// One of those that the client offered.
    public var cipherSuite: CipherSuite
    /// 0: none.
    public var compressionMethod: UInt8
    /// Only what the client offered too.
    public var extensions: HelloExtensions

    /// A hello of TLS 1.2 for a session that is not to be resumed.
    public init(random: [UInt8], cipherSuite: CipherSuite, extensions: HelloExtensions) {
        version = .tls12
        self.random = random
        sessionID = []
        self.cipherSuite = cipherSuite
        compressionMethod = 0
        self.extensions = extensions
    }

    /// Reads the body of a message.
    public init(decoding body: [UInt8]) throws(DecodeError) {
        var reader = ByteReader(body)
        version = ProtocolVersion(rawValue: try reader.uint16())
        random = try reader.opaque(32)
        sessionID = try decodeSessionID(&reader)
        cipherSuite = CipherSuite(rawValue: try reader.uint16())
        compressionMethod = try reader.uint8()
        extensions = try HelloExtensions(&reader, from: .server)
        try reader.finish()
    }

    /// The whole message.
    public var encoded: [UInt8] {
        HandshakeType.serverHello.message { writer in
            writer.uint16(version.rawValue)
            writer.opaque(random)
            writer.vector8 { $0.opaque(sessionID) }
            writer.uint16(cipherSuite.rawValue)
            writer.uint8(compressionMethod)
            extensions.encode(into: &writer, from: .server)
        }
    }
}
