extension CryptoBackend {
    /// HKDF-Extract of RFC 5869 §2.2 over the backend's own HMAC: as many octets as a digest.
    ///
    /// - Parameter salt: HMAC's key; an empty one stands for zeros, which are the same key (RFC 2104 §2), and which libraries take
    ///   that refuse a key of no octets.
    ///
    /// Throws what the backend's HMAC throws. Leaks: only the lengths of its arguments.
    public static func hkdfExtract(
        salt: borrowing SecretBytes,
        inputKeyMaterial: borrowing SecretBytes,
        hash: HashAlgorithm
    ) throws(CryptoError) -> SecretBytes {
        guard salt.count > 0 else {
            return try hkdfExtract(
                salt: SecretBytes(zeroed: hash.digestLength),
                inputKeyMaterial: inputKeyMaterial,
                hash: hash
            )
        }
        let mac = try MAC(key: salt, hash: hash)
        try inputKeyMaterial.withBytes { (octets) throws(CryptoError) in try mac.update(octets) }
        var key = SecretBytes(zeroed: hash.digestLength)
        try key.withMutableBytes { (octets) throws(CryptoError) in try mac.finalize(into: &octets) }
        return key
    }

    /// HKDF-Expand of RFC 5869 §2.3 over the backend's own HMAC, filling the whole of `output`: at most 255 digests.
    ///
    /// Throws ``CryptoError/invalidLength(of:expected:got:)`` for more, and what the backend's HMAC throws. Leaks: only the lengths of
    /// its arguments.
    public static func hkdfExpand(
        _ pseudorandomKey: borrowing SecretBytes,
        info: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        let length = hash.digestLength
        guard output.count <= 255 * length else {
            throw .invalidLength(of: .output, expected: 255 * length, got: output.count)
        }
        let mac = try MAC(key: pseudorandomKey, hash: hash)
        var block = SecretBytes(zeroed: length)
        var written = 0
        var counter: UInt8 = 1
        while written < output.count {
            // T(n) = HMAC(PRK, T(n − 1) | info | n), T(0) being empty.
            if written > 0 {
                try block.withBytes { (octets) throws(CryptoError) in try mac.update(octets) }
            }
            try mac.update(info)
            let number = [1 of UInt8](repeating: counter)
            try mac.update(number.span)
            try block.withMutableBytes { (octets) throws(CryptoError) in try mac.finalize(into: &octets) }
            let take = min(length, output.count - written)
            block.withBytes { octets in
                for index in 0..<take { output[written + index] = octets[index] }
            }
            written += take
            counter &+= 1
        }
    }
}
