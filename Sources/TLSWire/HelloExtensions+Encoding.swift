extension HelloExtensions {
    /// Appends the extensions block, or nothing if there is none.
    func encode(into writer: inout ByteWriter, from sender: HelloSender) {
        guard !isEmpty else { return }
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
            let later = ofTLS13.first
            later?.encode(into: &block, from: sender)
            // Last, and never empty: some old servers stumble over an empty extension there.
            if let signatureAlgorithms { block.list(ExtensionType.signatureAlgorithms, signatureAlgorithms) }
            // Later still, for binders cover the whole of ClientHello before them (RFC 8446 §4.2.11).
            if let preSharedKeys = later?.preSharedKeys {
                block.uint16(ExtensionType.preSharedKey)
                block.vector16 { preSharedKeys.encode(into: &$0) }
            }
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
