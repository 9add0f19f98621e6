/// A protocol version as on the wire: 0x0303 is TLS 1.2 (RFC 5246 §6.2.1).
public struct ProtocolVersion: RawRepresentable, Hashable, Sendable {
    /// The major number in the upper octet, the minor one in the lower.
    public let rawValue: UInt16
    /// Any two octets.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The version that first records of older clients name.
    public static let tls10 = ProtocolVersion(rawValue: 0x0301)
    /// RFC 5246.
    public static let tls12 = ProtocolVersion(rawValue: 0x0303)
    /// RFC 8446.
    public static let tls13 = ProtocolVersion(rawValue: 0x0304)

    /// As people say it, or the number of a version that is not known here.
    public var name: String {
        switch self {
        case .tls12: "TLS 1.2"
        case .tls13: "TLS 1.3"
        default: "0x" + String(rawValue, radix: 16)
        }
    }
}
