/// Step 2: what the client offers (RFC 5246 §7.4.1.2).
public struct ClientHello: Hashable, Sendable {
    /// client_version: the highest that the client has.
    public var version: ProtocolVersion
    /// 32 octets.
    public var random: [UInt8]
    /// At most 32 octets; empty without a session to resume.
    public var sessionID: [UInt8]
    /// Most preferred first; it may hold signalling values too.
    public var cipherSuites: [CipherSuite]
    /// Must hold 0, which is none.
    public var compressionMethods: [UInt8]
    /// Known and unknown ones.
    public var extensions: HelloExtensions

    /// The longest body: every vector as long as its bounds allow (RFC 5246 §7.4.1.2), which is 131,396 octets.
    public static let maximumLength = 2 + 32 + (1 + 32) + (2 + 0xFFFE) + (1 + 0xFF) + (2 + 0xFFFF)

    /// A first hello without a session and without compression.
    public init(random: [UInt8], cipherSuites: [CipherSuite], extensions: HelloExtensions) {
        version = .tls12
        self.random = random
        sessionID = []
        self.cipherSuites = cipherSuites
        compressionMethods = [0]
        self.extensions = extensions
    }

    /// Reads the body of a message.
    public init(decoding body: [UInt8]) throws(DecodeError) {
        var reader = ByteReader(body)
        version = ProtocolVersion(rawValue: try reader.uint16())
        random = try reader.opaque(32)
        sessionID = try decodeSessionID(&reader)
        var suites = try reader.vector16()
        guard suites.left > 0, suites.left.isMultiple(of: 2) else { throw .badLength(suites.left, of: .cipherSuites) }
        cipherSuites = []
        while suites.left > 0 { cipherSuites.append(CipherSuite(rawValue: try suites.uint16())) }
        var methods = try reader.vector8()
        guard methods.left > 0 else { throw .badLength(0, of: .compressionMethods) }
        compressionMethods = methods.rest()
        extensions = try HelloExtensions(&reader, from: .client)
        try reader.finish()
    }

    /// The whole message.
    public var encoded: [UInt8] {
        HandshakeType.clientHello.message { writer in
            writer.uint16(version.rawValue)
            writer.opaque(random)
            writer.vector8 { $0.opaque(sessionID) }
            writer.vector16 { list in
                for suite in cipherSuites { list.uint16(suite.rawValue) }
            }
            writer.vector8 { $0.opaque(compressionMethods) }
            extensions.encode(into: &writer, from: .client)
        }
    }
}

/// session_id<0..32> (RFC 5246 §7.4.1.2).
func decodeSessionID(_ reader: inout ByteReader) throws(DecodeError) -> [UInt8] {
    var session = try reader.vector8()
    guard session.left <= 32 else { throw .badLength(session.left, of: .sessionID) }
    return session.rest()
}
