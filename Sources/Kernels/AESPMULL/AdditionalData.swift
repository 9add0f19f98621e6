internal import CIntrinsics

/// Up to 16 octets as one block, zeros after them, without reading behind their end.
@inline(__always) func shortBlock(_ octets: UnsafeRawPointer, _ count: Int) -> uint8x16_t {
    if count == 13 {  // The additional data of every TLS record: two loads that overlap.
        let low = unsafe octets.loadUnaligned(as: UInt64.self)
        let high = unsafe octets.loadUnaligned(fromByteOffset: 5, as: UInt64.self)
        return tlsbench_words_128(low, high >> 24)
    }
    var low: UInt64 = 0
    var high: UInt64 = 0
    var index = 0
    while index < count {
        let octet = UInt64(unsafe octets.load(fromByteOffset: index, as: UInt8.self))
        if index < 8 { low |= octet << UInt64(8 &* index) } else { high |= octet << UInt64(8 &* (index &- 8)) }
        index &+= 1
    }
    return tlsbench_words_128(low, high)
}

extension GCM {
    /// GHASH of additional data of any length: a block at a time, for TLS has one.
    @inline(__always) static func hashAdditional(
        _ context: UnsafeRawPointer,
        _ octets: UnsafeRawPointer,
        _ count: Int
    ) -> uint8x16_t {
        var hash = zero
        var place = 0
        while place < count {
            let block = unsafe reversed(shortBlock(octets + place, min(16, count &- place)))
            var product = Product<Sum>()
            unsafe product.add(tlsbench_xor_128(block, hash), context, power: 1)
            hash = product.reduced()
            place &+= 16
        }
        return hash
    }
}
