extension HelloExtensions {
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
            encodeVersion13(into: &block, from: sender)
            // Last, and never empty: some old servers stumble over an empty extension there.
            if let signatureAlgorithms { block.list(ExtensionType.signatureAlgorithms, signatureAlgorithms) }
            // Later still, for binders cover the whole of ClientHello before them (RFC 8446 §4.2.11).
            if let preSharedKeys {
                block.uint16(ExtensionType.preSharedKey)
                block.vector16 { preSharedKeys.encode(into: &$0) }
            }
        }
    }

    /// What TLS 1.3 brought (RFC 8446 §4.2).
    private func encodeVersion13(into block: inout ByteWriter, from sender: HelloSender) {
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

private func encodeServerName(_ name: String, into body: inout ByteWriter, from sender: HelloSender) {
    guard sender == .client else { return }
    body.vector16 { list in
        list.uint8(0)
        list.vector16 { $0.opaque(Array(name.utf8)) }
    }
}
