/// What TLS 1.3 brought into the extensions of a hello (RFC 8446 §4.2).
struct TLS13Extensions: Hashable, Sendable {
    var supportedVersions: [ProtocolVersion]?
    var keyShares: [KeyShareEntry]?
    var retryGroup: UInt16?
    var cookie: [UInt8]?
    var pskModes: [UInt8]?
    var preSharedKeys: PreSharedKeyOffer?
    var selectedIdentity: UInt16?
    var earlyData = false

    /// Whether pre_shared_key is among them, in the form of either side.
    var hasPreSharedKey: Bool { preSharedKeys != nil || selectedIdentity != nil }

    /// Calls `body` with the number of each that is present, but for pre_shared_key.
    func forEachPresent(_ body: (UInt16) -> Void) {
        if supportedVersions != nil { body(ExtensionType.supportedVersions) }
        if keyShares != nil || retryGroup != nil { body(ExtensionType.keyShare) }
        if cookie != nil { body(ExtensionType.cookie) }
        if pskModes != nil { body(ExtensionType.pskKeyExchangeModes) }
        if earlyData { body(ExtensionType.earlyData) }
    }

    /// Appends those that are present, but for the pre_shared_key of a client.
    func encode(into block: inout ByteWriter, from sender: HelloSender) {
        if let supportedVersions {
            block.uint16(ExtensionType.supportedVersions)
            block.vector16 { body in
                guard sender == .client else { return body.uint16(supportedVersions[0].rawValue) }
                body.vector8 { list in
                    for version in supportedVersions { list.uint16(version.rawValue) }
                }
            }
        }
        if let keyShares {
            block.uint16(ExtensionType.keyShare)
            block.vector16 { body in
                guard sender == .client else { return keyShares[0].encode(into: &body) }
                body.vector16 { list in
                    for share in keyShares { share.encode(into: &list) }
                }
            }
        }
        if let retryGroup {
            block.uint16(ExtensionType.keyShare)
            block.vector16 { $0.uint16(retryGroup) }
        }
        if let cookie {
            block.uint16(ExtensionType.cookie)
            block.vector16 { body in body.vector16 { $0.opaque(cookie) } }
        }
        if let pskModes {
            block.uint16(ExtensionType.pskKeyExchangeModes)
            block.vector16 { body in body.vector8 { $0.opaque(pskModes) } }
        }
        if earlyData {
            block.uint16(ExtensionType.earlyData)
            block.vector16 { _ in }
        }
        if let selectedIdentity {
            block.uint16(ExtensionType.preSharedKey)
            block.vector16 { $0.uint16(selectedIdentity) }
        }
    }
}
