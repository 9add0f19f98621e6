internal import Glibc

/// When the connections of one thread are to begin, by a rate; in nanoseconds since the start.
struct Arrivals {
    /// The next one.
    private(set) var next: Double
    /// The mean gap.
    private let gap: Double
    private let pattern: ArrivalPattern
    private var generator: SplitMix

    /// - Parameters:
    ///   - rate: of all threads together, in connections a second.
    ///   - thread: 0 to `threads` - 1; fixed gaps of several threads interleave, and Poisson's are independent.
    init(rate: Double, _ pattern: ArrivalPattern, thread: Int, of threads: Int, seed: UInt64) {
        gap = 1e9 * Double(threads) / rate
        self.pattern = pattern
        generator = SplitMix(state: seed &+ UInt64(thread) &* 0xD1B5_4A32_D192_ED03)
        next = pattern == .fixed ? gap * Double(thread) / Double(threads) : 0
        if pattern == .poisson { advance() }
    }

    /// How many there are before a time: up to `limit` one by one, and of more of them the rest by the mean gap.
    func count(before time: Double, limit: Int = 1_000_000) -> Int {
        var arrivals = self
        var count = 0
        while arrivals.next < time {
            if count == limit { return count + Int(min(((time - arrivals.next) / gap).rounded(.up), 1e15)) }
            count += 1
            arrivals.advance()
        }
        return count
    }

    /// Goes on to the one after.
    mutating func advance() {
        switch pattern {
        case .fixed: next += gap
        // 53 bits, so that the logarithm is of a number in (0, 1].
        case .poisson: next -= gap * log(Double(generator.next() >> 11 + 1) * 0x1p-53)
        }
    }
}

/// Steele, Lea, Flood 2014: SplitMix64.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
