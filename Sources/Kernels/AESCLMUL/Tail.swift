internal import CIntrinsics

/// What is left of a record after the whole strides: up to 127 octets, the length block, and the tag's own key stream.
///
/// All blocks to hash (lead, data, lengths) are reduced once. `lead` is the additional data of a record that has no whole
/// stride, else zero.
@safe struct Tail {
    let context: UnsafeMutableRawPointer
    let rounds: Int
    /// J₀, its counter in the machine's order.
    let firstCounter: __m128i
    /// The next counter block of the data.
    let counter: __m128i
    let lead: __m128i
    /// The hash so far, which goes onto the first block of data, or onto the lengths if there is none.
    let carried: __m128i
    let lengths: __m128i

    /// Encrypts or decrypts `count` octets in place and gives the tag.
    @inline(__always) func finish(_ data: UnsafeMutableRawPointer, _ count: Int, isSealing: Bool) -> __m128i {
        let blocks = (count &+ 15) >> 4
        makeKeyStream(blocks: blocks &+ 1)
        let stream = unsafe UnsafeRawPointer(context) + GCMContext.scratchOffset
        var power = (GCMContext.powerCount &- (blocks &+ 2)) &* 16
        var product = Product()
        unsafe product.add(lead, context, power)
        power &+= 16
        var pending = carried
        var place = 0
        while place < count {
            // A last block that is not whole reads and writes up to 15 octets behind it, where the tag of a record is.
            let left = count &- place
            let old = unsafe load(data, place)
            let new = unsafe xor(old, load(stream, place &+ 16))
            unsafe store(new, data, place)
            let ciphertext = isSealing ? new : old
            let block = reversed(left >= 16 ? ciphertext : first(left, of: ciphertext))
            unsafe product.add(xor(block, pending), context, power)
            pending = _mm_setzero_si128()
            power &+= 16
            place &+= 16
        }
        unsafe product.add(xor(lengths, pending), context, power)
        return unsafe xor(reversed(product.reduced()), load(stream))
    }

    /// E(J₀), then key stream for the data: 1 to 9 blocks, into the context's scratch, four at a time.
    @inline(__always) private func makeKeyStream(blocks: Int) {
        let scratch = unsafe context + GCMContext.scratchOffset
        let one = _mm_set_epi32(1, 0, 0, 0)
        var first = firstCounter
        var next = counter
        var place = 0
        while place < blocks {
            let third = _mm_add_epi32(next, one)
            let fourth = _mm_add_epi32(third, one)
            var a = unsafe xor(counterOnWire(first), roundKey(context, 0))
            var b = unsafe xor(counterOnWire(next), roundKey(context, 0))
            var c = unsafe xor(counterOnWire(third), roundKey(context, 0))
            var d = unsafe xor(counterOnWire(fourth), roundKey(context, 0))
            var round = 1
            while round < rounds {
                let key = unsafe roundKey(context, round)
                a = _mm_aesenc_si128(a, key)
                b = _mm_aesenc_si128(b, key)
                c = _mm_aesenc_si128(c, key)
                d = _mm_aesenc_si128(d, key)
                round &+= 1
            }
            let key = unsafe roundKey(context, rounds)
            unsafe store(_mm_aesenclast_si128(a, key), scratch, place &* 16)
            unsafe store(_mm_aesenclast_si128(b, key), scratch, place &* 16 &+ 16)
            unsafe store(_mm_aesenclast_si128(c, key), scratch, place &* 16 &+ 32)
            unsafe store(_mm_aesenclast_si128(d, key), scratch, place &* 16 &+ 48)
            first = _mm_add_epi32(fourth, one)
            next = _mm_add_epi32(first, one)
            place &+= 4
        }
    }
}
