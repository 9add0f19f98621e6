internal import AESCLMULKernel
internal import CIntrinsics

/// AES-GCM on 256-bit registers: AVX2, VAES and VPCLMULQDQ. Never to be reached on a CPU without them.
public enum VAES {
    /// Encrypts `count` octets at `data` in place and writes the tag into the 16 octets behind them.
    ///
    /// - Parameters:
    ///   - context: as `setUpAESCLMUL` left it.
    ///   - rounds: 10 for AES-128, 14 for AES-256.
    ///   - nonce: 12 octets.
    ///
    /// Leaks: only the lengths.
    public static func seal(
        _ context: UnsafeMutableRawPointer,
        rounds: Int,
        _ data: UnsafeMutableRawPointer,
        count: Int,
        nonce: UnsafeRawPointer,
        additional: UnsafeRawPointer,
        additionalCount: Int
    ) {
        let tag =
            if rounds == 10 {
                unsafe crypt(context, 10, data, count, nonce, additional, additionalCount, isSealing: true)
            } else {
                unsafe crypt(context, 14, data, count, nonce, additional, additionalCount, isSealing: true)
            }
        unsafe store128(tag, data, count)
    }

    /// Decrypts `count` octets at `data` in place; the result is zero if the 16 octets behind them are their tag.
    ///
    /// The caller looks at the result before it lets anybody see the octets. Leaks: only the lengths.
    public static func open(
        _ context: UnsafeMutableRawPointer,
        rounds: Int,
        _ data: UnsafeMutableRawPointer,
        count: Int,
        nonce: UnsafeRawPointer,
        additional: UnsafeRawPointer,
        additionalCount: Int
    ) -> UInt64 {
        let received = unsafe load128(data, count)
        let tag =
            if rounds == 10 {
                unsafe crypt(context, 10, data, count, nonce, additional, additionalCount, isSealing: false)
            } else {
                unsafe crypt(context, 14, data, count, nonce, additional, additionalCount, isSealing: false)
            }
        let difference = xor(received, tag)
        return UInt64(bitPattern: difference[0] | difference[1])
    }
}

/// SP 800-38D §7.1 and §7.2 with a 96-bit nonce: whole strides, then the tail.
@inline(__always) private func crypt(
    _ context: UnsafeMutableRawPointer,
    _ rounds: Int,
    _ data: UnsafeMutableRawPointer,
    _ count: Int,
    _ nonce: UnsafeRawPointer,
    _ additional: UnsafeRawPointer,
    _ additionalCount: Int,
    isSealing: Bool
) -> __m128i {
    let fixed = unsafe _mm_set_epi64x(
        Int64(nonce.loadUnaligned(fromByteOffset: 8, as: UInt32.self)),
        nonce.loadUnaligned(as: Int64.self)
    )
    let fixedTwice = tlsbench_lanes_256(fixed, fixed)
    var counter = _mm256_add_epi32(fixedTwice, _mm256_set_epi32(3, 0, 0, 0, 2, 0, 0, 0))
    var lead = _mm_setzero_si128()
    var hash = _mm_setzero_si128()
    if additionalCount <= 16, count < 256 {
        lead = unsafe reversed(shortBlock(additional, additionalCount))
    } else {
        hash = unsafe hashAdditional(context, additional, additionalCount)
    }
    var place = 0
    if isSealing {
        if count >= 256 {
            unsafe encryptStride(context, rounds, &counter, data, hashing: data, into: &hash, isHashing: false)
            place = 256
            while count &- place >= 256 {
                let next = unsafe data + place
                unsafe encryptStride(
                    context,
                    rounds,
                    &counter,
                    next,
                    hashing: next - 256,
                    into: &hash,
                    isHashing: true
                )
                place &+= 256
            }
            hash = unsafe hashStride(context, data + (place &- 256), hash)
        }
    } else {
        while count &- place >= 256 {
            let next = unsafe data + place
            unsafe encryptStride(context, rounds, &counter, next, hashing: next, into: &hash, isHashing: true)
            place &+= 256
        }
    }
    let one = _mm256_set_epi32(0, 0, 0, 0, 1, 0, 0, 0)
    let nextLow = _mm256_castsi256_si128(counter)
    let tail = unsafe Tail(
        context: context,
        rounds: rounds,
        firstCounters: tlsbench_lanes_256(_mm256_castsi256_si128(_mm256_add_epi32(fixedTwice, one)), nextLow),
        counters: _mm256_add_epi32(counter, _mm256_set_epi32(1, 0, 0, 0, 1, 0, 0, 0)),
        lead: lead,
        carried: hash,
        lengths: _mm_set_epi64x(Int64(additionalCount) &* 8, Int64(count) &* 8)
    )
    return unsafe tail.finish(data + place, count &- place, isSealing: isSealing)
}

/// Up to 16 octets as one block, zeros after them, without reading behind their end.
@inline(__always) private func shortBlock(_ octets: UnsafeRawPointer, _ count: Int) -> __m128i {
    if count == 13 {  // The additional data of every TLS record: two loads that overlap.
        let low = unsafe octets.loadUnaligned(as: Int64.self)
        let high = unsafe octets.loadUnaligned(fromByteOffset: 5, as: Int64.self)
        return _mm_set_epi64x(high >> 24 & 0xff_ffff_ffff, low)
    }
    var low: UInt64 = 0
    var high: UInt64 = 0
    var index = 0
    while index < count {
        let octet = UInt64(unsafe octets.load(fromByteOffset: index, as: UInt8.self))
        if index < 8 { low |= octet << (8 &* index) } else { high |= octet << (8 &* (index &- 8)) }
        index &+= 1
    }
    return _mm_set_epi64x(Int64(bitPattern: high), Int64(bitPattern: low))
}

/// GHASH of additional data of any length: a block at a time, for TLS has one.
@inline(__always) private func hashAdditional(
    _ context: UnsafeRawPointer,
    _ octets: UnsafeRawPointer,
    _ count: Int
) -> __m128i {
    var hash = _mm_setzero_si128()
    var place = 0
    let lastPower = (GCMContext.powerCount &- 1) &* 16
    while place < count {
        var product = Product()
        let block = unsafe reversed(shortBlock(octets + place, min(16, count &- place)))
        unsafe product.add(_mm256_zextsi128_si256(xor(block, hash)), context, lastPower)
        hash = product.reduced()
        place &+= 16
    }
    return hash
}
