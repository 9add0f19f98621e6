/// Four XOFs of short messages side by side: word w of instance i is word 4 w + i, as vectors of four words have it.
///
/// Leaks: nothing.
@unsafe struct KeccakBatch {
    /// The words of memory, of the caller's and to be wiped.
    static var words: Int { 4 * Keccak.words + Keccak.words }

    private let state: UnsafeMutablePointer<UInt64>
    private let tier: any KeccakCode.Type

    /// In memory that begins on a cache line.
    init(_ memory: UnsafeMutablePointer<UInt64>, _ tier: Dispatch.Lattice) {
        unsafe state = unsafe memory
        unsafe self.tier = tier.keccak
    }

    /// One instance's message: 32 octets and up to 7 more, which are the lowest of `last`.
    func begin(
        _ instance: Int,
        _ function: Sponge.Function,
        _ seed: UnsafePointer<UInt8>,
        last: UInt64,
        octets: UInt64
    ) {
        for word in 0..<Keccak.words { unsafe state[4 &* word &+ instance] = 0 }
        for word in 0..<4 {
            unsafe state[4 &* word &+ instance] = UInt64(
                littleEndian: UnsafeRawPointer(seed + 8 &* word).loadUnaligned(as: UInt64.self)
            )
        }
        unsafe state[16 &+ instance] = last | UInt64(function.suffix) &<< (8 &* octets)
        unsafe state[4 &* (function.rate / 8 &- 1) &+ instance] ^= 1 &<< 63
    }

    /// One permutation of each.
    func permute() { unsafe tier.permute(four: state) }

    /// The output of one instance: as many words as are asked for.
    func read(_ instance: Int, into output: UnsafeMutablePointer<UInt8>, words: Int) {
        for word in 0..<words {
            unsafe UnsafeMutableRawPointer(output + 8 &* word)
                .storeBytes(of: state[4 &* word &+ instance].littleEndian, as: UInt64.self)
        }
    }
}
