/// Carry-less multiplication of two pairs of 128-bit numbers side by side, from integer multiplications.
///
/// Pornin's way (BearSSL, "Constant-Time Crypto", GHASH): of each factor keep every fourth bit, so that the integer product
/// has three zeros between any two sums, and the lowest bit of a sum is the carry-less one. With factors of 32 bits no sum
/// exceeds 8, and so none reaches the next. Two levels of Karatsuba make nine such products of one of 128 bits. Integer
/// multiplication takes the same time for all values on every 64-bit CPU in use.
enum CarrylessProduct {
    /// A number of 256 bits.
    struct Product {
        let high: UInt128
        let low: UInt128
    }

    /// How many products of 32 bits a product of 128 bits takes.
    static let parts = 9

    /// The factors of the nine products, from two numbers in two words each: first both upper words, then both lower.
    @unsafe
    @inline(__always)
    static func split(_ high: Lanes, _ low: Lanes, to memory: UnsafeMutableRawPointer) {
        // The even lanes are of account. Words from the highest: high.next, high, low.next, low.
        let middle = high ^ low
        unsafe low.store(to: memory, 0)
        unsafe low.nextLanes.store(to: memory, 1)
        unsafe (low ^ low.nextLanes).store(to: memory, 2)
        unsafe high.store(to: memory, 3)
        unsafe high.nextLanes.store(to: memory, 4)
        unsafe (high ^ high.nextLanes).store(to: memory, 5)
        unsafe middle.store(to: memory, 6)
        unsafe middle.nextLanes.store(to: memory, 7)
        unsafe (middle ^ middle.nextLanes).store(to: memory, 8)
    }

    /// Every fourth bit of what ``split(_:_:to:)`` gave, from bits 0, 1, 2 and 3 on: 36 vectors.
    @unsafe
    static func prepare(_ high: Lanes, _ low: Lanes, to memory: UnsafeMutableRawPointer) {
        unsafe split(high, low, to: memory)
        // Backwards, since factor p makes the four at 4p, which lie behind those that are still to be read.
        for part in (0..<parts).reversed() {
            let factor = unsafe Lanes(loading: memory, part)
            for index in 0..<4 {
                unsafe (factor & Lanes(repeating: 0x1111_1111 << UInt32(index))).store(to: memory, 4 * part + index)
            }
        }
    }

    /// The sum of `count` pairs of products: of what ``split(_:_:to:)`` gave, 9 vectors each, with what
    /// ``prepare(_:_:to:)`` gave.
    @unsafe
    @inline(__always)
    static func sum(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, count: Int) -> Product {
        let low = unsafe wide(left, right, 0, count)
        let high = unsafe wide(left, right, 3, count)
        let cross = unsafe wide(left, right, 6, count) ^ low ^ high
        return Product(high: high ^ (cross &>> 64), low: low ^ (cross &<< 64))
    }

    /// Parts `part` … `part` + 2 of the sum: one product of 64 bits.
    @unsafe
    @inline(__always)
    private static func wide(
        _ left: UnsafeRawPointer,
        _ right: UnsafeRawPointer,
        _ part: Int,
        _ count: Int
    ) -> UInt128 {
        let low = unsafe UInt128(word(left, right, part, count))
        let high = unsafe UInt128(word(left, right, part + 1, count))
        let cross = unsafe UInt128(word(left, right, part + 2, count)) ^ low ^ high
        return (high &<< 64) ^ (cross &<< 32) ^ low
    }

    /// Part `part` of the sum: one product of 32 bits, of both numbers together.
    @unsafe
    @inline(__always)
    private static func word(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ part: Int, _ count: Int) -> UInt64 {
        var sum0 = Lanes(repeating: 0)
        var sum1 = sum0
        var sum2 = sum0
        var sum3 = sum0
        for index in 0..<count {
            let factor = unsafe Lanes(loading: left, parts * index + part)
            let l0 = factor & Lanes(repeating: 0x1111_1111)
            let l1 = factor & Lanes(repeating: 0x2222_2222)
            let l2 = factor & Lanes(repeating: 0x4444_4444)
            let l3 = factor & Lanes(repeating: 0x8888_8888)
            let place = 4 * (parts * index + part)
            let r0 = unsafe Lanes(loading: right, place)
            let r1 = unsafe Lanes(loading: right, place + 1)
            let r2 = unsafe Lanes(loading: right, place + 2)
            let r3 = unsafe Lanes(loading: right, place + 3)
            sum0 ^= l0.evenProducts(r0) ^ l1.evenProducts(r3) ^ l2.evenProducts(r2) ^ l3.evenProducts(r1)
            sum1 ^= l0.evenProducts(r1) ^ l1.evenProducts(r0) ^ l2.evenProducts(r3) ^ l3.evenProducts(r2)
            sum2 ^= l0.evenProducts(r2) ^ l1.evenProducts(r1) ^ l2.evenProducts(r0) ^ l3.evenProducts(r3)
            sum3 ^= l0.evenProducts(r3) ^ l1.evenProducts(r2) ^ l2.evenProducts(r1) ^ l3.evenProducts(r0)
        }
        let even = (sum0 & Lanes(repeating: 0x1111_1111)) | (sum2 & Lanes(repeating: 0x4444_4444))
        let odd = (sum1 & Lanes(repeating: 0x2222_2222)) | (sum3 & Lanes(repeating: 0x8888_8888))
        return (even | odd).foldedWords
    }
}
