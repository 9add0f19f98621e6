internal import COpenSSL
internal import CryptoBackend

/// Whether the numbers of a private key belong together: n = p q, d ≡ dP and e dP ≡ 1 modulo p − 1, the same for q, and
/// q qInv ≡ 1 modulo p (RFC 8017 §3.2).
///
/// EVP_PKEY_pairwise_check would look whether p and q are primes besides, which of a key that exists nobody has to know: in 3.0.19 it
/// takes 40 ms for 2,048 bits and 250 ms for 4,096, where this takes some microseconds. Leaks: lengths and the
/// answer, and what libcrypto's BN_mul and BN_div leak of numbers that are marked as secret (BN_FLG_CONSTTIME).
struct KeyConsistency {
    private let n, e, d, p, q, dP, dQ, qInv: SecretNumber
    private let scratch: Scratch

    init(_ components: borrowing RSAPrivateComponents) throws(CryptoError) {
        // Named, for spans of what is not end the compiler (Swift 6.3.1).
        let modulus = components.publicComponents.modulus
        let exponent = components.publicComponents.exponent
        let exponentOctets = (0..<8).map { UInt8(truncatingIfNeeded: exponent >> (56 - 8 * UInt64($0))) }
        n = try SecretNumber(modulus.span)
        e = try SecretNumber(exponentOctets.span)
        d = try components.privateExponent.withBytes { (octets) throws(CryptoError) in try SecretNumber(octets) }
        p = try components.prime1.withBytes { (octets) throws(CryptoError) in try SecretNumber(octets) }
        q = try components.prime2.withBytes { (octets) throws(CryptoError) in try SecretNumber(octets) }
        dP = try components.exponent1.withBytes { (octets) throws(CryptoError) in try SecretNumber(octets) }
        dQ = try components.exponent2.withBytes { (octets) throws(CryptoError) in try SecretNumber(octets) }
        qInv = try components.coefficient.withBytes { (octets) throws(CryptoError) in try SecretNumber(octets) }
        scratch = try Scratch()
    }

    /// The answer; a number that libcrypto cannot compute with is not consistent with any.
    func holds() throws(CryptoError) -> Bool {
        defer { ERR_clear_error() }
        let product = try SecretNumber()
        guard unsafe BN_mul(product.number, p.number, q.number, scratch.context) == 1,
            unsafe BN_cmp(product.number, n.number) == 0
        else { return false }
        guard try isExponent(dP, of: p), try isExponent(dQ, of: q) else { return false }
        return try isInverse(qInv, of: q, modulo: p)
    }

    private func isExponent(_ exponent: SecretNumber, of prime: SecretNumber) throws(CryptoError) -> Bool {
        let order = try SecretNumber(copying: prime)
        let rest = try SecretNumber()
        guard unsafe BN_sub_word(order.number, 1) == 1,
            unsafe BN_div(nil, rest.number, d.number, order.number, scratch.context) == 1,
            unsafe BN_cmp(rest.number, exponent.number) == 0
        else { return false }
        return try isInverse(exponent, of: e, modulo: order)
    }

    private func isInverse(
        _ inverse: SecretNumber,
        of number: SecretNumber,
        modulo modulus: SecretNumber
    ) throws(CryptoError) -> Bool {
        let product = try SecretNumber()
        return unsafe BN_mod_mul(product.number, inverse.number, number.number, modulus.number, scratch.context) == 1
            && BN_is_one(product.number) == 1
    }
}

/// A BIGNUM that is computed with in constant time, and wiped.
@safe private final class SecretNumber {
    let number: OpaquePointer

    init() throws(CryptoError) {
        unsafe number = try required(BN_secure_new(), "BN_secure_new")
        unsafe BN_set_flags(number, BN_FLG_CONSTTIME)
    }

    convenience init(_ octets: Span<UInt8>) throws(CryptoError) {
        try self.init()
        let read = unsafe octets.withUnsafeBufferPointer { memory in
            unsafe BN_bin2bn(memory.baseAddress, Int32(memory.count), number)
        }
        _ = unsafe try required(read, "BN_bin2bn")
    }

    convenience init(copying other: SecretNumber) throws(CryptoError) {
        try self.init()
        _ = unsafe try required(BN_copy(number, other.number), "BN_copy")
        unsafe BN_set_flags(number, BN_FLG_CONSTTIME)
    }

    deinit { unsafe BN_clear_free(number) }
}

/// What libcrypto keeps what lies between in; wiped.
@safe private final class Scratch {
    let context: OpaquePointer

    init() throws(CryptoError) { unsafe context = try required(BN_CTX_secure_new(), "BN_CTX_secure_new") }

    deinit { unsafe BN_CTX_free(context) }
}
