internal import COpenSSL
public import CryptoBackend

extension OpenSSLKeyShare: KnownAnswerKeyShare {
    /// A key of a private value, for known-answer tests: its public value is computed by the library's arithmetic.
    public convenience init(_ group: NamedGroup, privateValue: borrowing SecretBytes) throws(CryptoError) {
        guard group.keyExchange == .dhe || privateValue.count == group.privateValueLength else {
            throw .invalidLength(of: .privateValue, expected: group.privateValueLength, got: privateValue.count)
        }
        if group == .x25519 {
            let key = try privateValue.withBytes { (octets) throws(CryptoError) in
                let key = unsafe octets.withUnsafeBufferPointer { octets in
                    unsafe EVP_PKEY_new_raw_private_key_ex(nil, "X25519", nil, octets.baseAddress, octets.count)
                }
                return unsafe try ExchangeKey(owning: key, "EVP_PKEY_new_raw_private_key_ex")
            }
            try self.init(group, owning: key) { (key) throws(CryptoError) in
                try key.encodedPublicKey(count: group.publicValueLength)
            }
        } else {
            let publicValue = try Self.publicValue(group, privateValue)
            let builder = try KeyBuilder()
            if let name = group.libraryName { try builder.add("group", text: name) }
            try privateValue.withBytes { (octets) throws(CryptoError) in try builder.add("priv", octets) }
            if group.keyExchange == .dhe { try builder.add("pub", publicValue.span) }
            let key = unsafe try ExchangeKey(
                owning: builder.build(group.algorithm, tlsbench_EVP_PKEY_KEYPAIR),
                "EVP_PKEY_fromdata"
            )
            try self.init(group, owning: key) { _ in publicValue }
        }
    }

    private static func publicValue(
        _ group: NamedGroup,
        _ privateValue: borrowing SecretBytes
    ) throws(CryptoError) -> [UInt8] {
        let scalar = unsafe try required(BN_secure_new(), "BN_secure_new")
        defer { unsafe BN_clear_free(scalar) }
        let context = unsafe try required(BN_CTX_secure_new(), "BN_CTX_secure_new")
        defer { unsafe BN_CTX_free(context) }
        privateValue.withBytes { octets in
            _ = unsafe octets.withUnsafeBufferPointer { unsafe BN_bin2bn($0.baseAddress, Int32($0.count), scalar) }
        }
        var octets = [UInt8](repeating: 0, count: group.publicValueLength)
        switch group {
        case .ffdhe2048, .ffdhe3072:
            let octetsOfPrime = group.prime ?? []
            let prime = unsafe try required(
                BN_bin2bn(octetsOfPrime, Int32(octetsOfPrime.count), nil),
                "BN_bin2bn"
            )
            defer { unsafe BN_free(prime) }
            let number = unsafe try required(BN_new(), "BN_new")
            defer { unsafe BN_free(number) }
            _ = unsafe BN_set_word(number, 2)
            try check(unsafe BN_mod_exp(number, number, scalar, prime, context), "BN_mod_exp")
            _ = unsafe BN_bn2binpad(number, &octets, Int32(octets.count))
        case .x25519, .secp256r1:
            let curve = unsafe try required(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1), "EC_GROUP_new")
            defer { unsafe EC_GROUP_free(curve) }
            let point = unsafe try required(EC_POINT_new(curve), "EC_POINT_new")
            defer { unsafe EC_POINT_free(point) }
            // The library would take such a scalar modulo the order.
            let order = unsafe EC_GROUP_get0_order(curve)
            guard unsafe BN_is_zero(scalar) == 0, unsafe BN_cmp(scalar, order) < 0 else {
                throw .invalidKey(.inconsistent)
            }
            try check(unsafe EC_POINT_mul(curve, point, scalar, nil, nil, context), "EC_POINT_mul")
            _ = unsafe EC_POINT_point2oct(curve, point, POINT_CONVERSION_UNCOMPRESSED, &octets, octets.count, context)
        }
        return octets
    }
}
