internal import CIntrinsics

/// One record under a key.
enum GCM<Sum: SumOfThree> {
    /// SP 800-38D §7.1 and §7.2 with a 96-bit nonce: whole strides, then the tail; the tag.
    ///
    /// Sealing hashes each stride while it encrypts the next one, opening the one that it decrypts.
    @inline(__always) static func crypt(
        _ context: UnsafeMutableRawPointer,
        _ rounds: Int,
        _ data: UnsafeMutableRawPointer,
        _ count: Int,
        _ nonce: UnsafeRawPointer,
        _ additional: UnsafeRawPointer,
        _ additionalCount: Int,
        isSealing: Bool
    ) -> uint8x16_t {
        let fixed = unsafe firstBlock(nonce)
        var counter = plus(fixed, 2)
        var lead = zero
        var hash = zero
        if additionalCount <= 16, count < strideLength {
            lead = unsafe reversed(shortBlock(additional, additionalCount))
        } else {
            hash = unsafe hashAdditional(context, additional, additionalCount)
        }
        var place = 0
        if isSealing {
            if count >= strideLength {
                unsafe encryptStride(context, rounds, &counter, data)
                place = strideLength
                while count &- place >= strideLength {
                    let next = unsafe data + place
                    let before = unsafe next - strideLength
                    unsafe encryptStride(context, rounds, &counter, next, hashing: before, into: &hash)
                    place &+= strideLength
                }
                hash = unsafe hashStride(context, data + (place &- strideLength), hash)
            }
        } else {
            while count &- place >= strideLength {
                let next = unsafe data + place
                unsafe encryptStride(context, rounds, &counter, next, hashing: next, into: &hash)
                place &+= strideLength
            }
        }
        let tail = unsafe Tail<Sum>(
            context: context,
            rounds: rounds,
            firstCounter: plus(fixed, 1),
            counter: counter,
            lead: lead,
            carried: hash,
            lengths: tlsbench_words_128(UInt64(additionalCount) &* 8, UInt64(count) &* 8)
        )
        return unsafe tail.finish(data + place, count &- place, isSealing: isSealing)
    }
}

/// The nonce and a counter of zero, all four words with their octets in reverse: what is counted is then in the machine's order.
@inline(__always) private func firstBlock(_ nonce: UnsafeRawPointer) -> uint8x16_t {
    let low = unsafe nonce.loadUnaligned(as: UInt64.self)
    let high = unsafe nonce.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
    return tlsbench_reverse_words_of_32_128(tlsbench_words_128(low, UInt64(high)))
}
