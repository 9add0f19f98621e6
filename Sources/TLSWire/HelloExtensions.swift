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
    /// What TLS 1.3 brought: none, or one value. An array, since a hello is copied often, and then takes one reference along in the
    /// place of eight values; one of TLS 1.2 has nothing there.
    var ofTLS13: [TLS13Extensions] = []
    /// Extensions that are not known here.
    public var unknown: [UInt16] = []

    /// None.
    public init() {}

    /// The numbers of the extensions that are present.
    public var present: [UInt16] {
        var present: [UInt16] = []
        present.reserveCapacity(16 + unknown.count)
        forEachPresent { present.append($0) }
        return present
    }

    /// The number of the first that is not among `offered`; nil if all are.
    public func stranger(to offered: HelloExtensions) -> UInt16? {
        var types = ExtensionTypes()
        offered.forEachPresent { _ = types.insert($0) }
        var stranger: UInt16?
        forEachPresent { if stranger == nil, !types.contains($0) { stranger = $0 } }
        return stranger
    }

    /// Whether there are none.
    var isEmpty: Bool {
        var isEmpty = true
        forEachPresent { _ in isEmpty = false }
        return isEmpty
    }

    private func forEachPresent(_ body: (UInt16) -> Void) {
        if serverName != nil { body(ExtensionType.serverName) }
        if supportedGroups != nil { body(ExtensionType.supportedGroups) }
        if pointFormats != nil { body(ExtensionType.pointFormats) }
        if signatureAlgorithms != nil { body(ExtensionType.signatureAlgorithms) }
        if applicationProtocols != nil { body(ExtensionType.applicationProtocols) }
        if extendedMasterSecret { body(ExtensionType.extendedMasterSecret) }
        if recordSizeLimit != nil { body(ExtensionType.recordSizeLimit) }
        if sessionTicket != nil { body(ExtensionType.sessionTicket) }
        if renegotiatedConnection != nil { body(ExtensionType.renegotiationInfo) }
        let later = ofTLS13.first
        later?.forEachPresent(body)
        for type in unknown { body(type) }
        // Last in every message (RFC 8446 §4.2.11).
        if let later, later.hasPreSharedKey { body(ExtensionType.preSharedKey) }
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
