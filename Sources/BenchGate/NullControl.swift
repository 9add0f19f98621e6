internal import Glibc

/// The baseline against a copy of itself, in the same session: where that shows a difference, no other difference counts.
public struct NullControl: Hashable, Sendable {
    /// The sentinel's identifier.
    public let id: String
    /// What came out; nil with too few generations.
    public let effect: PairedEffect?
    /// Whether it shows no difference that matters.
    public let isGood: Bool

    /// It fails if the estimate is beyond half of what blocks, and is not chance: its two-sided p, times the number of
    /// sentinels (Bonferroni), is at most α. With a 95 % interval for each of three, one session in seven would have one that
    /// does not hold 0, and on a noisy machine some of those are far enough off.
    public init(id: String, _ effect: PairedEffect?, _ rules: GateRules, sentinels count: Int) {
        self.id = id
        self.effect = effect
        guard let effect else {
            isGood = true
            return
        }
        let p = 2 * min(effect.pSlower, effect.pFaster) * Double(count)
        isGood = abs(effect.estimate) <= log1p(rules.minEffect / 2) || p > rules.alpha
    }

    /// Operations of three kinds: a hash of microseconds, a modular power, a cipher.
    public static let sentinels = [
        "prf-master-secret/sha256/swift", "rsa-decrypt/2048/gmp", "record-seal/aes-128-gcm/1350/openssl",
    ]
}
