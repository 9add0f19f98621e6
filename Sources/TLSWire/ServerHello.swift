/// Step 3: what the server chose (RFC 5246 §7.4.1.3, RFC 8446 §4.1.3); with one certain random it asks for another ClientHello.
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
        extensions = try HelloExtensions(&reader, from: random == Self.retryRandom ? .retry : .server)
        try reader.finish()
    }

    /// Whether it is a HelloRetryRequest.
    public var isRetryRequest: Bool { random == Self.retryRandom }

    /// SHA-256 of "HelloRetryRequest" (RFC 8446 §4.1.3).
    public static let retryRandom: [UInt8] = [
        0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
        0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
    ]

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
