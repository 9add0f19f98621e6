internal import COpenSSL
public import CryptoBackend

extension RSAPublicComponents {
    /// p and q of the key whose private exponent this is, for known answers without them (SP 800-56B revision 2, appendix C.1).
    ///
    /// Nil if no g of the first 24 primes finds them: each misses half of all keys at most, so the exponents do not belong together.
    /// Throws ``TrustError`` if the library fails. Not in constant time: the key is everybody's.
    public func primes(privateExponent: [UInt8]) throws(TrustError) -> (prime1: [UInt8], prime2: [UInt8])? {
        try requireLibrary()
        let context = unsafe try required(BN_CTX_new(), "BN_CTX_new")
        defer { unsafe BN_CTX_free(context) }
        let (n, d) = (try BigNumber(modulus), try BigNumber(privateExponent))
        let e = try BigNumber((0..<8).map { UInt8(truncatingIfNeeded: exponent >> (56 - 8 * $0)) })
        let (last, r, square) = (try BigNumber([]), try BigNumber([]), try BigNumber([]))
        try check(unsafe BN_sub(last.pointer, n.pointer, BN_value_one()), "BN_sub")
        // Steps 1 to 3: r is the odd part of de − 1, and t the number of its factors 2.
        try check(unsafe BN_mul(r.pointer, d.pointer, e.pointer, context), "BN_mul")
        try check(unsafe BN_sub_word(r.pointer, 1), "BN_sub_word")
        var t = 0
        while unsafe BN_is_zero(r.pointer) == 0 && BN_is_odd(r.pointer) == 0 {
            try check(unsafe BN_rshift1(r.pointer, r.pointer), "BN_rshift1")
            t += 1
        }
        for g in [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89] as [UInt8]
        {
            // Step 4: a root of 1 that is neither 1 nor −1.
            let y = try BigNumber([])
            let base = try BigNumber([g])
            try check(unsafe BN_mod_exp(y.pointer, base.pointer, r.pointer, n.pointer, context), "BN_mod_exp")
            for _ in 0..<t {
                if unsafe BN_is_one(y.pointer) == 1 || BN_cmp(y.pointer, last.pointer) == 0 { break }
                try check(unsafe BN_mod_sqr(square.pointer, y.pointer, n.pointer, context), "BN_mod_sqr")
                if unsafe BN_is_one(square.pointer) == 1 {
                    let (p, q) = (try BigNumber([]), try BigNumber([]))
                    try check(unsafe BN_sub_word(y.pointer, 1), "BN_sub_word")
                    try check(unsafe BN_gcd(p.pointer, y.pointer, n.pointer, context), "BN_gcd")
                    try check(unsafe BN_div(q.pointer, nil, n.pointer, p.pointer, context), "BN_div")
                    return (p.published, q.published)
                }
                _ = unsafe BN_copy(y.pointer, square.pointer)
            }
        }
        return nil
    }
}

extension BigNumber {
    /// The octets of what is no secret, without leading zeros.
    fileprivate var published: [UInt8] { octets(count).withBytes { octets in octets.indices.map { octets[$0] } } }
}
