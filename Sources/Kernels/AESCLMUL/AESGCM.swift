internal import CIntrinsics

/// AES-GCM on 128-bit registers: SSSE3, AES-NI and PCLMULQDQ. Never to be reached on a CPU without them.
public enum AESCLMUL {
    /// Encrypts `count` octets at `data` in place and writes the tag into the 16 octets behind them.
    ///
    /// - Parameters:
    ///   - context: as ``setUpAESCLMUL(_:key:keyLength:)`` left it.
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
        unsafe store(tag, data, count)
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
        let received = unsafe load(data, count)
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
    var counter = _mm_add_epi32(fixed, _mm_set_epi32(2, 0, 0, 0))
    var lead = _mm_setzero_si128()
    var hash = _mm_setzero_si128()
    if additionalCount <= 16, count < 128 {
        lead = unsafe reversed(shortBlock(additional, additionalCount))
    } else {
        hash = unsafe hashAdditional(context, additional, additionalCount)
    }
    var place = 0
    if isSealing {
        if count >= 128 {
            unsafe encryptStride(context, rounds, &counter, data, hashing: data, into: &hash, isHashing: false)
            place = 128
            while count &- place >= 128 {
                let next = unsafe data + place
                unsafe encryptStride(
                    context,
                    rounds,
                    &counter,
                    next,
                    hashing: next - 128,
                    into: &hash,
                    isHashing: true
                )
                place &+= 128
            }
            hash = unsafe hashStride(context, data + (place &- 128), hash)
        }
    } else {
        while count &- place >= 128 {
            let next = unsafe data + place
            unsafe encryptStride(context, rounds, &counter, next, hashing: next, into: &hash, isHashing: true)
            place &+= 128
        }
    }
    let tail = unsafe Tail(
        context: context,
        rounds: rounds,
        firstCounter: _mm_add_epi32(fixed, _mm_set_epi32(1, 0, 0, 0)),
        counter: counter,
        lead: lead,
        carried: hash,
        lengths: _mm_set_epi64x(Int64(additionalCount) &* 8, Int64(count) &* 8)
    )
    return unsafe tail.finish(data + place, count &- place, isSealing: isSealing)
}
