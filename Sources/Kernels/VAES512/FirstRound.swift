internal import AESCLMULKernel
internal import CIntrinsics

// Counter blocks of a record differ in their counters alone, and 256 in turn in the last octet alone. In the first round of AES
// an octet reaches one column, and each octet does so by itself: the round's result is a part that 256 blocks share, plus what
// depends on the last octet and the key. The latter is a table for the key, of which each entry is added by one instruction in
// place of a counter, its turn to big-endian, a round key and a round (the idea is of Bernstein and Schwabe, "New AES software
// speed records", 2008). It is read in the order of the counters, so that no address depends on a secret.

extension VAES512 {
    /// Computes the table of `VAES512Context.firstRoundsCount` octets that whole strides take; it depends on the key alone.
    ///
    /// Leaks: nothing. The owner aligns it to 64 and wipes it, as it does the context.
    public static func setUpFirstRounds(_ table: UnsafeMutableRawPointer, _ context: UnsafeRawPointer) {
        let key = unsafe roundKey(context, 0)
        let zero = _mm512_setzero_si512()
        let shared = _mm512_aesenc_epi128(key, zero)
        // Data begin with counter 2, so that strides begin at a cache line of the table.
        var lastOctets = counterVector(2 << 24, 3 << 24, 4 << 24, 5 << 24)
        let four = counterVector(4 << 24, 4 << 24, 4 << 24, 4 << 24)
        var place = 0
        while place < VAES512Context.firstRoundsCount {
            unsafe store(xor(_mm512_aesenc_epi128(xor(key, lastOctets), zero), shared), table, place)
            // Octet 255 is followed by 0: the carry leaves the lane.
            lastOctets = _mm512_add_epi32(lastOctets, four)
            place &+= 64
        }
    }
}

/// Counter blocks after the first round, from where data begin (counter 2), a stride at a time.
@safe struct FirstRounds {
    /// The nonce in each lane, its counter zero.
    private let nonces: __m512i
    /// The key's table.
    private let table: UnsafeRawPointer
    /// Where the stride is in the table.
    private var place = 0
    /// The counter without its last octet: of the stride's first block.
    private var group: Int32 = 0
    /// What 256 blocks share.
    private(set) var shared: __m512i
    /// The same for the last register of the stride, whose upper two blocks may belong to the next 256.
    private(set) var sharedByLast: __m512i

    @inline(__always) init(_ table: UnsafeRawPointer, _ context: UnsafeRawPointer, nonces: __m512i) {
        self.nonces = nonces
        unsafe self.table = table
        shared = unsafe FirstRounds.shared(context, nonces, 0)
        sharedByLast = shared
    }

    /// One register of the stride, `index` of eight.
    @inline(__always) func state(_ index: Int) -> __m512i {
        unsafe xor(index == 7 ? sharedByLast : shared, load(table, place &+ 64 &* index))
    }

    /// Moves on to the next stride.
    @inline(__always) mutating func advance(_ context: UnsafeRawPointer) {
        place &+= 512
        if place == VAES512Context.firstRoundsCount &- 512 {
            let next = unsafe FirstRounds.shared(context, nonces, group &+ 1)
            sharedByLast = _mm512_mask_blend_epi64(0b1111_0000, shared, next)
        } else if place == VAES512Context.firstRoundsCount {
            place = 0
            group &+= 1
            shared = unsafe FirstRounds.shared(context, nonces, group)
            sharedByLast = shared
        }
    }

    @inline(__always)
    private static func shared(_ context: UnsafeRawPointer, _ nonces: __m512i, _ group: Int32) -> __m512i {
        let blocks = _mm512_add_epi32(nonces, counterVector(group << 8, group << 8, group << 8, group << 8))
        return unsafe _mm512_aesenc_epi128(
            xor(counterOnWire(blocks), roundKey(context, 0)),
            roundKey(context, 1)
        )
    }
}
