extension CryptoBackend {
    /// ``prfOverMAC(_:label:seed:hash:into:)``, for who has nothing better.
    public static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        try prfOverMAC(secret, label: label, seed: seed, hash: hash, into: &output)
    }

    /// P_hash of RFC 5246 §5 over the backend's own HMAC, for arguments of any length.
    ///
    /// Leaks: only the lengths of its arguments.
    public static func prfOverMAC(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        let mac = try MAC(key: secret, hash: hash)
        let length = hash.digestLength
        // A(1) = HMAC(secret, label + seed)
        var chain = SecretBytes(zeroed: length)
        try mac.update(label.octets.span)
        try mac.update(seed)
        try chain.withMutableBytes { (octets) throws(CryptoError) in try mac.finalize(into: &octets) }

        var block = SecretBytes(zeroed: length)
        var written = 0
        while written < output.count {
            // HMAC(secret, A(i) + label + seed)
            try chain.withBytes { (octets) throws(CryptoError) in try mac.update(octets) }
            try mac.update(label.octets.span)
            try mac.update(seed)
            try block.withMutableBytes { (octets) throws(CryptoError) in try mac.finalize(into: &octets) }
            let take = min(length, output.count - written)
            block.withBytes { octets in
                for index in 0..<take { output[written + index] = octets[index] }
            }
            written += take
            // A(i + 1) = HMAC(secret, A(i))
            if written < output.count {
                try chain.withBytes { (octets) throws(CryptoError) in try mac.update(octets) }
                try chain.withMutableBytes { (octets) throws(CryptoError) in try mac.finalize(into: &octets) }
            }
        }
    }
}
