internal import CryptoBackend

/// What a server makes of a decrypted ClientKeyExchange (RFC 5246 §7.4.7.1).
enum PremasterPadding {
    /// The length of every premaster secret under RSA: the version, then 46 random octets.
    static let premasterLength = 48

    /// The last 48 octets of `encoded` if all of it is as it must be, else `substitute`, without telling which.
    ///
    /// A wrong version counts as wrong padding: of the two ways that RFC 5246 §7.4.7.1 allows, this is the second
    /// (Klima, Pokorny, Rosa, "Attacking RSA-based sessions in SSL/TLS", 2003), in which `substitute` was drawn before the
    /// decryption and no part of the message is used. Leaks: only lengths.
    ///
    /// - Parameters:
    ///   - encoded: EM, as long as the modulus, which is at least 128 octets.
    ///   - substitute: 48 octets.
    static func extract(
        from encoded: Span<UInt8>,
        clientVersion: UInt16,
        orElse substitute: borrowing SecretBytes
    ) -> SecretBytes {
        let start = encoded.count - premasterLength
        // 00 02 PS 00, with the separator at its one place: PS then has at least the eight octets it must have.
        var isValid = Choice(isZero: UInt64(encoded[0])) & Choice(UInt64(encoded[1]), equals: 0x02)
        for index in 2..<start - 1 { isValid = isValid & !Choice(isZero: UInt64(encoded[index])) }
        isValid = isValid & Choice(isZero: UInt64(encoded[start - 1]))
        let version = UInt64(encoded[start]) << 8 | UInt64(encoded[start + 1])
        isValid = isValid & Choice(version, equals: UInt64(clientVersion))

        var premaster = SecretBytes(zeroed: premasterLength)
        premaster.withMutableBytes { premaster in
            substitute.withBytes { substitute in
                for index in premaster.indices {
                    premaster[index] = isValid.select(encoded[start + index], substitute[index])
                }
            }
        }
        return premaster
    }
}
