internal import CGMP
public import CryptoBackend
internal import SwiftCore

/// An odd modulus over GMP's constant-time functions on numbers of fixed size, `mpn_sec_*`.
///
/// Wiped when it goes; immutable, so usable from several threads at once.
///
/// Leaks: the lengths of the modulus, in bits, and of the numbers it is given; and what GMP itself lets into branches and
/// into the addresses of small tables, as memcheck shows: the highest limb of the modulus, which division normalises and
/// inverts (GMP, mpn/generic/sec_div.c), and its lowest octet, from which the inverse modulo 2⁶⁴ is begun
/// (mpn/generic/sec_powm.c, `binvert_limb`). Bases, exponents and all other octets of the modulus stay out of them.
public final class GMPModulus: ModularArithmetic {
    /// The length of the modulus, and of every result, in octets.
    public let octetCount: Int
    /// The limbs of a number of ``octetCount`` octets.
    let operandLimbs: Int
    /// The limbs of m without leading zeros: GMP's `n`.
    let modulusLimbs: Int
    let modulus: SecretWords

    /// Takes an odd modulus above 1, of 1 to 1024 octets; throws ``CryptoError/invalidKey(_:)`` for any other.
    ///
    /// Leaks: its length in limbs without leading zeros.
    public init(oddModulus: borrowing SecretBytes) throws(CryptoError) {
        guard (1...Self.maximumOctetCount).contains(oddModulus.count) else { throw .invalidKey(.modulus) }
        octetCount = oddModulus.count
        let operandLimbs = (oddModulus.count + 7) / 8
        var modulus = SecretWords(zeroed: operandLimbs)
        oddModulus.withBytes { octets in
            unsafe modulus.withUnsafeMutableWords { unsafe Limbs.load(octets, into: $0, count: operandLimbs) }
        }
        modulusLimbs = unsafe modulus.withUnsafeWords { unsafe Self.significantLimbs($0, count: operandLimbs) }
        let isUsable = unsafe modulus.withUnsafeWords { unsafe Self.isOddAboveOne($0, count: operandLimbs) }
        // Public: an even modulus, or 1, is no key, and a caller who has one learns no more than that.
        guard isUsable.declassify() else { throw .invalidKey(.modulus) }
        self.operandLimbs = operandLimbs
        self.modulus = modulus
    }

    /// RSA's largest modulus here: 8192 bits.
    private static let maximumOctetCount = 1024

    private static func significantLimbs(_ limbs: UnsafePointer<UInt64>, count: Int) -> Int {
        var significant = count
        // Public, as the type's comment says: how many limbs the modulus has.
        while significant > 1, unsafe Choice(isZero: limbs[significant - 1]).declassify() { significant -= 1 }
        return significant
    }

    private static func isOddAboveOne(_ limbs: UnsafePointer<UInt64>, count: Int) -> Choice {
        var rest = unsafe limbs[0] ^ 1
        for index in 1..<count { unsafe rest |= limbs[index] }
        return unsafe Choice(lowestBitOf: limbs[0]) & !Choice(isZero: rest)
    }
}
