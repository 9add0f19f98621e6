internal import CIntrinsics

/// The powers 0 to 31 of a base, of which one is read without telling which.
@unsafe struct PowerTable {
    static let count = 32

    private let start: UnsafeMutablePointer<UInt64>
    private let blocks: Int

    init(_ radix: Radix, memory: UnsafeMutablePointer<UInt64>) {
        unsafe start = memory
        unsafe blocks = radix.blocks
    }

    /// The words of a table.
    static func words(_ radix: Radix) -> Int { unsafe count * radix.digits }

    /// Sets the entry of a public index.
    func set(_ index: Int, _ digits: UnsafePointer<UInt64>) {
        let entry = unsafe start + 4 &* blocks &* index
        var block = 0
        while unsafe block < blocks {
            unsafe store(load(digits, 4 &* block), entry, 4 &* block)
            block &+= 1
        }
    }

    /// Copies the entry of a secret index, by reading every entry.
    @inline(never) func select(_ index: UInt64, into digits: UnsafeMutablePointer<UInt64>) {
        var block = 0
        while unsafe block &+ 5 <= blocks {
            unsafe selectFive(index, block, digits)
            block &+= 5
        }
        while unsafe block < blocks {
            unsafe selectOne(index, block, digits)
            block &+= 1
        }
    }

    /// Five vectors at once, which share what compares the index.
    @inline(__always) private func selectFive(
        _ index: UInt64,
        _ block: Int,
        _ digits: UnsafeMutablePointer<UInt64>
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
            unsafe entry += 4 &* blocks
            left &-= 1
        }
        unsafe store(found0, digits, 4 &* block)
        unsafe store(found1, digits, 4 &* block &+ 4)
        unsafe store(found2, digits, 4 &* block &+ 8)
        unsafe store(found3, digits, 4 &* block &+ 12)
        unsafe store(found4, digits, 4 &* block &+ 16)
    }

    @inline(__always) private func selectOne(
        _ index: UInt64,
        _ block: Int,
        _ digits: UnsafeMutablePointer<UInt64>
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
            unsafe entry += 4 &* blocks
            left &-= 1
        }
        unsafe store(found, digits, 4 &* block)
    }
}
