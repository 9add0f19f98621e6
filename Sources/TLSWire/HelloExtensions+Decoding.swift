/// Which message the extensions are in: some look different in each.
enum HelloSender {
    case client, server
    /// HelloRetryRequest, a ServerHello that chooses a group alone.
    case retry
}

extension HelloExtensions {
    /// Reads the extensions block, which may be absent altogether.
    init(_ reader: inout ByteReader, from sender: HelloSender) throws(DecodeError) {
        guard reader.left > 0 else { return }
        var block = try reader.vector16()
        var seen = ExtensionTypes()
        while block.left > 0 {
            let type = try block.uint16()
            guard seen.insert(type) else { throw .duplicateExtension(type) }
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
            case ExtensionType.supportedVersions: supportedVersions = try decodeVersions(&body, from: sender)
            case ExtensionType.keyShare: try decodeKeyShare(&body, from: sender)
            case ExtensionType.cookie: cookie = try body.nonemptyVector16(.cookie)
            case ExtensionType.pskKeyExchangeModes: pskModes = try body.nonemptyVector8(.pskModes)
            case ExtensionType.earlyData: earlyData = true
            case ExtensionType.preSharedKey:
                // The binders cover all that goes before them (RFC 8446 §4.2.11).
                guard sender == .client else {
                    selectedIdentity = try body.uint16()
                    break
                }
                guard block.left == 0 else { throw .badValue(block.left, of: .preSharedKey) }
                preSharedKeys = try PreSharedKeyOffer(&body)
            default:
                _ = body.rest()
                unknown.append(type)
            }
            try body.finish()
        }
    }

    /// RFC 8446 §4.2.8: a list, one entry, or a group alone.
    private mutating func decodeKeyShare(_ body: inout ByteReader, from sender: HelloSender) throws(DecodeError) {
        switch sender {
        case .client:
            var list = try body.vector16()
            var shares: [KeyShareEntry] = []
            while list.left > 0 { shares.append(try KeyShareEntry(&list)) }
            keyShares = shares
        case .server: keyShares = [try KeyShareEntry(&body)]
        case .retry: retryGroup = try body.uint16()
        }
    }
}

/// RFC 8446 §4.2.1: a list of versions, or the one that was chosen.
private func decodeVersions(
    _ body: inout ByteReader,
    from sender: HelloSender
) throws(DecodeError) -> [ProtocolVersion] {
    guard sender == .client else { return [ProtocolVersion(rawValue: try body.uint16())] }
    var list = try body.vector8()
    guard list.left > 0, list.left.isMultiple(of: 2) else { throw .badLength(list.left, of: .supportedVersions) }
    var versions: [ProtocolVersion] = []
    while list.left > 0 { versions.append(ProtocolVersion(rawValue: try list.uint16())) }
    return versions
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

/// A list of code points, at least one.
func decodeUInt16List(_ body: inout ByteReader, _ field: DecodeError.Field) throws(DecodeError) -> [UInt16] {
    var list = try body.vector16()
    guard list.left > 0, list.left.isMultiple(of: 2) else { throw .badLength(list.left, of: field) }
    var values: [UInt16] = []
    values.reserveCapacity(list.left / 2)
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
