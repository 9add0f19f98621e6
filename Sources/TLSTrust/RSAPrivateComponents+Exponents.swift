internal import COpenSSL
public import CryptoBackend

extension RSAPrivateComponents {
    /// A key from n, e, d and its primes alone, for known answers: dP, dQ and qInv are computed by libcrypto (RFC 8017 §3.2).
    ///
    /// Throws ``TrustError`` if there is no inverse, so for primes that are none. Not in constant time: the key is everybody's.
    public init(
        modulus: [UInt8],
        exponent: UInt64,
        privateExponent: [UInt8],
        prime1: [UInt8],
        prime2: [UInt8]
    ) throws(TrustError) {
        try requireLibrary()
        let publicHalf = RSAPublicComponents(modulus: modulus, exponent: exponent)
        let context = unsafe try required(BN_CTX_new(), "BN_CTX_new")
        defer { unsafe BN_CTX_free(context) }
        let d = try BigNumber(privateExponent)
        let (p, q) = (try BigNumber(prime1), try BigNumber(prime2))
        let (dP, dQ, qInv) = (try BigNumber([]), try BigNumber([]), try BigNumber([]))
        for (prime, result) in [(p, dP), (q, dQ)] {
            let less = try BigNumber([])
            try check(unsafe BN_sub(less.pointer, prime.pointer, BN_value_one()), "BN_sub")
            try check(unsafe BN_div(nil, result.pointer, d.pointer, less.pointer, context), "BN_div")
        }
        _ = unsafe try required(BN_mod_inverse(qInv.pointer, q.pointer, p.pointer, context), "BN_mod_inverse")
        let half = max(p.count, q.count)
        self.init(
            publicComponents: publicHalf,
            privateExponent: d.octets(max(publicHalf.modulusLength, d.count)),
            prime1: p.octets(half),
            prime2: q.octets(half),
            exponent1: dP.octets(half),
            exponent2: dQ.octets(half),
            coefficient: qInv.octets(half)
        )
    }
}
