internal import CryptoBackend

/// Nonces for one signature (RFC 6979 §3.2), with random octets put to the key and the digest (§3.6).
///
/// Neither a random source that fails nor one that repeats itself gives the key away: the nonce is another one for another
/// message all the same. With random octets, a signature that is computed twice under a fault has two nonces.
/// Leaks: only whether a candidate was thrown away.
struct NonceGenerator: ~Copyable {
    /// K.
    private var key = SecretBytes(zeroed: 32)
    /// V.
    private var value = SecretBytes(zeroed: 32)

    /// - Parameters:
    ///   - privateValue: int2octets(x), 32 octets.
    ///   - digest: bits2octets(h1), 32 octets: modulo n.
    ///   - randomness: k' of §3.6; empty for the deterministic signature of §3.2.
    init(
        privateValue: borrowing SecretBytes,
        digest: borrowing SecretBytes,
        randomness: borrowing SecretBytes
    ) {
        // b., c.
        value.withMutableBytes { for index in $0.indices { $0[index] = 1 } }
        // d. to g.
        for separator in [0, 1] as [UInt8] {
            var hmac = HMAC(key: key, hash: .sha256)
            value.withBytes { hmac.update($0) }
            hmac.update([separator].span)
            privateValue.withBytes { hmac.update($0) }
            digest.withBytes { hmac.update($0) }
            randomness.withBytes { hmac.update($0) }
            key.withMutableBytes { hmac.finalize(into: &$0) }
            hmac.wipe()
            updateValue()
        }
    }

    /// The next candidate, which may be unusable. Steps h.1 and h.2: one digest has as many bits as n.
    mutating func candidate() -> SecretBytes {
        updateValue()
        return value.copy()
    }

    /// Step h.3, before the next candidate.
    mutating func reject() {
        var hmac = HMAC(key: key, hash: .sha256)
        value.withBytes { hmac.update($0) }
        hmac.update([0].span)
        key.withMutableBytes { hmac.finalize(into: &$0) }
        hmac.wipe()
        updateValue()
    }

    private mutating func updateValue() {
        var hmac = HMAC(key: key, hash: .sha256)
        value.withBytes { hmac.update($0) }
        value.withMutableBytes { hmac.finalize(into: &$0) }
        hmac.wipe()
    }
}
