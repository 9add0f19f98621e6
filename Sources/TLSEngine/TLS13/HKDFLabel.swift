internal import CryptoBackend
internal import TLSWire

extension CryptoBackend {
    /// HKDF-Expand-Label(secret, label, context, length) of RFC 8446 §7.1.
    static func expandLabel(
        _ secret: borrowing SecretBytes,
        _ label: StaticString,
        context: [UInt8] = [],
        hash: HashAlgorithm,
        length: Int
    ) throws(CryptoError) -> SecretBytes {
        var writer = ByteWriter()
        writer.uint16(UInt16(length))
        writer.vector8 { body in
            body.opaque(Array("tls13 ".utf8))
            label.withUTF8Buffer { unsafe body.opaque(Array($0)) }
        }
        writer.vector8 { $0.opaque(context) }
        let info = writer.octets
        var output = SecretBytes(zeroed: length)
        try output.withMutableBytes { (octets) throws(CryptoError) in
            try hkdfExpand(secret, info: info.span, hash: hash, into: &octets)
        }
        return output
    }
}
