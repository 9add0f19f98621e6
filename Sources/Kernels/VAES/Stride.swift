internal import AESCLMULKernel
internal import CIntrinsics

/// The inner loop of counter mode: 16 blocks in eight 256-bit registers, and beside each of the first eight AES rounds
/// the GHASH of two blocks, so that both units of the core are busy.
///
/// Sealing hashes the stride before this one, opening the one that it decrypts.
///
/// - Parameters:
///   - counter: the next two counter blocks, with the 32-bit counter in the machine's order; it is moved on by 16.
///   - data: 256 octets to encrypt or decrypt in place.
///   - hashed: 256 octets of ciphertext to hash, added to `hash`, the hash so far; read if `isHashing`, which the first
///     stride of a seal is not.
@inline(__always) func encryptStride(
    _ context: UnsafeRawPointer,
    _ rounds: Int,
    _ counter: inout __m256i,
    _ data: UnsafeMutableRawPointer,
    hashing hashed: UnsafeRawPointer,
    into hash: inout __m128i,
    isHashing: Bool
) {
    var state = unsafe CounterBlocks(&counter, roundKey(context, 0))
    if isHashing {
        var product = Product()
        let offset = (GCMContext.powerCount &- 16) &* 16
        let carried = _mm256_zextsi128_si256(hash)
        unsafe product.add(xor(reversed(load256(hashed)), carried), context, offset)
        unsafe state.round(roundKey(context, 1))
        unsafe product.add(reversed(load256(hashed, 32)), context, offset &+ 32)
        unsafe state.round(roundKey(context, 2))
        unsafe product.add(reversed(load256(hashed, 64)), context, offset &+ 64)
        unsafe state.round(roundKey(context, 3))
        unsafe product.add(reversed(load256(hashed, 96)), context, offset &+ 96)
        unsafe state.round(roundKey(context, 4))
        unsafe product.add(reversed(load256(hashed, 128)), context, offset &+ 128)
        unsafe state.round(roundKey(context, 5))
        unsafe product.add(reversed(load256(hashed, 160)), context, offset &+ 160)
        unsafe state.round(roundKey(context, 6))
        unsafe product.add(reversed(load256(hashed, 192)), context, offset &+ 192)
        unsafe state.round(roundKey(context, 7))
        unsafe product.add(reversed(load256(hashed, 224)), context, offset &+ 224)
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

/// GHASH of the 256 octets at `hashed` on top of `hash`.
@inline(__always) func hashStride(_ context: UnsafeRawPointer, _ hashed: UnsafeRawPointer, _ hash: __m128i) -> __m128i {
    var product = Product()
    let offset = (GCMContext.powerCount &- 16) &* 16
    unsafe product.add(xor(reversed(load256(hashed)), _mm256_zextsi128_si256(hash)), context, offset)
    var place = 32
    while place < 256 {
        unsafe product.add(reversed(load256(hashed, place)), context, offset &+ place)
        place &+= 32
    }
    return product.reduced()
}

/// Eight registers of two blocks each, on their way through AES.
private struct CounterBlocks {
    private var b0, b1, b2, b3, b4, b5, b6, b7: __m256i

    @inline(__always) init(_ counter: inout __m256i, _ key: __m256i) {
        b0 = CounterBlocks.next(&counter, key)
        b1 = CounterBlocks.next(&counter, key)
        b2 = CounterBlocks.next(&counter, key)
        b3 = CounterBlocks.next(&counter, key)
        b4 = CounterBlocks.next(&counter, key)
        b5 = CounterBlocks.next(&counter, key)
        b6 = CounterBlocks.next(&counter, key)
        b7 = CounterBlocks.next(&counter, key)
    }

    @inline(__always) private static func next(_ counter: inout __m256i, _ key: __m256i) -> __m256i {
        let block = xor(counterOnWire(counter), key)
        counter = _mm256_add_epi32(counter, _mm256_set_epi32(2, 0, 0, 0, 2, 0, 0, 0))
        return block
    }

    @inline(__always) mutating func round(_ key: __m256i) {
        b0 = _mm256_aesenc_epi128(b0, key)
        b1 = _mm256_aesenc_epi128(b1, key)
        b2 = _mm256_aesenc_epi128(b2, key)
        b3 = _mm256_aesenc_epi128(b3, key)
        b4 = _mm256_aesenc_epi128(b4, key)
        b5 = _mm256_aesenc_epi128(b5, key)
        b6 = _mm256_aesenc_epi128(b6, key)
        b7 = _mm256_aesenc_epi128(b7, key)
    }

    /// The last round adds its key last, so adding the data to the key first saves an addition behind it.
    @inline(__always) func lastRound(_ key: __m256i, into data: UnsafeMutableRawPointer) {
        unsafe store256(_mm256_aesenclast_epi128(b0, xor(key, load256(data))), data)
        unsafe store256(_mm256_aesenclast_epi128(b1, xor(key, load256(data, 32))), data, 32)
        unsafe store256(_mm256_aesenclast_epi128(b2, xor(key, load256(data, 64))), data, 64)
        unsafe store256(_mm256_aesenclast_epi128(b3, xor(key, load256(data, 96))), data, 96)
        unsafe store256(_mm256_aesenclast_epi128(b4, xor(key, load256(data, 128))), data, 128)
        unsafe store256(_mm256_aesenclast_epi128(b5, xor(key, load256(data, 160))), data, 160)
        unsafe store256(_mm256_aesenclast_epi128(b6, xor(key, load256(data, 192))), data, 192)
        unsafe store256(_mm256_aesenclast_epi128(b7, xor(key, load256(data, 224))), data, 224)
    }
}

/// The counter blocks as AES takes them: the last 32 bits big-endian (SP 800-38D §6.2).
@inline(__always) func counterOnWire(_ counter: __m256i) -> __m256i {
    _mm256_shuffle_epi8(
        counter,
        _mm256_set_epi64x(
            0x0c0d_0e0f_0b0a_0908,
            0x0706_0504_0302_0100,
            0x0c0d_0e0f_0b0a_0908,
            0x0706_0504_0302_0100
        )
    )
}
