internal import COpenSSL
internal import CryptoBackend

extension Key {
    /// All numbers, of a key that is supported.
    func privateComponents() throws(TrustError) -> PrivateComponents {
        switch kind {
        case .rsa: .rsa(try rsaComponents())
        case .ecdsa: .ecdsa(try ecdsaComponents())
        case nil: throw .unsupportedKey(in: "the key")
        }
    }

    /// n and e.
    private func publicComponents() throws(TrustError) -> RSAPublicComponents {
        let exponent = try number(OSSL_PKEY_PARAM_RSA_E, length: nil)
        // An exponent above 64 bits becomes 0, which no backend takes.
        let value: UInt64 = exponent.withBytes { octets in
            octets.count > 8 ? 0 : octets.indices.reduce(0) { $0 << 8 | UInt64(octets[$1]) }
        }
        let modulus = try number(OSSL_PKEY_PARAM_RSA_N, length: nil)
        return RSAPublicComponents(
            modulus: modulus.withBytes { octets in octets.indices.map { octets[$0] } },
            exponent: value
        )
    }

    /// All numbers of a two-prime key, each as long as its modulus is, so that lengths tell nothing.
    private func rsaComponents() throws(TrustError) -> RSAPrivateComponents {
        let publicHalf = try publicComponents()
        let whole = publicHalf.modulusLength
        let half = max(
            try number("rsa-factor1", length: nil).count,
            try number("rsa-factor2", length: nil).count
        )
        return RSAPrivateComponents(
            publicComponents: publicHalf,
            privateExponent: try number(OSSL_PKEY_PARAM_RSA_D, length: whole),
            prime1: try number("rsa-factor1", length: half),
            prime2: try number("rsa-factor2", length: half),
            exponent1: try number("rsa-exponent1", length: half),
            exponent2: try number("rsa-exponent2", length: half),
            coefficient: try number("rsa-coefficient1", length: half)
        )
    }

    /// Q and d, which is as long as the order of the curve.
    private func ecdsaComponents() throws(TrustError) -> ECDSAPrivateComponents {
        var memory: UnsafeMutablePointer<UInt8>?
        let count = unsafe EVP_PKEY_get1_encoded_public_key(pointer, &memory)
        defer { unsafe CRYPTO_free(memory, "", 0) }
        guard let memory = unsafe memory else { throw libraryError("EVP_PKEY_get1_encoded_public_key") }
        let point = unsafe Array(UnsafeBufferPointer(start: memory, count: count))
        return ECDSAPrivateComponents(
            publicComponents: ECDSAPublicComponents(group: .secp256r1, point: point),
            privateValue: try number(OSSL_PKEY_PARAM_PRIV_KEY, length: NamedGroup.secp256r1.privateValueLength)
        )
    }

    /// A number of the key, big-endian: of its own length, or with leading zeros up to `length`.
    private func number(_ name: String, length: Int?) throws(TrustError) -> SecretBytes {
        var number: OpaquePointer?
        try check(unsafe EVP_PKEY_get_bn_param(pointer, name, &number), "EVP_PKEY_get_bn_param")
        let value = unsafe try required(number, "EVP_PKEY_get_bn_param")
        defer { unsafe BN_clear_free(value) }
        var octets = SecretBytes(zeroed: length ?? (Int(unsafe BN_num_bits(value)) + 7) / 8)
        let written = octets.withMutableBytes { octets in
            unsafe octets.withUnsafeMutableBufferPointer { memory in
                unsafe BN_bn2binpad(value, memory.baseAddress, Int32(memory.count))
            }
        }
        guard written >= 0 else { throw libraryError("BN_bn2binpad") }
        return octets
    }
}
