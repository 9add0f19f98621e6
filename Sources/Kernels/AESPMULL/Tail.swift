internal import CIntrinsics

/// What is left of a record after the whole strides: up to 127 octets, the length block, and the tag's own key stream.
///
/// All blocks to hash (lead, data, lengths) are reduced once. `lead` is the additional data of a record that has no whole
/// stride, else zero.
@safe struct Tail<Sum: SumOfThree> {
    let context: UnsafeMutableRawPointer
    let rounds: Int
    /// J₀, the octets of its words in reverse.
    let firstCounter: uint8x16_t
    /// The next counter block of the data.
    let counter: uint8x16_t
    let lead: uint8x16_t
    /// The hash so far, which goes onto the first block of data, or onto the lengths if there is none.
    let carried: uint8x16_t
    let lengths: uint8x16_t

    /// Encrypts or decrypts `count` octets in place and gives the tag.
    @inline(__always) func finish(
        _ data: UnsafeMutableRawPointer,
        _ count: Int,
        isSealing: Bool
    ) -> uint8x16_t {
        let blocks = (count &+ 15) >> 4
        makeKeyStream(blocks: blocks &+ 1)
        let stream = unsafe UnsafeRawPointer(context) + AESPMULLContext.scratchOffset
        var power = blocks &+ 2
        var product = Product<Sum>()
        unsafe product.add(lead, context, power: power)
        power &-= 1
        var pending = carried
        var place = 0
        while place < count {
            // A last block that is not whole reads and writes up to 15 octets behind it, where the tag of a record is.
            let left = count &- place
            let old = unsafe load(data, place)
            let new = unsafe tlsbench_xor_128(old, load(stream, place &+ 16))
            unsafe store(new, data, place)
            let ciphertext = isSealing ? new : old
            let block = left >= 16 ? ciphertext : tlsbench_and_128(ciphertext, tlsbench_first_octets_128(UInt64(left)))
            unsafe product.add(tlsbench_xor_128(reversed(block), pending), context, power: power)
            pending = zero
            power &-= 1
            place &+= 16
        }
        unsafe product.add(tlsbench_xor_128(lengths, pending), context, power: 1)
        return unsafe tlsbench_xor_128(reversed(product.reduced()), load(stream))
    }

    /// E(J₀), then key stream for the data: 1 to 9 blocks, into the context's scratch, four at a time.
    @inline(__always) private func makeKeyStream(blocks: Int) {
        let scratch = unsafe context + AESPMULLContext.scratchOffset
        var first = firstCounter
        var next = counter
        var place = 0
        while place < blocks {
            var a = tlsbench_reverse_words_of_32_128(first)
            var b = tlsbench_reverse_words_of_32_128(next)
            var c = tlsbench_reverse_words_of_32_128(plus(next, 1))
            var d = tlsbench_reverse_words_of_32_128(plus(next, 2))
            var round = 0
            while round < rounds &- 1 {
                let key = unsafe roundKey(context, round)
                a = tlsbench_aes_round_128(a, key)
                b = tlsbench_aes_round_128(b, key)
                c = tlsbench_aes_round_128(c, key)
                d = tlsbench_aes_round_128(d, key)
                round &+= 1
            }
            let key = unsafe roundKey(context, rounds &- 1)
            let last = unsafe roundKey(context, rounds)
            let target = unsafe scratch + place &* 16
            unsafe store(tlsbench_xor_128(tlsbench_aes_substitute_128(a, key), last), target)
            unsafe store(tlsbench_xor_128(tlsbench_aes_substitute_128(b, key), last), target, 16)
            unsafe store(tlsbench_xor_128(tlsbench_aes_substitute_128(c, key), last), target, 32)
            unsafe store(tlsbench_xor_128(tlsbench_aes_substitute_128(d, key), last), target, 48)
            first = plus(next, 3)
            next = plus(next, 4)
            place &+= 4
        }
    }
}
