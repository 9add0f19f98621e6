internal import AESCLMULKernel
internal import CIntrinsics

/// The inner loop of counter mode: 32 blocks in eight 512-bit registers, and beside each of the AES rounds from the second on the
/// GHASH of four blocks, so that both units of the core are busy.
///
/// Sealing hashes the stride before this one, opening the one that it decrypts.
///
/// - Parameters:
///   - counters: those of the stride.
///   - data: 512 octets to encrypt or decrypt in place.
///   - hashed: 512 octets of ciphertext to hash, added to `hash`, the hash so far, in the lowest lane; read if `isHashing`,
///     which the first stride of a seal is not.
@inline(__always) func encryptStride(
    _ context: UnsafeRawPointer,
    _ rounds: Int,
    _ counters: FirstRounds,
    _ data: UnsafeMutableRawPointer,
    hashing hashed: UnsafeRawPointer,
    into hash: inout __m128i,
    isHashing: Bool
) {
    var state = CounterBlocks(counters)
    if isHashing {
        var product = Product()
        unsafe state.round(roundKey(context, 2))
        unsafe product.add(reversed(load(hashed, 64)), context, strideOffset &+ 64)
        unsafe state.round(roundKey(context, 3))
        unsafe product.add(reversed(load(hashed, 128)), context, strideOffset &+ 128)
        unsafe state.round(roundKey(context, 4))
        unsafe product.add(reversed(load(hashed, 192)), context, strideOffset &+ 192)
        unsafe state.round(roundKey(context, 5))
        unsafe product.add(reversed(load(hashed, 256)), context, strideOffset &+ 256)
        unsafe state.round(roundKey(context, 6))
        unsafe product.add(reversed(load(hashed, 320)), context, strideOffset &+ 320)
        unsafe state.round(roundKey(context, 7))
        unsafe product.add(reversed(load(hashed, 384)), context, strideOffset &+ 384)
        unsafe state.round(roundKey(context, 8))
        unsafe product.add(reversed(load(hashed, 448)), context, strideOffset &+ 448)
        // Last, for it waits for the stride before.
        unsafe product.add(xor(reversed(load(hashed)), tlsbench_in_lowest_lane_512(hash)), context, strideOffset)
        unsafe state.round(roundKey(context, 9))
        hash = product.sum()
    } else {
        unsafe state.round(roundKey(context, 2))
        unsafe state.round(roundKey(context, 3))
        unsafe state.round(roundKey(context, 4))
        unsafe state.round(roundKey(context, 5))
        unsafe state.round(roundKey(context, 6))
        unsafe state.round(roundKey(context, 7))
        unsafe state.round(roundKey(context, 8))
        unsafe state.round(roundKey(context, 9))
    }
    if rounds == 14 {
        unsafe state.round(roundKey(context, 10))
        unsafe state.round(roundKey(context, 11))
        unsafe state.round(roundKey(context, 12))
        unsafe state.round(roundKey(context, 13))
    }
    unsafe state.lastRound(roundKey(context, rounds), into: data)
}

/// GHASH of the 512 octets at `hashed` on top of `hash`.
@inline(__always) func hashStride(_ context: UnsafeRawPointer, _ hashed: UnsafeRawPointer, _ hash: __m128i) -> __m128i {
    var product = Product()
    var place = 64
    while place < 512 {
        unsafe product.add(reversed(load(hashed, place)), context, strideOffset &+ place)
        place &+= 64
    }
    unsafe product.add(xor(reversed(load(hashed)), tlsbench_in_lowest_lane_512(hash)), context, strideOffset)
    return product.sum()
}

/// Where H³² is, which belongs to a stride's first block.
private let strideOffset = (VAES512Context.powerCount &- 32) &* 16

/// Eight registers of four blocks each, on their way through AES.
private struct CounterBlocks {
    private var b0, b1, b2, b3, b4, b5, b6, b7: __m512i

    @inline(__always) init(_ counters: FirstRounds) {
        b0 = counters.state(0)
        b1 = counters.state(1)
        b2 = counters.state(2)
        b3 = counters.state(3)
        b4 = counters.state(4)
        b5 = counters.state(5)
        b6 = counters.state(6)
        b7 = counters.state(7)
    }

    @inline(__always) mutating func round(_ key: __m512i) {
        b0 = _mm512_aesenc_epi128(b0, key)
        b1 = _mm512_aesenc_epi128(b1, key)
        b2 = _mm512_aesenc_epi128(b2, key)
        b3 = _mm512_aesenc_epi128(b3, key)
        b4 = _mm512_aesenc_epi128(b4, key)
        b5 = _mm512_aesenc_epi128(b5, key)
        b6 = _mm512_aesenc_epi128(b6, key)
        b7 = _mm512_aesenc_epi128(b7, key)
    }

    /// The last round adds its key last, so adding the data to the key first saves an addition behind it.
    @inline(__always) func lastRound(_ key: __m512i, into data: UnsafeMutableRawPointer) {
        unsafe store(_mm512_aesenclast_epi128(b0, xor(key, load(data))), data)
        unsafe store(_mm512_aesenclast_epi128(b1, xor(key, load(data, 64))), data, 64)
        unsafe store(_mm512_aesenclast_epi128(b2, xor(key, load(data, 128))), data, 128)
        unsafe store(_mm512_aesenclast_epi128(b3, xor(key, load(data, 192))), data, 192)
        unsafe store(_mm512_aesenclast_epi128(b4, xor(key, load(data, 256))), data, 256)
        unsafe store(_mm512_aesenclast_epi128(b5, xor(key, load(data, 320))), data, 320)
        unsafe store(_mm512_aesenclast_epi128(b6, xor(key, load(data, 384))), data, 384)
        unsafe store(_mm512_aesenclast_epi128(b7, xor(key, load(data, 448))), data, 448)
    }
}
