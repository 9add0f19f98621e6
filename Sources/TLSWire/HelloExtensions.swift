/// The extensions of a hello message (RFC 5246 §7.4.1.4, RFC 8446 §4.2) and of EncryptedExtensions: the known ones decoded, the rest by number.
public struct HelloExtensions: Hashable, Sendable {
    /// RFC 6066 §3. In ClientHello a host name; in ServerHello an empty name says that it was used.
    public var serverName: String?
    /// RFC 5246 §7.4.1.4.1: code points in the sender's order.
    public var signatureAlgorithms: [UInt16]?
    /// RFC 8422 §5.1.1, RFC 7919 §2: code points in the sender's order.
    public var supportedGroups: [UInt16]?
    /// RFC 8422 §5.1.2: 0 is a point without compression.
    public var pointFormats: [UInt8]?
    /// RFC 7301 §3.1: names in the client's order; a server answers with the one that it chose.
    public var applicationProtocols: [[UInt8]]?
    /// RFC 8449 §4: the most octets of plaintext that the sender takes in a protected record.
    public var recordSizeLimit: UInt16?
    /// RFC 5077 §3.2: a ticket, or nothing to say that one would be welcome, or will come.
    public var sessionTicket: [UInt8]?
    /// RFC 7627 §5.1.
    public var extendedMasterSecret = false
    /// RFC 5746 §3.2: the verify_data of the handshake before, none in a first one.
    public var renegotiatedConnection: [UInt8]?
    /// RFC 8446 §4.2.1: what the client has, most preferred first; from a server the one that it chose.
    public var supportedVersions: [ProtocolVersion]?
    /// RFC 8446 §4.2.8: halves of key exchanges in the client's order; a server answers with one.
    public var keyShares: [KeyShareEntry]?
    /// The group that a HelloRetryRequest asks a share for (RFC 8446 §4.2.8).
    public var retryGroup: UInt16?
    /// RFC 8446 §4.2.2: what a HelloRetryRequest wants to see again.
    public var cookie: [UInt8]?
    /// RFC 8446 §4.2.9: how the client would use a pre-shared key.
    public var pskModes: [UInt8]?
    /// RFC 8446 §4.2.11: sessions that the client could resume.
    public var preSharedKeys: PreSharedKeyOffer?
    /// Which of them the server took, counted from 0.
    public var selectedIdentity: UInt16?
    /// RFC 8446 §4.2.10: data follow ClientHello at once; from a server that it took them.
    public var earlyData = false
    /// Extensions that are not known here.
    public var unknown: [UInt16] = []

    /// None.
    public init() {}

    /// The numbers of the extensions that are present.
    public var present: [UInt16] {
        var present: [UInt16] = []
        present.reserveCapacity(16 + unknown.count)
        if serverName != nil { present.append(ExtensionType.serverName) }
        if supportedGroups != nil { present.append(ExtensionType.supportedGroups) }
        if pointFormats != nil { present.append(ExtensionType.pointFormats) }
        if signatureAlgorithms != nil { present.append(ExtensionType.signatureAlgorithms) }
        if applicationProtocols != nil { present.append(ExtensionType.applicationProtocols) }
        if extendedMasterSecret { present.append(ExtensionType.extendedMasterSecret) }
        if recordSizeLimit != nil { present.append(ExtensionType.recordSizeLimit) }
        if sessionTicket != nil { present.append(ExtensionType.sessionTicket) }
        if renegotiatedConnection != nil { present.append(ExtensionType.renegotiationInfo) }
        if supportedVersions != nil { present.append(ExtensionType.supportedVersions) }
        if keyShares != nil || retryGroup != nil { present.append(ExtensionType.keyShare) }
        if cookie != nil { present.append(ExtensionType.cookie) }
        if pskModes != nil { present.append(ExtensionType.pskKeyExchangeModes) }
        if earlyData { present.append(ExtensionType.earlyData) }
        present += unknown
        if preSharedKeys != nil || selectedIdentity != nil { present.append(ExtensionType.preSharedKey) }
        return present
    }
}

/// The numbers in the registry.
public enum ExtensionType {
    /// RFC 6066 §3.
    public static let serverName: UInt16 = 0x0000
    /// RFC 8422 §5.1.1.
    public static let supportedGroups: UInt16 = 0x000A
    /// RFC 8422 §5.1.2.
    public static let pointFormats: UInt16 = 0x000B
    /// RFC 8446 §4.2.3.
    public static let signatureAlgorithms: UInt16 = 0x000D
    /// RFC 7301 §3.1.
    public static let applicationProtocols: UInt16 = 0x0010
    /// RFC 7627 §5.1.
    public static let extendedMasterSecret: UInt16 = 0x0017
    /// RFC 8449 §4.
    public static let recordSizeLimit: UInt16 = 0x001C
    /// RFC 5077 §3.2.
    public static let sessionTicket: UInt16 = 0x0023
    /// RFC 5746 §3.2.
    public static let renegotiationInfo: UInt16 = 0xFF01
    /// RFC 8446 §4.2.11.
    public static let preSharedKey: UInt16 = 0x0029
    /// RFC 8446 §4.2.10.
    public static let earlyData: UInt16 = 0x002A
    /// RFC 8446 §4.2.1.
    public static let supportedVersions: UInt16 = 0x002B
    /// RFC 8446 §4.2.2.
    public static let cookie: UInt16 = 0x002C
    /// RFC 8446 §4.2.9.
    public static let pskKeyExchangeModes: UInt16 = 0x002D
    /// RFC 8446 §4.2.4.
    public static let certificateAuthorities: UInt16 = 0x002F
    /// RFC 8446 §4.2.8.
    public static let keyShare: UInt16 = 0x0033
}
