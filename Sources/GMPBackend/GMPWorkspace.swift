internal import CGMP
internal import CryptoBackend
internal import SwiftCore

extension GMPModulus {
    /// Lends the modulus and `limbs` limbs to compute in, which are wiped afterwards, and gives the lowest
    /// ``octetCount`` octets of what then stands in the first of them.
    ///
    /// - Parameter limbs: at least ``operandLimbs``.
    @inline(__always)
    func compute(
        in limbs: Int,
        _ body: (_ memory: UnsafeMutablePointer<UInt>, _ modulus: UnsafePointer<UInt>) -> Void
    ) -> SecretBytes {
        var result = SecretBytes(zeroed: octetCount)
        var memory = SecretWords(zeroed: limbs)
        unsafe memory.withUnsafeMutableWords { memory in
            unsafe modulus.withUnsafeWords { modulus in
                // mp_limb_t is unsigned long, which Swift calls UInt, of the same size and layout as UInt64.
                unsafe memory.withMemoryRebound(to: UInt.self, capacity: limbs) { memory in
                    unsafe modulus.withMemoryRebound(to: UInt.self, capacity: modulusLimbs) { modulus in
                        unsafe body(memory, modulus)
                    }
                }
            }
            result.withMutableBytes { octets in unsafe Limbs.store(memory, into: &octets) }
        }
        return result
    }

    /// Throws unless `value` is no longer than the modulus.
    func checkLength(_ value: borrowing SecretBytes) throws(CryptoError) {
        guard value.count <= octetCount else {
            throw .invalidLength(of: .operand, expected: octetCount, got: value.count)
        }
    }

    /// Reads `value` into `count` limbs. Leaks: only the lengths.
    func load(_ value: borrowing SecretBytes, into limbs: UnsafeMutablePointer<UInt>, count: Int) {
        unsafe limbs.withMemoryRebound(to: UInt64.self, capacity: count) { limbs in
            value.withBytes { octets in unsafe Limbs.load(octets, into: limbs, count: count) }
        }
    }
}
