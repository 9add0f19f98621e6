internal import CryptoBackend

/// EME-PKCS1-v1_5 (RFC 8017 §7.2): 00 02 PS 00 M, with at least eight octets of PS, none of them zero.
enum EncryptionPadding {
    /// The least that stands before a message.
    static let overhead = 11

    /// EM of `length` octets around `message` (RFC 8017 §7.2.1, step 2). Leaks: only the lengths.
    ///
    /// - Parameter length: at least ``overhead`` above the message's.
    static func encode(
        _ message: borrowing SecretBytes,
        length: Int,
        from source: (some RandomSource).Type
    ) throws(CryptoError) -> SecretBytes {
        let separator = length - message.count - 1
        var encoded = SecretBytes(zeroed: length)
        // 2.a: PS, random and nonzero.
        try encoded.withMutableBytes { (octets) throws(CryptoError) in
            var filling = octets._mutatingExtracting(2..<separator)
            try fillNonzero(&filling, from: source)
        }
        // 2.b: EM = 0x00 || 0x02 || PS || 0x00 || M.
        encoded.withMutableBytes { octets in
            octets[1] = 0x02
            message.withBytes { message in
                for index in message.indices { octets[separator + 1 + index] = message[index] }
            }
        }
        return encoded
    }

    /// The message inside `encoded`, of any length (RFC 8017 §7.2.2, step 3); throws ``CryptoError/badPadding``.
    ///
    /// Leaks: that the padding was bad, or where the message begins; nothing before that is decided.
    static func decodeKnownAnswer(_ encoded: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        var hasSeparator = Choice.no
        var separator: UInt64 = 0
        for index in 2..<encoded.count {
            let isZero = Choice(isZero: UInt64(encoded[index]))
            separator = (isZero & !hasSeparator).select(UInt64(index), separator)
            hasSeparator = hasSeparator | isZero
        }
        let hasHead = Choice(isZero: UInt64(encoded[0])) & Choice(UInt64(encoded[1]), equals: 0x02)
        let hasEnoughPadding = !Choice(separator, isBelow: UInt64(overhead - 1))
        // Public here, as this is no server: a known-answer test asks just that.
        guard (hasHead & hasSeparator & hasEnoughPadding).declassify() else { throw .badPadding }
        var start = encoded.count
        for index in 2..<encoded.count where Choice(UInt64(index), equals: separator).declassify() { start = index + 1 }
        return (start..<encoded.count).map { encoded[$0] }
    }

    /// Draws until no octet is zero.
    private static func fillNonzero(
        _ output: inout MutableSpan<UInt8>,
        from source: (some RandomSource).Type
    ) throws(CryptoError) {
        try source.fill(&output)
        for index in output.indices {
            // Public: a zero is thrown away, so the branch tells about octets that are not used.
            while Choice(isZero: UInt64(output[index])).declassify() {
                var octet = output._mutatingExtracting(index...index)
                try source.fill(&octet)
            }
        }
    }
}
