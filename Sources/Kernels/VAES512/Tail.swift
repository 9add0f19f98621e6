internal import AESCLMULKernel
internal import CIntrinsics

/// What is left of a record after the whole strides: up to 511 octets, the length block, and the tag's own key stream.
///
/// Lanes of key stream are J₀'s, then those of data; lanes of GHASH are the additional data of a record that has no whole stride
/// (else zero), then the data, then the lengths. So data has the same lanes in both, from 16 octets before it on, and a record
/// of up to 32 octets is one register.
@safe struct Tail {
    let context: UnsafeRawPointer
    let rounds: Int
    private let isSealing: Bool
    /// The length block, octet-reversed.
    private let lengths: __m128i
    /// The counter blocks of the next register; counters in the machine's order.
    var counters: __m512i
    /// The counter blocks of the one after it.
    var following: __m512i
    /// What is added to the next register of GHASH: first the additional data, or the hash so far.
    private var pending = _mm512_setzero_si512()
    private var product = Product()
    /// Where the powers of the next register are.
    private var power: Int
    /// Where the next register's octets are: the first begins 16 octets before the data.
    private var place: UnsafeMutableRawPointer
    /// Octets from there to the end of the data.
    private var left: Int
    /// The key stream of J₀, in the lowest lane.
    private var tagStream = _mm512_setzero_si512()
    /// Which octets of the next register are data, if it is whole: not J₀'s in the first.
    private var startMask: __mmask64 = ~0xFFFF

    @inline(__always) init(
        _ context: UnsafeRawPointer,
        _ rounds: Int,
        first: __m512i,
        second: __m512i,
        lengths: __m128i,
        _ data: UnsafeMutableRawPointer,
        _ count: Int,
        isSealing: Bool
    ) {
        unsafe self.context = context
        self.rounds = rounds
        self.isSealing = isSealing
        self.lengths = lengths
        counters = first
        following = second
        unsafe place = data - 16
        left = count &+ 16
        power = (VAES512Context.powerCount &- ((count &+ 15) >> 4 &+ 2)) &* 16
    }

    /// Encrypts or decrypts in place and gives the tag.
    ///
    /// - Parameter carried: what is added to the first register of GHASH. It is asked for behind the first key stream, which
    ///   waits for nothing.
    @inline(__always) mutating func finish(_ carried: () -> __m512i) -> __m128i {
        if left > 384 {
            let (a, b, c, d, e, f, g, h) = encrypt8()
            tagStream = a
            pending = carried()
            begin(a)
            addWhole(b)
            addWhole(c)
            addWhole(d)
            addWhole(e)
            addWhole(f)
            if left > 64 {
                addWhole(g)
                if left > 64 {
                    addWhole(h)
                    addLast(encrypt2().0)
                } else {
                    addLast(h)
                }
            } else {
                addLast(g)
            }
        } else if left > 256 {
            let (a, b, c, d, e, f) = encrypt6()
            tagStream = a
            pending = carried()
            begin(a)
            addWhole(b)
            addWhole(c)
            addWhole(d)
            if left > 64 {
                addWhole(e)
                addLast(f)
            } else {
                addLast(e)
            }
        } else if left > 128 {
            let (a, b, c, d) = encrypt4()
            tagStream = a
            pending = carried()
            begin(a)
            addWhole(b)
            if left > 64 {
                addWhole(c)
                addLast(d)
            } else {
                addLast(c)
            }
        } else {
            let (a, b) = encrypt2()
            tagStream = a
            pending = carried()
            if left > 64 {
                begin(a)
                addLast(b)
            } else {
                addLast(a)
            }
        }
        return _mm_xor_si128(reversed(product.sum()), _mm512_castsi512_si128(tagStream))
    }

    /// The first register, if it is not the last.
    @inline(__always) private mutating func begin(_ stream: __m512i) {
        let old = unsafe _mm512_maskz_loadu_epi8(startMask, place)
        let new = xor(old, stream)
        unsafe _mm512_mask_storeu_epi8(place, startMask, new)
        let ciphertext = isSealing ? _mm512_maskz_mov_epi8(startMask, new) : old
        startMask = ~0
        unsafe product.add(xor(reversed(ciphertext), pending), context, power)
        pending = _mm512_setzero_si512()
        advance()
    }

    /// Another register of 64 octets: its data in place, and its blocks into the hash.
    @inline(__always) private mutating func addWhole(_ stream: __m512i) {
        let old = unsafe load(place)
        let new = xor(old, stream)
        unsafe store(new, place)
        unsafe product.add(reversed(isSealing ? new : old), context, power)
        advance()
    }

    /// The last register, whole or not, and the lengths.
    @inline(__always) private mutating func addLast(_ stream: __m512i) {
        let mask = startMask & (~0 &>> UInt64(truncatingIfNeeded: 64 &- left))
        let old = unsafe _mm512_maskz_loadu_epi8(mask, place)
        let new = xor(old, stream)
        unsafe _mm512_mask_storeu_epi8(place, mask, new)
        let ciphertext = isSealing ? _mm512_maskz_mov_epi8(mask, new) : old
        // The lane behind the data; a fourth lane does not exist, and takes another register.
        let lane = (left &+ 15) >> 4
        let behind = _mm512_maskz_broadcast_i32x4(__mmask16(truncatingIfNeeded: 0xF &<< (4 &* lane)), lengths)
        unsafe product.add(xor(reversed(ciphertext), xor(pending, behind)), context, power)
        if lane == 4 { unsafe product.add(tlsbench_in_lowest_lane_512(lengths), context, power &+ 64) }
    }

    @inline(__always) private mutating func advance() {
        power &+= 64
        unsafe place += 64
        left &-= 64
    }
}
