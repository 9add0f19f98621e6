internal import AESCLMULKernel
internal import CIntrinsics

/// What is left of a record after the whole strides: up to 255 octets, the length block, and the tag's own key stream.
///
/// The blocks to hash are laid out as pairs beside the key stream's pairs: first (lead, data 0), then (data 1, data 2) and so
/// on, last the lengths, and all of them are reduced once. `lead` is the additional data of a record that has no whole
/// stride, else zero.
@safe struct Tail {
    let context: UnsafeMutableRawPointer
    let rounds: Int
    /// J₀ in the low lane, the next counter block in the high one; counters in the machine's order.
    let firstCounters: __m256i
    /// The counter blocks after those.
    let counters: __m256i
    let lead: __m128i
    /// The hash so far, which goes onto the first block of data, or onto the lengths if there is none.
    let carried: __m128i
    let lengths: __m128i

    /// Encrypts or decrypts `count` octets in place and gives the tag.
    @inline(__always) func finish(_ data: UnsafeMutableRawPointer, _ count: Int, isSealing: Bool) -> __m128i {
        let blocks = (count &+ 15) >> 4
        makeKeyStream(pairs: (blocks &+ 2) >> 1)
        let stream = unsafe UnsafeRawPointer(context) + GCMContext.scratchOffset
        var power = (GCMContext.powerCount &- (blocks &+ 2)) &* 16
        var product = Product()
        guard blocks > 0 else {
            unsafe product.add(tlsbench_lanes_256(lead, xor(lengths, carried)), context, power)
            return unsafe xor(reversed(product.reduced()), load128(stream))
        }
        let block = unsafe crypt(data, 0, count, load128(stream, 16), isSealing)
        unsafe product.add(tlsbench_lanes_256(lead, xor(block, carried)), context, power)
        power &+= 32
        var place = 16
        while count &- place >= 32 {
            let old = unsafe load256(data, place)
            let new = unsafe xor(old, load256(stream, place &+ 16))
            unsafe store256(new, data, place)
            unsafe product.add(reversed(isSealing ? new : old), context, power)
            power &+= 32
            place &+= 32
        }
        var low = lengths
        var high = _mm_setzero_si128()
        if place < count {
            low = unsafe crypt(data, place, count, load128(stream, place &+ 16), isSealing)
            high = lengths
            if place &+ 16 < count {
                high = unsafe crypt(data, place &+ 16, count, load128(stream, place &+ 32), isSealing)
                unsafe product.add(tlsbench_lanes_256(low, high), context, power)
                power &+= 32
                low = lengths
                high = _mm_setzero_si128()
            }
        }
        unsafe product.add(tlsbench_lanes_256(low, high), context, power)
        return unsafe xor(reversed(product.reduced()), load128(stream))
    }

    /// One block of data, whole or the last part: in place; the ciphertext comes back reversed, zeros after its end.
    ///
    /// It reads and writes up to 15 octets behind the data, which is where the tag of a record is.
    @inline(__always) private func crypt(
        _ data: UnsafeMutableRawPointer,
        _ place: Int,
        _ count: Int,
        _ stream: __m128i,
        _ isSealing: Bool
    ) -> __m128i {
        let left = count &- place
        let old = unsafe load128(data, place)
        let new = xor(old, stream)
        unsafe store128(new, data, place)
        let ciphertext = isSealing ? new : old
        return reversed(left >= 16 ? ciphertext : first(left, of: ciphertext))
    }

    /// Key stream for `pairs` pairs of blocks, 1 to 9, into the context's scratch.
    @inline(__always) private func makeKeyStream(pairs: Int) {
        let scratch = unsafe context + GCMContext.scratchOffset
        if pairs == 1 {
            unsafe store256(encrypt(firstCounters), scratch)
            return
        }
        if pairs == 2 {
            unsafe encrypt2(firstCounters, counters, scratch)
            return
        }
        let two = _mm256_set_epi32(2, 0, 0, 0, 2, 0, 0, 0)
        var next = counters
        var first = firstCounters
        var place = 0
        while place < pairs {
            let second = next
            let third = _mm256_add_epi32(second, two)
            let fourth = _mm256_add_epi32(third, two)
            unsafe encrypt4(first, second, third, fourth, scratch + place &* 32, count: pairs &- place)
            first = _mm256_add_epi32(fourth, two)
            next = _mm256_add_epi32(first, two)
            place &+= 4
        }
    }

    @inline(__always) private func encrypt(_ counters: __m256i) -> __m256i {
        var state = unsafe xor(counterOnWire(counters), roundKey(context, 0))
        var round = 1
        while round < rounds {
            state = unsafe _mm256_aesenc_epi128(state, roundKey(context, round))
            round &+= 1
        }
        return unsafe _mm256_aesenclast_epi128(state, roundKey(context, rounds))
    }

    @inline(__always) private func encrypt2(_ first: __m256i, _ second: __m256i, _ out: UnsafeMutableRawPointer) {
        var a = unsafe xor(counterOnWire(first), roundKey(context, 0))
        var b = unsafe xor(counterOnWire(second), roundKey(context, 0))
        var round = 1
        while round < rounds {
            let key = unsafe roundKey(context, round)
            a = _mm256_aesenc_epi128(a, key)
            b = _mm256_aesenc_epi128(b, key)
            round &+= 1
        }
        let key = unsafe roundKey(context, rounds)
        unsafe store256(_mm256_aesenclast_epi128(a, key), out)
        unsafe store256(_mm256_aesenclast_epi128(b, key), out, 32)
    }

    /// Four pairs at once; only the first `count` are stored.
    @inline(__always) private func encrypt4(
        _ first: __m256i,
        _ second: __m256i,
        _ third: __m256i,
        _ fourth: __m256i,
        _ out: UnsafeMutableRawPointer,
        count: Int
    ) {
        var a = unsafe xor(counterOnWire(first), roundKey(context, 0))
        var b = unsafe xor(counterOnWire(second), roundKey(context, 0))
        var c = unsafe xor(counterOnWire(third), roundKey(context, 0))
        var d = unsafe xor(counterOnWire(fourth), roundKey(context, 0))
        var round = 1
        while round < rounds {
            let key = unsafe roundKey(context, round)
            a = _mm256_aesenc_epi128(a, key)
            b = _mm256_aesenc_epi128(b, key)
            c = _mm256_aesenc_epi128(c, key)
            d = _mm256_aesenc_epi128(d, key)
            round &+= 1
        }
        let key = unsafe roundKey(context, rounds)
        unsafe store256(_mm256_aesenclast_epi128(a, key), out)
        guard count > 1 else { return }
        unsafe store256(_mm256_aesenclast_epi128(b, key), out, 32)
        unsafe store256(_mm256_aesenclast_epi128(c, key), out, 64)
        unsafe store256(_mm256_aesenclast_epi128(d, key), out, 96)
    }
}
