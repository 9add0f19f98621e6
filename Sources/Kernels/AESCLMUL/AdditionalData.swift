internal import CIntrinsics

/// Up to 16 octets as one block, zeros after them, without reading behind their end.
@inline(__always) func shortBlock(_ octets: UnsafeRawPointer, _ count: Int) -> __m128i {
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
@inline(__always) func hashAdditional(
    _ context: UnsafeRawPointer,
    _ octets: UnsafeRawPointer,
    _ count: Int
) -> __m128i {
    let hashKey = unsafe load(context, GCMContext.powersOffset &+ (GCMContext.powerCount &- 1) &* 16)
    var hash = _mm_setzero_si128()
    var place = 0
    while place < count {
        let block = unsafe reversed(shortBlock(octets + place, min(16, count &- place)))
        hash = multiply(xor(block, hash), hashKey)
        place &+= 16
    }
    return hash
}
