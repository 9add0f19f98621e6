internal import CIntrinsics

/// The inner loop of counter mode: 8 blocks in eight 128-bit registers, and beside each of the first eight AES rounds the
/// GHASH of one block, so that both units of the core are busy.
///
/// Sealing hashes the stride before this one, opening the one that it decrypts.
///
/// - Parameters:
///   - counter: the next counter block, with the 32-bit counter in the machine's order; it is moved on by 8.
///   - data: 128 octets to encrypt or decrypt in place.
///   - hashed: 128 octets of ciphertext to hash into `hash`, unless this is the first stride of a seal.
@inline(__always) func encryptStride(
    _ context: UnsafeRawPointer,
    _ rounds: Int,
    _ counter: inout __m128i,
    _ data: UnsafeMutableRawPointer,
    hashing hashed: UnsafeRawPointer,
    into hash: inout __m128i,
    isHashing: Bool
) {
    var state = unsafe CounterBlocks(&counter, roundKey(context, 0))
    if isHashing {
        var product = Product()
        let offset = (GCMContext.powerCount &- 8) &* 16
        unsafe product.add(xor(reversed(load(hashed)), hash), context, offset)
        unsafe state.round(roundKey(context, 1))
        unsafe product.add(reversed(load(hashed, 16)), context, offset &+ 16)
        unsafe state.round(roundKey(context, 2))
        unsafe product.add(reversed(load(hashed, 32)), context, offset &+ 32)
        unsafe state.round(roundKey(context, 3))
        unsafe product.add(reversed(load(hashed, 48)), context, offset &+ 48)
        unsafe state.round(roundKey(context, 4))
        unsafe product.add(reversed(load(hashed, 64)), context, offset &+ 64)
        unsafe state.round(roundKey(context, 5))
        unsafe product.add(reversed(load(hashed, 80)), context, offset &+ 80)
        unsafe state.round(roundKey(context, 6))
        unsafe product.add(reversed(load(hashed, 96)), context, offset &+ 96)
        unsafe state.round(roundKey(context, 7))
        unsafe product.add(reversed(load(hashed, 112)), context, offset &+ 112)
        unsafe state.round(roundKey(context, 8))
        hash = product.reduced()
    } else {
        unsafe state.round(roundKey(context, 1))
        unsafe state.round(roundKey(context, 2))
        unsafe state.round(roundKey(context, 3))
        unsafe state.round(roundKey(context, 4))
        unsafe state.round(roundKey(context, 5))
        unsafe state.round(roundKey(context, 6))
        unsafe state.round(roundKey(context, 7))
        unsafe state.round(roundKey(context, 8))
    }
    unsafe state.round(roundKey(context, 9))
    if rounds == 14 {
        unsafe state.round(roundKey(context, 10))
        unsafe state.round(roundKey(context, 11))
        unsafe state.round(roundKey(context, 12))
        unsafe state.round(roundKey(context, 13))
    }
    unsafe state.lastRound(roundKey(context, rounds), into: data)
}

/// GHASH of the 128 octets at `hashed` on top of `hash`.
@inline(__always) func hashStride(_ context: UnsafeRawPointer, _ hashed: UnsafeRawPointer, _ hash: __m128i) -> __m128i {
    var product = Product()
    let offset = (GCMContext.powerCount &- 8) &* 16
    unsafe product.add(xor(reversed(load(hashed)), hash), context, offset)
    var place = 16
    while place < 128 {
        unsafe product.add(reversed(load(hashed, place)), context, offset &+ place)
        place &+= 16
    }
    return product.reduced()
}

/// Eight blocks on their way through AES.
private struct CounterBlocks {
    private var b0, b1, b2, b3, b4, b5, b6, b7: __m128i

    @inline(__always) init(_ counter: inout __m128i, _ key: __m128i) {
        b0 = CounterBlocks.next(&counter, key)
        b1 = CounterBlocks.next(&counter, key)
        b2 = CounterBlocks.next(&counter, key)
        b3 = CounterBlocks.next(&counter, key)
        b4 = CounterBlocks.next(&counter, key)
        b5 = CounterBlocks.next(&counter, key)
        b6 = CounterBlocks.next(&counter, key)
        b7 = CounterBlocks.next(&counter, key)
    }

    @inline(__always) private static func next(_ counter: inout __m128i, _ key: __m128i) -> __m128i {
        let block = xor(counterOnWire(counter), key)
        counter = _mm_add_epi32(counter, _mm_set_epi32(1, 0, 0, 0))
        return block
    }

    @inline(__always) mutating func round(_ key: __m128i) {
        b0 = _mm_aesenc_si128(b0, key)
        b1 = _mm_aesenc_si128(b1, key)
        b2 = _mm_aesenc_si128(b2, key)
        b3 = _mm_aesenc_si128(b3, key)
        b4 = _mm_aesenc_si128(b4, key)
        b5 = _mm_aesenc_si128(b5, key)
        b6 = _mm_aesenc_si128(b6, key)
        b7 = _mm_aesenc_si128(b7, key)
    }

    /// The last round adds its key last, so adding the data to the key first saves an addition behind it.
    @inline(__always) func lastRound(_ key: __m128i, into data: UnsafeMutableRawPointer) {
        unsafe store(_mm_aesenclast_si128(b0, xor(key, load(data))), data)
        unsafe store(_mm_aesenclast_si128(b1, xor(key, load(data, 16))), data, 16)
        unsafe store(_mm_aesenclast_si128(b2, xor(key, load(data, 32))), data, 32)
        unsafe store(_mm_aesenclast_si128(b3, xor(key, load(data, 48))), data, 48)
        unsafe store(_mm_aesenclast_si128(b4, xor(key, load(data, 64))), data, 64)
        unsafe store(_mm_aesenclast_si128(b5, xor(key, load(data, 80))), data, 80)
        unsafe store(_mm_aesenclast_si128(b6, xor(key, load(data, 96))), data, 96)
        unsafe store(_mm_aesenclast_si128(b7, xor(key, load(data, 112))), data, 112)
    }
}
