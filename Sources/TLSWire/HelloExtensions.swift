/// The extensions of a hello message (RFC 5246 §7.4.1.4): the known ones decoded, the rest by number.
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
    /// Extensions that are not known here.
    public var unknown: [UInt16] = []

    /// None.
    public init() {}

    /// The numbers of the extensions that are present.
    public var present: [UInt16] {
        var present: [UInt16] = []
        present.reserveCapacity(9 + unknown.count)
        if serverName != nil { present.append(ExtensionType.serverName) }
        if supportedGroups != nil { present.append(ExtensionType.supportedGroups) }
        if pointFormats != nil { present.append(ExtensionType.pointFormats) }
        if signatureAlgorithms != nil { present.append(ExtensionType.signatureAlgorithms) }
        if applicationProtocols != nil { present.append(ExtensionType.applicationProtocols) }
        if extendedMasterSecret { present.append(ExtensionType.extendedMasterSecret) }
        if recordSizeLimit != nil { present.append(ExtensionType.recordSizeLimit) }
        if sessionTicket != nil { present.append(ExtensionType.sessionTicket) }
        if renegotiatedConnection != nil { present.append(ExtensionType.renegotiationInfo) }
        present += unknown
        return present
    }
}

/// The numbers in the registry.
enum ExtensionType {
    static let serverName: UInt16 = 0x0000
    static let supportedGroups: UInt16 = 0x000A
    static let pointFormats: UInt16 = 0x000B
    static let signatureAlgorithms: UInt16 = 0x000D
    static let applicationProtocols: UInt16 = 0x0010
    static let extendedMasterSecret: UInt16 = 0x0017
    static let recordSizeLimit: UInt16 = 0x001C
    static let sessionTicket: UInt16 = 0x0023
    static let renegotiationInfo: UInt16 = 0xFF01
}

/// Which hello the extensions are in: some look different in each.
enum HelloSender {
    case client, server
}

extension HelloExtensions {
    /// Reads the extensions block, which may be absent altogether.
    init(_ reader: inout ByteReader, from sender: HelloSender) throws(DecodeError) {
        guard reader.left > 0 else { return }
        var block = try reader.vector16()
        var seen = Set<UInt16>(minimumCapacity: 16)
        while block.left > 0 {
            let type = try block.uint16()
            guard seen.insert(type).inserted else { throw .duplicateExtension(type) }
            var body = try block.vector16()
            switch type {
            case ExtensionType.serverName: serverName = try decodeServerName(&body, from: sender)
            case ExtensionType.supportedGroups: supportedGroups = try decodeUInt16List(&body, .supportedGroups)
            case ExtensionType.pointFormats: pointFormats = try body.nonemptyVector8(.pointFormats)
            case ExtensionType.signatureAlgorithms:
                signatureAlgorithms = try decodeUInt16List(&body, .signatureAlgorithms)
            case ExtensionType.applicationProtocols:
                applicationProtocols = try decodeProtocolNames(&body, from: sender)
            case ExtensionType.recordSizeLimit: recordSizeLimit = try decodeRecordSizeLimit(&body)
            case ExtensionType.sessionTicket: sessionTicket = body.rest()
            case ExtensionType.extendedMasterSecret:
                guard body.left == 0 else { throw .badLength(body.left, of: .extendedMasterSecret) }
                extendedMasterSecret = true
            case ExtensionType.renegotiationInfo:
                var connection = try body.vector8()
                renegotiatedConnection = connection.rest()
            default:
                _ = body.rest()
                unknown.append(type)
            }
            try body.finish()
        }
    }

    /// Appends the extensions block, or nothing if there is none.
    func encode(into writer: inout ByteWriter, from sender: HelloSender) {
        guard !present.isEmpty else { return }
        writer.vector16 { block in
            if let serverName {
                block.uint16(ExtensionType.serverName)
                block.vector16 { encodeServerName(serverName, into: &$0, from: sender) }
            }
            if let renegotiatedConnection {
                block.uint16(ExtensionType.renegotiationInfo)
                block.vector16 { body in body.vector8 { $0.opaque(renegotiatedConnection) } }
            }
            if extendedMasterSecret {
                block.uint16(ExtensionType.extendedMasterSecret)
                block.vector16 { _ in }
            }
            if let sessionTicket {
                block.uint16(ExtensionType.sessionTicket)
                block.vector16 { $0.opaque(sessionTicket) }
            }
            if let supportedGroups { block.list(ExtensionType.supportedGroups, supportedGroups) }
            if let pointFormats {
                block.uint16(ExtensionType.pointFormats)
                block.vector16 { body in body.vector8 { $0.opaque(pointFormats) } }
            }
            if let applicationProtocols {
                block.uint16(ExtensionType.applicationProtocols)
                block.vector16 { body in
                    body.vector16 { list in
                        for name in applicationProtocols { list.vector8 { $0.opaque(name) } }
                    }
                }
            }
            if let recordSizeLimit {
                block.uint16(ExtensionType.recordSizeLimit)
                block.vector16 { $0.uint16(recordSizeLimit) }
            }
            // Last, and never empty: some old servers stumble over an empty extension there.
            if let signatureAlgorithms { block.list(ExtensionType.signatureAlgorithms, signatureAlgorithms) }
        }
    }
}

extension ByteWriter {
    /// An extension that is a list of code points.
    fileprivate mutating func list(_ type: UInt16, _ values: [UInt16]) {
        uint16(type)
        vector16 { body in
            body.vector16 { list in
                for value in values { list.uint16(value) }
            }
        }
    }
}

/// RFC 6066 §3: a list of names, at most one of each type. A server answers with nothing.
///
/// Only host_name (0) was ever defined. Others are passed over, which their length of two octets allows.
private func decodeServerName(_ body: inout ByteReader, from sender: HelloSender) throws(DecodeError) -> String? {
    guard sender == .client else { return "" }
    var list = try body.vector16()
    guard list.left > 0 else { throw .badLength(0, of: .serverNameList) }
    var hostName: String?
    var others: [UInt8] = []
    while list.left > 0 {
        let type = try list.uint8()
        guard type == 0 ? hostName == nil : !others.contains(type) else { throw .duplicateServerName(type) }
        var name = try list.vector16()
        if type == 0 { hostName = try decodeHostName(&name) } else { others.append(type) }
    }
    return hostName
}

/// A DNS name in ASCII: an A-label where the name has others (RFC 6066 §3).
private func decodeHostName(_ name: inout ByteReader) throws(DecodeError) -> String {
    // A longer one is no name of the DNS (RFC 1035 §2.3.4), and would have to be kept with the session.
    guard (1...255).contains(name.left) else { throw .badLength(name.left, of: .serverNameList) }
    let octets = name.rest()
    if let odd = octets.first(where: { $0 <= 0x20 || $0 >= 0x7F }) { throw .badValue(Int(odd), of: .serverNameList) }
    return String(decoding: octets, as: UTF8.self)
}

private func encodeServerName(_ name: String, into body: inout ByteWriter, from sender: HelloSender) {
    guard sender == .client else { return }
    body.vector16 { list in
        list.uint8(0)
        list.vector16 { $0.opaque(Array(name.utf8)) }
    }
}

/// A list of code points, at least one.
func decodeUInt16List(_ body: inout ByteReader, _ field: DecodeError.Field) throws(DecodeError) -> [UInt16] {
    var list = try body.vector16()
    guard list.left > 0, list.left.isMultiple(of: 2) else { throw .badLength(list.left, of: field) }
    var values: [UInt16] = []
    while list.left > 0 { values.append(try list.uint16()) }
    return values
}

/// RFC 7301 §3.1: names that are not empty, at least one; just one from a server.
private func decodeProtocolNames(_ body: inout ByteReader, from sender: HelloSender) throws(DecodeError) -> [[UInt8]] {
    var list = try body.vector16()
    var names: [[UInt8]] = []
    repeat { names.append(try list.nonemptyVector8(.protocolNames)) } while list.left > 0
    guard sender == .client || names.count == 1 else { throw .badLength(names.count, of: .protocolNames) }
    return names
}

/// RFC 8449 §4: 64 at least.
private func decodeRecordSizeLimit(_ body: inout ByteReader) throws(DecodeError) -> UInt16 {
    let limit = try body.uint16()
    guard limit >= 64 else { throw .badValue(Int(limit), of: .recordSizeLimit) }
    return limit
}
