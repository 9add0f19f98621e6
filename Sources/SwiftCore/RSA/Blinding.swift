internal import CryptoBackend
internal import Synchronization

/// Pairs (A, A^(−d)) of secret random numbers, of which every private operation takes its own: it works on c × A, which
/// tells nothing of c, and from m × A^d the second number brings back m (Kocher, CRYPTO '96, §10).
///
/// A fresh pair costs a whole private operation, so that a pair is squared after each use and renewed only after
/// ``usesOfOnePair``, as OpenSSL does. A^(−d) is computed from A, and not A = r^e from r with its inverse, because the
/// exponents −d modulo p − 1 and q − 1 are known: no inversion is needed, and A is as random as r^e.
final class Blinding<Modulus: ModularArithmetic, Random: RandomSource>: Sendable {
    private let chineseRemainder: ChineseRemainder<Modulus>
    private let modulus: Modulus
    private let next: Mutex<(pair: BlindingPair, uses: Int)>

    /// Draws the first pair.
    init(_ chineseRemainder: ChineseRemainder<Modulus>, modulus: Modulus) throws(CryptoError) {
        self.chineseRemainder = chineseRemainder
        self.modulus = modulus
        next = Mutex((try BlindingPair.random(chineseRemainder, modulus: modulus, from: Random.self), 0))
    }

    /// The pair for one private operation. Leaks: only lengths.
    func take() throws(CryptoError) -> BlindingPair {
        let taken = try next.withLock { (state) throws(CryptoError) -> BlindingPair? in
            guard state.uses < Self.usesOfOnePair else { return nil }
            let pair = state.pair
            state = (try pair.squared(modulus), state.uses + 1)
            return pair
        }
        if let taken { return taken }
        // Outside the lock: other threads may renew it too, which is only work done twice.
        let fresh = try BlindingPair.random(chineseRemainder, modulus: modulus, from: Random.self)
        let following = try fresh.squared(modulus)
        next.withLock { $0 = (following, 1) }
        return fresh
    }
}

extension Blinding {
    /// At one private operation each, renewal adds 0.4 %; OpenSSL, where it costs less, renews after 32 uses.
    static var usesOfOnePair: Int { 256 }
}
