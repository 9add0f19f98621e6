internal import CryptoBackend
internal import TLSWire

extension Session {
    /// All of it as octets, for the inside of a ticket: the secret with its length first, then what is not secret.
    var encoded: SecretBytes {
        var writer = ByteWriter()
        writer.uint16(version.rawValue)
        writer.uint16(cipherSuite.rawValue)
        for shift in stride(from: 48, through: 0, by: -16) {
            writer.uint16(UInt16(truncatingIfNeeded: expiry >> UInt64(shift)))
        }
        writer.uint8(serverName == nil ? 0 : 1)
        writer.vector16 { $0.opaque(Array((serverName ?? "").utf8)) }
        writer.vector16 { list in
            for certificate in peerCertificates { list.vector16 { $0.opaque(certificate) } }
        }
        let rest = writer.octets
        let start = 1 + secret.count
        var whole = SecretBytes(zeroed: start + rest.count)
        whole.withMutableBytes { whole in
            secret.withBytes { secret in
                whole[0] = UInt8(secret.count)
                for index in secret.indices { whole[1 + index] = secret[index] }
                for index in rest.indices { whole[start + index] = rest[index] }
            }
        }
        return whole
    }

    /// Reads what ``encoded`` wrote; nil for anything else.
    convenience init?(encoded: borrowing SecretBytes) {
        let start = encoded.withBytes { octets in octets.isEmpty ? 1 : 1 + Int(octets[0]) }
        guard start > 1, encoded.count > start else { return nil }
        let rest = encoded.withBytes { octets in (start..<octets.count).map { octets[$0] } }
        var reader = ByteReader(rest)
        do throws(DecodeError) {
            let version = ProtocolVersion(rawValue: try reader.uint16())
            let suite = CipherSuite(rawValue: try reader.uint16())
            var expiry: SessionTime = 0
            for _ in 0..<4 { expiry = expiry << 16 | SessionTime(try reader.uint16()) }
            let isNamed = try reader.uint8() == 1
            var name = try reader.vector16()
            let serverName = String(decoding: name.rest(), as: UTF8.self)
            var list = try reader.vector16()
            var certificates: [[UInt8]] = []
            while list.left > 0 {
                var certificate = try list.vector16()
                certificates.append(certificate.rest())
            }
            try reader.finish()
            self.init(
                version: version,
                cipherSuite: suite,
                serverName: isNamed ? serverName : nil,
                peerCertificates: certificates,
                expiry: expiry,
                secret: encoded.withBytes { SecretBytes(copying: $0.extracting(1..<start)) }
            )
        } catch { return nil }
    }

    /// Whether its certificates fit a ticket, which a message's vector of two octets has to hold.
    var fitsTicket: Bool {
        peerCertificates.reduce(0) { $0 + $1.count + 2 } < 1 << 14 && peerCertificates.allSatisfy { $0.count < 1 << 14 }
    }
}
