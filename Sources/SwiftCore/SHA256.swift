/// The compression function of SHA-256 (FIPS 180-4 §6.2.2).
enum SHA256 {
    /// H⁽⁰⁾ of SHA-256 (FIPS 180-4 §5.3.3).
    static let initialState: [8 of UInt64] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
        0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]

    /// Takes `count` blocks of 64 octets from `blocks` into `state`, of which each word holds 32 bits.
    ///
    /// Leaks: only `count`. There is no branch or index but on counters.
    @unsafe
    static func compress(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        // W_t + K_t.
        var schedule = [64 of UInt32](repeating: 0)
        var block = unsafe UnsafeRawPointer(blocks)
        for _ in 0..<count {
            // Step 1: the message schedule W_t, here the part that is the message itself.
            var w0 = unsafe words(block, 0)
            var w1 = unsafe words(block, 4)
            var w2 = unsafe words(block, 8)
            var w3 = unsafe words(block, 12)
            unsafe set(&schedule, 0, w0)
            unsafe set(&schedule, 4, w1)
            unsafe set(&schedule, 8, w2)
            unsafe set(&schedule, 12, w3)

            // Step 2: the working variables.
            var a = UInt32(truncatingIfNeeded: state[0])
            var b = UInt32(truncatingIfNeeded: state[1])
            var c = UInt32(truncatingIfNeeded: state[2])
            var d = UInt32(truncatingIfNeeded: state[3])
            var e = UInt32(truncatingIfNeeded: state[4])
            var f = UInt32(truncatingIfNeeded: state[5])
            var g = UInt32(truncatingIfNeeded: state[6])
            var h = UInt32(truncatingIfNeeded: state[7])

            // b ⊕ c, which the round before knows as a ⊕ b.
            var bc = b ^ c

            // Step 3: the rounds, eight at a time, so that the variables change names instead of places. Between them,
            // and four words at a time, the rest of step 1 is made: the vector unit has nothing else to do.
            var t = 0
            while t < 48 {
                round(a, b, &bc, &d, e, f, g, &h, unsafe schedule[unchecked: t])
                round(h, a, &bc, &c, d, e, f, &g, unsafe schedule[unchecked: t + 1])
                round(g, h, &bc, &b, c, d, e, &f, unsafe schedule[unchecked: t + 2])
                round(f, g, &bc, &a, b, c, d, &e, unsafe schedule[unchecked: t + 3])
                let w4 = nextWords(w0, w1, w2, w3)
                unsafe set(&schedule, t + 16, w4)
                round(e, f, &bc, &h, a, b, c, &d, unsafe schedule[unchecked: t + 4])
                round(d, e, &bc, &g, h, a, b, &c, unsafe schedule[unchecked: t + 5])
                round(c, d, &bc, &f, g, h, a, &b, unsafe schedule[unchecked: t + 6])
                round(b, c, &bc, &e, f, g, h, &a, unsafe schedule[unchecked: t + 7])
                let w5 = nextWords(w1, w2, w3, w4)
                unsafe set(&schedule, t + 20, w5)
                (w0, w1, w2, w3) = (w2, w3, w4, w5)
                t += 8
            }
            while t < 64 {
                round(a, b, &bc, &d, e, f, g, &h, unsafe schedule[unchecked: t])
                round(h, a, &bc, &c, d, e, f, &g, unsafe schedule[unchecked: t + 1])
                round(g, h, &bc, &b, c, d, e, &f, unsafe schedule[unchecked: t + 2])
                round(f, g, &bc, &a, b, c, d, &e, unsafe schedule[unchecked: t + 3])
                round(e, f, &bc, &h, a, b, c, &d, unsafe schedule[unchecked: t + 4])
                round(d, e, &bc, &g, h, a, b, &c, unsafe schedule[unchecked: t + 5])
                round(c, d, &bc, &f, g, h, a, &b, unsafe schedule[unchecked: t + 6])
                round(b, c, &bc, &e, f, g, h, &a, unsafe schedule[unchecked: t + 7])
                t += 8
            }

            // Step 4: the intermediate hash value.
            state[0] = UInt64(a &+ UInt32(truncatingIfNeeded: state[0]))
            state[1] = UInt64(b &+ UInt32(truncatingIfNeeded: state[1]))
            state[2] = UInt64(c &+ UInt32(truncatingIfNeeded: state[2]))
            state[3] = UInt64(d &+ UInt32(truncatingIfNeeded: state[3]))
            state[4] = UInt64(e &+ UInt32(truncatingIfNeeded: state[4]))
            state[5] = UInt64(f &+ UInt32(truncatingIfNeeded: state[5]))
            state[6] = UInt64(g &+ UInt32(truncatingIfNeeded: state[6]))
            state[7] = UInt64(h &+ UInt32(truncatingIfNeeded: state[7]))
            unsafe block += 64
        }
    }

    /// One round of step 3, with T₁ and T₂ added where they end up.
    @inline(__always)
    private static func round(
        _ a: UInt32,
        _ b: UInt32,
        _ bc: inout UInt32,
        _ d: inout UInt32,
        _ e: UInt32,
        _ f: UInt32,
        _ g: UInt32,
        _ h: inout UInt32,
        _ wk: UInt32
    ) {
        // Ch(e, f, g), with one operation less than the standard writes it.
        let choice = g ^ (e & (f ^ g))
        // Maj(a, b, c): b where b and c agree, else a.
        let ab = a ^ b
        let majority = b ^ (ab & bc)
        bc = ab
        // Σ₁(e) and Σ₀(a), in Horner's form: a rotation of the sum so far takes no copy of e or a.
        h = h &+ wk &+ choice &+ rotate(rotate(rotate(e, 14) ^ e, 5) ^ e, 6)
        d = d &+ h
        h = h &+ majority &+ rotate(rotate(rotate(a, 9) ^ a, 11) ^ a, 2)
    }

    /// Four words of the message.
    @unsafe
    @inline(__always)
    private static func words(_ block: UnsafeRawPointer, _ t: Int) -> SIMD4<UInt32> {
        unsafe SIMD4(word(block, t), word(block, t + 1), word(block, t + 2), word(block, t + 3))
    }

    @unsafe
    @inline(__always)
    private static func word(_ block: UnsafeRawPointer, _ t: Int) -> UInt32 {
        unsafe UInt32(bigEndian: block.loadUnaligned(fromByteOffset: t * 4, as: UInt32.self))
    }

    /// Writes W_t + K_t of four words from `t` on.
    @unsafe
    @inline(__always)
    private static func set(_ schedule: inout [64 of UInt32], _ t: Int, _ words: SIMD4<UInt32>) {
        for lane in 0..<4 {
            unsafe schedule[unchecked: t + lane] = words[lane] &+ sha256RoundConstants[unchecked: t + lane]
        }
    }

    /// W_t … W_{t+3} from the 16 words before. The latter two need the former.
    @inline(__always)
    private static func nextWords(
        _ w0: SIMD4<UInt32>,
        _ w1: SIMD4<UInt32>,
        _ w2: SIMD4<UInt32>,
        _ w3: SIMD4<UInt32>
    ) -> SIMD4<UInt32> {
        let old = w0 &+ sigma0(SIMD4(w0[1], w0[2], w0[3], w1[0])) &+ SIMD4(w2[1], w2[2], w2[3], w3[0])
        let former = old &+ sigma1(SIMD4(w3[2], w3[3], 0, 0))
        return former &+ sigma1(SIMD4(0, 0, former[0], former[1]))
    }

    /// σ₀ (FIPS 180-4 §4.1.2): ROTR⁷ ⊕ ROTR¹⁸ ⊕ SHR³. The halves of the rotations are kept apart, for the compiler makes
    /// rotations of words one by one, where a CPU has none of vectors.
    @inline(__always)
    private static func sigma0(_ x: SIMD4<UInt32>) -> SIMD4<UInt32> {
        (x &>> 3) ^ (x &>> 7) ^ (x &>> 18) ^ ((x &<< 14) ^ (x &<< 25))
    }

    /// σ₁ (FIPS 180-4 §4.1.2): ROTR¹⁷ ⊕ ROTR¹⁹ ⊕ SHR¹⁰; of 0 it is 0.
    @inline(__always)
    private static func sigma1(_ x: SIMD4<UInt32>) -> SIMD4<UInt32> {
        (x &>> 10) ^ (x &>> 17) ^ (x &>> 19) ^ ((x &<< 13) ^ (x &<< 15))
    }

    /// ROTR (FIPS 180-4 §3.2).
    @inline(__always)
    private static func rotate(_ x: UInt32, _ count: UInt32) -> UInt32 { (x &>> count) | (x &<< (32 &- count)) }
}

/// K: the first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2).
let sha256RoundConstants: [64 of UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1,
    0x923f_82a4, 0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
    0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786,
    0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147,
    0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
    0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a,
    0x5b9c_ca4f, 0x682e_6ff3, 0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
    0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
]
