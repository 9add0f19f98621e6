internal import CIntrinsics

/// The powers 0 to 31 of a base, two digits to a word, of which one is read without telling which.
@unsafe struct PowerTable {
    static let count = 32

    private let start: UnsafeMutablePointer<Int64>
    private let blocks: Int

    init(_ radix: Radix, memory: UnsafeMutablePointer<Int64>) {
        unsafe start = memory
        unsafe blocks = radix.blocks
    }

    /// The words of a table.
    static func words(_ radix: Radix) -> Int { unsafe count * 4 * ((radix.blocks + 1) / 2) }

    /// Sets the entry of a public index. Digits have 32 bits with their sign; the later half of the blocks goes above the
    /// earlier half.
    func set(_ index: Int, _ digits: UnsafePointer<Int64>) {
        let half = unsafe (blocks &+ 1) / 2
        let entry = unsafe start + 4 &* half &* index
        let mask = _mm256_set1_epi64x(0xffff_ffff)
        var block = 0
        while block < half {
            var packed = unsafe _mm256_and_si256(load(digits, 4 &* block), mask)
            if unsafe block &+ half < blocks {
                packed = unsafe _mm256_or_si256(packed, tlsbench_up_32_256(load(digits, 4 &* (block &+ half))))
            }
            unsafe store(packed, entry, 4 &* block)
            block &+= 1
        }
    }

    /// Copies the entry of a secret index, by reading every entry. Only the lower 32 bits of each word hold the digit.
    @inline(never) func select(_ index: UInt64, into digits: UnsafeMutablePointer<Int64>) {
        let half = unsafe (blocks &+ 1) / 2
        var block = 0
        while block &+ 5 <= half {
            unsafe selectFive(index, block, half, digits)
            block &+= 5
        }
        while block < half {
            unsafe selectOne(index, block, half, digits)
            block &+= 1
        }
    }

    /// Five vectors at once, which share what compares the index.
    @inline(__always) private func selectFive(
        _ index: UInt64,
        _ block: Int,
        _ half: Int,
        _ digits: UnsafeMutablePointer<Int64>
    ) {
        let wanted = _mm256_set1_epi64x(Int64(bitPattern: index))
        let one = _mm256_set1_epi64x(1)
        let zero = _mm256_setzero_si256()
        var (found0, found1, found2, found3, found4) = (zero, zero, zero, zero, zero)
        var candidate = zero
        var entry = unsafe UnsafePointer(start) + 4 &* block
        var left = unsafe PowerTable.count
        while left > 0 {
            let mask = _mm256_cmpeq_epi64(candidate, wanted)
            found0 = unsafe _mm256_or_si256(found0, _mm256_and_si256(mask, load(entry)))
            found1 = unsafe _mm256_or_si256(found1, _mm256_and_si256(mask, load(entry, 4)))
            found2 = unsafe _mm256_or_si256(found2, _mm256_and_si256(mask, load(entry, 8)))
            found3 = unsafe _mm256_or_si256(found3, _mm256_and_si256(mask, load(entry, 12)))
            found4 = unsafe _mm256_or_si256(found4, _mm256_and_si256(mask, load(entry, 16)))
            candidate = plus(candidate, one)
            unsafe entry += 4 &* half
            left &-= 1
        }
        unsafe unpack(found0, block, half, digits)
        unsafe unpack(found1, block &+ 1, half, digits)
        unsafe unpack(found2, block &+ 2, half, digits)
        unsafe unpack(found3, block &+ 3, half, digits)
        unsafe unpack(found4, block &+ 4, half, digits)
    }

    @inline(__always) private func selectOne(
        _ index: UInt64,
        _ block: Int,
        _ half: Int,
        _ digits: UnsafeMutablePointer<Int64>
    ) {
        let wanted = _mm256_set1_epi64x(Int64(bitPattern: index))
        let one = _mm256_set1_epi64x(1)
        var found = _mm256_setzero_si256()
        var candidate = _mm256_setzero_si256()
        var entry = unsafe UnsafePointer(start) + 4 &* block
        var left = unsafe PowerTable.count
        while left > 0 {
            let mask = _mm256_cmpeq_epi64(candidate, wanted)
            found = unsafe _mm256_or_si256(found, _mm256_and_si256(mask, load(entry)))
            candidate = plus(candidate, one)
            unsafe entry += 4 &* half
            left &-= 1
        }
        unsafe unpack(found, block, half, digits)
    }

    /// The two blocks that a vector of an entry holds.
    @inline(__always) private func unpack(
        _ packed: __m256i,
        _ block: Int,
        _ half: Int,
        _ digits: UnsafeMutablePointer<Int64>
    ) {
        unsafe store(packed, digits, 4 &* block)
        if unsafe block &+ half < blocks { unsafe store(tlsbench_down_32_256(packed), digits, 4 &* (block &+ half)) }
    }
}
