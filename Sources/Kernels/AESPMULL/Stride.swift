internal import CIntrinsics

/// How much whole strides take at once: 8 blocks.
let strideLength = 128

extension GCM {
    /// The inner loop of counter mode: 8 blocks in eight registers, and between the rounds of AES the GHASH of eight blocks, two at a
    /// time, so that all units of the core are busy.
    ///
    /// - Parameters:
    ///   - counter: the next counter block, with the octets of its words in reverse; it is moved on by 8.
    ///   - data: 128 octets to encrypt or decrypt in place.
    ///   - hashed: 128 octets of ciphertext to hash into `hash`.
    @inline(__always) static func encryptStride(
        _ context: UnsafeRawPointer,
        _ rounds: Int,
        _ counter: inout uint8x16_t,
        _ data: UnsafeMutableRawPointer,
        hashing hashed: UnsafeRawPointer,
        into hash: inout uint8x16_t
    ) {
        var state = CounterBlocks<Sum>(&counter)
        var product = Product<Sum>()
        unsafe state.twoRounds(context, 0)
        let first = unsafe tlsbench_xor_128(reversed(load(hashed)), hash)
        unsafe product.add(first, reversed(load(hashed, 16)), context, power: 8)
        unsafe state.twoRounds(context, 2)
        unsafe product.add(reversed(load(hashed, 32)), reversed(load(hashed, 48)), context, power: 6)
        unsafe state.twoRounds(context, 4)
        unsafe product.add(reversed(load(hashed, 64)), reversed(load(hashed, 80)), context, power: 4)
        unsafe state.twoRounds(context, 6)
        unsafe product.add(reversed(load(hashed, 96)), reversed(load(hashed, 112)), context, power: 2)
        hash = product.reduced()
        unsafe state.lastRounds(context, rounds, into: data)
    }

    /// The same without anything to hash.
    @inline(__always) static func encryptStride(
        _ context: UnsafeRawPointer,
        _ rounds: Int,
        _ counter: inout uint8x16_t,
        _ data: UnsafeMutableRawPointer
    ) {
        var state = CounterBlocks<Sum>(&counter)
        unsafe state.twoRounds(context, 0)
        unsafe state.twoRounds(context, 2)
        unsafe state.twoRounds(context, 4)
        unsafe state.twoRounds(context, 6)
        unsafe state.lastRounds(context, rounds, into: data)
    }

    /// GHASH of the 128 octets at `hashed` on top of `hash`.
    @inline(__always) static func hashStride(
        _ context: UnsafeRawPointer,
        _ hashed: UnsafeRawPointer,
        _ hash: uint8x16_t
    ) -> uint8x16_t {
        var product = Product<Sum>()
        let first = unsafe tlsbench_xor_128(reversed(load(hashed)), hash)
        unsafe product.add(first, reversed(load(hashed, 16)), context, power: 8)
        unsafe product.add(reversed(load(hashed, 32)), reversed(load(hashed, 48)), context, power: 6)
        unsafe product.add(reversed(load(hashed, 64)), reversed(load(hashed, 80)), context, power: 4)
        unsafe product.add(reversed(load(hashed, 96)), reversed(load(hashed, 112)), context, power: 2)
        return product.reduced()
    }
}

/// Eight blocks on their way through AES.
private struct CounterBlocks<Sum: SumOfThree> {
    private var b0, b1, b2, b3, b4, b5, b6, b7: uint8x16_t

    @inline(__always) init(_ counter: inout uint8x16_t) {
        b0 = Self.next(&counter)
        b1 = Self.next(&counter)
        b2 = Self.next(&counter)
        b3 = Self.next(&counter)
        b4 = Self.next(&counter)
        b5 = Self.next(&counter)
        b6 = Self.next(&counter)
        b7 = Self.next(&counter)
    }

    @inline(__always) private static func next(_ counter: inout uint8x16_t) -> uint8x16_t {
        let block = tlsbench_reverse_words_of_32_128(counter)
        counter = plus(counter, 1)
        return block
    }

    @inline(__always) mutating func twoRounds(_ context: UnsafeRawPointer, _ number: Int) {
        unsafe round(roundKey(context, number))
        unsafe round(roundKey(context, number &+ 1))
    }

    @inline(__always) private mutating func round(_ key: uint8x16_t) {
        b0 = tlsbench_aes_round_128(b0, key)
        b1 = tlsbench_aes_round_128(b1, key)
        b2 = tlsbench_aes_round_128(b2, key)
        b3 = tlsbench_aes_round_128(b3, key)
        b4 = tlsbench_aes_round_128(b4, key)
        b5 = tlsbench_aes_round_128(b5, key)
        b6 = tlsbench_aes_round_128(b6, key)
        b7 = tlsbench_aes_round_128(b7, key)
    }

    /// Rounds 8 and on, of which the last has no MixColumns, and the addition to `data`.
    @inline(__always) mutating func lastRounds(
        _ context: UnsafeRawPointer,
        _ rounds: Int,
        into data: UnsafeMutableRawPointer
    ) {
        if rounds == 14 {
            unsafe twoRounds(context, 8)
            unsafe twoRounds(context, 10)
        }
        unsafe round(roundKey(context, rounds &- 2))
        let key = unsafe roundKey(context, rounds &- 1)
        let last = unsafe roundKey(context, rounds)
        unsafe add(tlsbench_aes_substitute_128(b0, key), last, to: data, 0)
        unsafe add(tlsbench_aes_substitute_128(b1, key), last, to: data, 16)
        unsafe add(tlsbench_aes_substitute_128(b2, key), last, to: data, 32)
        unsafe add(tlsbench_aes_substitute_128(b3, key), last, to: data, 48)
        unsafe add(tlsbench_aes_substitute_128(b4, key), last, to: data, 64)
        unsafe add(tlsbench_aes_substitute_128(b5, key), last, to: data, 80)
        unsafe add(tlsbench_aes_substitute_128(b6, key), last, to: data, 96)
        unsafe add(tlsbench_aes_substitute_128(b7, key), last, to: data, 112)
    }

    @inline(__always) private func add(
        _ state: uint8x16_t,
        _ key: uint8x16_t,
        to data: UnsafeMutableRawPointer,
        _ offset: Int
    ) {
        unsafe store(Sum.sum(state, load(data, offset), key), data, offset)
    }
}
