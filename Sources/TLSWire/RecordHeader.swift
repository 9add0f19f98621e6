/// What a record carries (RFC 5246 §6.2.1).
public enum ContentType: UInt8, Hashable, Sendable, CaseIterable {
    /// RFC 5246 §7.1.
    case changeCipherSpec = 20
    /// RFC 5246 §7.2.
    case alert = 21
    /// RFC 5246 §7.4.
    case handshake = 22
    /// RFC 5246 §10.
    case applicationData = 23
}

/// The five octets before every fragment (RFC 5246 §6.2.1).
public struct RecordHeader: Hashable, Sendable {
    /// The content, as the octet says; it need not be a known ``ContentType``.
    public let type: UInt8
    /// The version that the record names.
    public let version: ProtocolVersion
    /// How many octets follow.
    public let length: Int

    /// The length of a header in octets.
    public static let octetCount = 5
    /// The most octets of plaintext in one record (RFC 5246 §6.2.1).
    public static let maximumPlaintext = 1 << 14
    /// The most octets of a protected record (RFC 5246 §6.2.3).
    public static let maximumCiphertext = (1 << 14) + 2048

    /// Reads the header at `place`, of which all five octets are there.
    public init(_ octets: Span<UInt8>, at place: Int) {
        type = octets[place]
        version = ProtocolVersion(rawValue: UInt16(octets[place + 1]) << 8 | UInt16(octets[place + 2]))
        length = Int(octets[place + 3]) << 8 | Int(octets[place + 4])
    }

    /// Appends a header of TLS 1.2 to `octets`.
    public static func append(_ type: ContentType, length: Int, to octets: inout [UInt8]) {
        octets.append(type.rawValue)
        octets.append(0x03)
        octets.append(0x03)
        octets.append(UInt8(truncatingIfNeeded: length >> 8))
        octets.append(UInt8(truncatingIfNeeded: length))
    }
}
