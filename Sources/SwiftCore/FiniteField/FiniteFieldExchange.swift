internal import CryptoBackend

/// Diffie-Hellman in a group of RFC 7919 over any bignum, generator 2.
///
/// Leaks: only the lengths of the operands, and what the bignum says of itself about the modulus, which is public here.
struct FiniteFieldExchange<Modulus: ModularArithmetic> {
    private let group: NamedGroup
    private let prime: [UInt8]
    private let modulus: Modulus

    /// Nil for a curve.
    init?(_ group: NamedGroup) throws(CryptoError) {
        guard let prime = group.prime else { return nil }
        self.group = group
        self.prime = prime
        modulus = try Modulus(oddModulus: SecretBytes(copying: prime.span))
    }

    /// 2^x mod p, as long as p.
    func publicValue(_ exponent: borrowing SecretBytes) throws(CryptoError) -> [UInt8] {
        let generator: [UInt8] = [2]
        let power = try modulus.power(SecretBytes(copying: generator.span), secretExponent: exponent)
        return power.withBytes { octets in octets.indices.map { octets[$0] } }
    }

    /// Y^x mod p, without leading zero octets (RFC 5246 §8.1.2).
    func sharedSecret(_ exponent: borrowing SecretBytes, peer: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        guard isUsable(peer) else { throw .invalidPublicValue(group) }
        let power = try modulus.power(SecretBytes(copying: peer), secretExponent: exponent)
        return power.withBytes { octets in
            var start = 0
            // How many octets are zero is what the RFC lets out: see ``EphemeralKeyShare/sharedSecret(with:)``.
            while start < octets.count - 1, Choice(isZero: UInt64(octets[start])).declassify() { start += 1 }
            return SecretBytes(copying: octets.extracting(start...))
        }
    }

    /// 1 < Y < p − 1 (RFC 7919 §5.1), which in a group of a safe prime leaves no small subgroup. Y is public.
    private func isUsable(_ value: Span<UInt8>) -> Bool {
        guard value.count <= prime.count else { return false }
        let octets = value.indices.map { value[$0] }
        let number = [UInt8](repeating: 0, count: prime.count - octets.count) + octets
        // p is odd: p − 1 differs in its last octet alone.
        let highest = prime.dropLast() + prime.suffix(1).map { $0 - 1 }
        let isAboveOne = number.dropLast().contains { $0 != 0 } || number[number.count - 1] > 1
        return isAboveOne && number.lexicographicallyPrecedes(highest)
    }
}
