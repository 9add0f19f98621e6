internal import CIntrinsics

/// AES-GCM on 512-bit registers: AVX-512 (F, BW, VL), VAES and VPCLMULQDQ. Never to be reached on a CPU without them.
public enum VAES512 {
    /// From this many octets on a record has whole strides, which take a table of first rounds.
    @inlinable public static var strideLength: Int { 512 }

    /// Encrypts `count` octets at `data` in place and writes the tag into the 16 octets behind them.
    ///
    /// - Parameters:
    ///   - context: as ``setUp(_:key:keyLength:)`` left it.
    ///   - firstRounds: as ``setUpFirstRounds(_:_:)`` left it; not read for records shorter than ``strideLength``.
    ///   - rounds: 10 for AES-128, 14 for AES-256.
    ///   - nonce: 12 octets.
    ///
    /// Leaks: only the lengths.
    public static func seal(
        _ context: UnsafeRawPointer,
        firstRounds: UnsafeRawPointer,
        rounds: Int,
        _ data: UnsafeMutableRawPointer,
        count: Int,
        nonce: UnsafeRawPointer,
        additional: UnsafeRawPointer,
        additionalCount: Int
    ) {
        let tag =
            if 1...16 ~= count, additionalCount <= 16 {
                unsafe cryptOneBlock(context, rounds, data, count, nonce, additional, additionalCount, isSealing: true)
            } else if rounds == 10 {
                unsafe seal128(context, firstRounds, data, count, nonce, additional, additionalCount)
            } else {
                unsafe seal256(context, firstRounds, data, count, nonce, additional, additionalCount)
            }
        unsafe data.storeBytes(of: tag, toByteOffset: count, as: __m128i.self)
    }

    /// Decrypts `count` octets at `data` in place; the result is zero if the 16 octets behind them are their tag.
    ///
    /// The caller looks at the result before it lets anybody see the octets. Leaks: only the lengths.
    public static func open(
        _ context: UnsafeRawPointer,
        firstRounds: UnsafeRawPointer,
        rounds: Int,
        _ data: UnsafeMutableRawPointer,
        count: Int,
        nonce: UnsafeRawPointer,
        additional: UnsafeRawPointer,
        additionalCount: Int
    ) -> UInt64 {
        let tag =
            if 1...16 ~= count, additionalCount <= 16 {
                unsafe cryptOneBlock(context, rounds, data, count, nonce, additional, additionalCount, isSealing: false)
            } else if rounds == 10 {
                unsafe open128(context, firstRounds, data, count, nonce, additional, additionalCount)
            } else {
                unsafe open256(context, firstRounds, data, count, nonce, additional, additionalCount)
            }
        // No store reaches the tag: those of data are masked where they end.
        let received = unsafe data.loadUnaligned(fromByteOffset: count, as: __m128i.self)
        let difference = _mm_xor_si128(received, tag)
        return UInt64(bitPattern: difference[0] | difference[1])
    }
}

// Each of the four is compiled by itself, for a number of rounds that is known.

@inline(never) private func seal128(
    _ context: UnsafeRawPointer,
    _ firstRounds: UnsafeRawPointer,
    _ data: UnsafeMutableRawPointer,
    _ count: Int,
    _ nonce: UnsafeRawPointer,
    _ additional: UnsafeRawPointer,
    _ additionalCount: Int
) -> __m128i {
    unsafe crypt(context, firstRounds, 10, data, count, nonce, additional, additionalCount, isSealing: true)
}

@inline(never) private func seal256(
    _ context: UnsafeRawPointer,
    _ firstRounds: UnsafeRawPointer,
    _ data: UnsafeMutableRawPointer,
    _ count: Int,
    _ nonce: UnsafeRawPointer,
    _ additional: UnsafeRawPointer,
    _ additionalCount: Int
) -> __m128i {
    unsafe crypt(context, firstRounds, 14, data, count, nonce, additional, additionalCount, isSealing: true)
}

@inline(never) private func open128(
    _ context: UnsafeRawPointer,
    _ firstRounds: UnsafeRawPointer,
    _ data: UnsafeMutableRawPointer,
    _ count: Int,
    _ nonce: UnsafeRawPointer,
    _ additional: UnsafeRawPointer,
    _ additionalCount: Int
) -> __m128i {
    unsafe crypt(context, firstRounds, 10, data, count, nonce, additional, additionalCount, isSealing: false)
}

@inline(never) private func open256(
    _ context: UnsafeRawPointer,
    _ firstRounds: UnsafeRawPointer,
    _ data: UnsafeMutableRawPointer,
    _ count: Int,
    _ nonce: UnsafeRawPointer,
    _ additional: UnsafeRawPointer,
    _ additionalCount: Int
) -> __m128i {
    unsafe crypt(context, firstRounds, 14, data, count, nonce, additional, additionalCount, isSealing: false)
}

/// SP 800-38D §7.1 and §7.2 with a 96-bit nonce: whole strides, then the tail.
@inline(__always) private func crypt(
    _ context: UnsafeRawPointer,
    _ firstRounds: UnsafeRawPointer,
    _ rounds: Int,
    _ data: UnsafeMutableRawPointer,
    _ count: Int,
    _ nonce: UnsafeRawPointer,
    _ additional: UnsafeRawPointer,
    _ additionalCount: Int,
    isSealing: Bool
) -> __m128i {
    let nonces = unsafe _mm512_broadcast_i32x4(loadNonce(nonce))
    var first = _mm512_add_epi32(nonces, counterVector(1, 2, 3, 4))
    var second = _mm512_add_epi32(nonces, counterVector(5, 6, 7, 8))
    var lead = _mm512_setzero_si512()
    var hash = _mm_setzero_si128()
    var place = 0
    if count < VAES512.strideLength, additionalCount <= 16 {
        lead = unsafe tlsbench_in_lowest_lane_512(reversed(shortBlock(additional, additionalCount)))
    } else {
        hash = unsafe hashAdditional(context, additional, additionalCount)
        if count >= VAES512.strideLength {
            unsafe cryptStrides(context, firstRounds, rounds, data, count, nonces, &hash, isSealing: isSealing)
            place = count & ~(VAES512.strideLength &- 1)
            let blocks = Int32(truncatingIfNeeded: place >> 4)
            // J₀ stays, in the lowest lane.
            first = _mm512_add_epi32(first, _mm512_maskz_set1_epi32(0x8880, blocks))
            second = _mm512_add_epi32(second, _mm512_maskz_set1_epi32(0x8888, blocks))
        }
    }
    var tail = unsafe Tail(
        context,
        rounds,
        first: first,
        second: second,
        lengths: lengthBlock(additionalCount, count),
        data + place,
        count &- place,
        isSealing: isSealing
    )
    return tail.finish {
        if isSealing, place > 0 { hash = unsafe hashStride(context, data + (place &- VAES512.strideLength), hash) }
        return xor(lead, _mm512_maskz_broadcast_i32x4(0x00F0, hash))
    }
}

/// All whole strides of `count` octets, with `hash` going from the additional data's to the last stride's.
@inline(__always) private func cryptStrides(
    _ context: UnsafeRawPointer,
    _ firstRounds: UnsafeRawPointer,
    _ rounds: Int,
    _ data: UnsafeMutableRawPointer,
    _ count: Int,
    _ nonces: __m512i,
    _ hash: inout __m128i,
    isSealing: Bool
) {
    var counters = unsafe FirstRounds(firstRounds, context, nonces: nonces)
    var next = unsafe data
    var left = count
    if isSealing {
        unsafe encryptStride(context, rounds, counters, next, hashing: next, into: &hash, isHashing: false)
        left &-= VAES512.strideLength
        while left >= VAES512.strideLength {
            let before = unsafe next
            unsafe next += VAES512.strideLength
            left &-= VAES512.strideLength
            unsafe counters.advance(context)
            unsafe encryptStride(context, rounds, counters, next, hashing: before, into: &hash, isHashing: true)
        }
    } else {
        unsafe encryptStride(context, rounds, counters, next, hashing: next, into: &hash, isHashing: true)
        left &-= VAES512.strideLength
        while left >= VAES512.strideLength {
            unsafe next += VAES512.strideLength
            left &-= VAES512.strideLength
            unsafe counters.advance(context)
            unsafe encryptStride(context, rounds, counters, next, hashing: next, into: &hash, isHashing: true)
        }
    }
}
