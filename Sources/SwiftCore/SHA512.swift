/// The compression function of SHA-384 and SHA-512 (FIPS 180-4 §6.4.2).
enum SHA512 {
    /// H⁽⁰⁾ of SHA-384 (FIPS 180-4 §5.3.4).
    static let initialState: [8 of UInt64] = [
        0xcbbb_9d5d_c105_9ed8, 0x629a_292a_367c_d507, 0x9159_015a_3070_dd17, 0x152f_ecd8_f70e_5939,
        0x6733_2667_ffc0_0b31, 0x8eb4_4a87_6858_1511, 0xdb0c_2e0d_64f9_8fa7, 0x47b5_481d_befa_4fa4,
    ]

    /// Takes `count` blocks of 128 octets from `blocks` into `state`.
    ///
    /// Leaks: only `count`. There is no branch or index but on counters.
    @unsafe
    static func compress(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        var schedule = [80 of UInt64](repeating: 0)
        var block = unsafe UnsafeRawPointer(blocks)
        for _ in 0..<count {
            // Step 1: the message schedule W_t.
            var t = 0
            while t < 16 {
                unsafe schedule[unchecked: t] = UInt64(
                    bigEndian: block.loadUnaligned(fromByteOffset: t * 8, as: UInt64.self)
                )
                t += 1
            }
            while t < 80 {
                let recent = unsafe sigma1(schedule[unchecked: t - 2]) &+ schedule[unchecked: t - 7]
                let old = unsafe sigma0(schedule[unchecked: t - 15]) &+ schedule[unchecked: t - 16]
                unsafe schedule[unchecked: t] = recent &+ old
                t += 1
            }

            // Step 2: the working variables.
            var a = state[0]
            var b = state[1]
            var c = state[2]
            var d = state[3]
            var e = state[4]
            var f = state[5]
            var g = state[6]
            var h = state[7]

            // b ⊕ c, which the round before knows as a ⊕ b.
            var bc = b ^ c

            // Step 3: the rounds, eight at a time, so that the variables change names instead of places.
            t = 0
            while t < 80 {
                round(a, b, &bc, &d, e, f, g, &h, unsafe schedule[unchecked: t], t)
                round(h, a, &bc, &c, d, e, f, &g, unsafe schedule[unchecked: t + 1], t + 1)
                round(g, h, &bc, &b, c, d, e, &f, unsafe schedule[unchecked: t + 2], t + 2)
                round(f, g, &bc, &a, b, c, d, &e, unsafe schedule[unchecked: t + 3], t + 3)
                round(e, f, &bc, &h, a, b, c, &d, unsafe schedule[unchecked: t + 4], t + 4)
                round(d, e, &bc, &g, h, a, b, &c, unsafe schedule[unchecked: t + 5], t + 5)
                round(c, d, &bc, &f, g, h, a, &b, unsafe schedule[unchecked: t + 6], t + 6)
                round(b, c, &bc, &e, f, g, h, &a, unsafe schedule[unchecked: t + 7], t + 7)
                t += 8
            }

            // Step 4: the intermediate hash value.
            state[0] &+= a
            state[1] &+= b
            state[2] &+= c
            state[3] &+= d
            state[4] &+= e
            state[5] &+= f
            state[6] &+= g
            state[7] &+= h
            unsafe block += 128
        }
    }

    /// One round of step 3, with T₁ and T₂ added where they end up.
    @inline(__always)
    private static func round(
        _ a: UInt64,
        _ b: UInt64,
        _ bc: inout UInt64,
        _ d: inout UInt64,
        _ e: UInt64,
        _ f: UInt64,
        _ g: UInt64,
        _ h: inout UInt64,
        _ w: UInt64,
        _ t: Int
    ) {
        let k = unsafe sha512RoundConstants[unchecked: t]
        // Ch(e, f, g), with one operation less than the standard writes it.
        let choice = g ^ (e & (f ^ g))
        // Maj(a, b, c): b where b and c agree, else a.
        let ab = a ^ b
        let majority = b ^ (ab & bc)
        bc = ab
        h = h &+ k &+ w &+ choice &+ (rotate(e, 14) ^ rotate(e, 18) ^ rotate(e, 41))
        d = d &+ h
        h = h &+ majority &+ (rotate(a, 28) ^ rotate(a, 34) ^ rotate(a, 39))
    }

    /// σ₀ (FIPS 180-4 §4.1.3).
    @inline(__always)
    private static func sigma0(_ x: UInt64) -> UInt64 { rotate(x, 1) ^ rotate(x, 8) ^ (x &>> 7) }

    /// σ₁ (FIPS 180-4 §4.1.3).
    @inline(__always)
    private static func sigma1(_ x: UInt64) -> UInt64 { rotate(x, 19) ^ rotate(x, 61) ^ (x &>> 6) }

    /// ROTR (FIPS 180-4 §3.2).
    @inline(__always)
    private static func rotate(_ x: UInt64, _ count: UInt64) -> UInt64 { (x &>> count) | (x &<< (64 &- count)) }
}

/// K: the first 64 bits of the fractional parts of the cube roots of the first 80 primes (FIPS 180-4 §4.2.3).
let sha512RoundConstants: [80 of UInt64] = [
    0x428a_2f98_d728_ae22, 0x7137_4491_23ef_65cd, 0xb5c0_fbcf_ec4d_3b2f, 0xe9b5_dba5_8189_dbbc,
    0x3956_c25b_f348_b538, 0x59f1_11f1_b605_d019, 0x923f_82a4_af19_4f9b, 0xab1c_5ed5_da6d_8118,
    0xd807_aa98_a303_0242, 0x1283_5b01_4570_6fbe, 0x2431_85be_4ee4_b28c, 0x550c_7dc3_d5ff_b4e2,
    0x72be_5d74_f27b_896f, 0x80de_b1fe_3b16_96b1, 0x9bdc_06a7_25c7_1235, 0xc19b_f174_cf69_2694,
    0xe49b_69c1_9ef1_4ad2, 0xefbe_4786_384f_25e3, 0x0fc1_9dc6_8b8c_d5b5, 0x240c_a1cc_77ac_9c65,
    0x2de9_2c6f_592b_0275, 0x4a74_84aa_6ea6_e483, 0x5cb0_a9dc_bd41_fbd4, 0x76f9_88da_8311_53b5,
    0x983e_5152_ee66_dfab, 0xa831_c66d_2db4_3210, 0xb003_27c8_98fb_213f, 0xbf59_7fc7_beef_0ee4,
    0xc6e0_0bf3_3da8_8fc2, 0xd5a7_9147_930a_a725, 0x06ca_6351_e003_826f, 0x1429_2967_0a0e_6e70,
    0x27b7_0a85_46d2_2ffc, 0x2e1b_2138_5c26_c926, 0x4d2c_6dfc_5ac4_2aed, 0x5338_0d13_9d95_b3df,
    0x650a_7354_8baf_63de, 0x766a_0abb_3c77_b2a8, 0x81c2_c92e_47ed_aee6, 0x9272_2c85_1482_353b,
    0xa2bf_e8a1_4cf1_0364, 0xa81a_664b_bc42_3001, 0xc24b_8b70_d0f8_9791, 0xc76c_51a3_0654_be30,
    0xd192_e819_d6ef_5218, 0xd699_0624_5565_a910, 0xf40e_3585_5771_202a, 0x106a_a070_32bb_d1b8,
    0x19a4_c116_b8d2_d0c8, 0x1e37_6c08_5141_ab53, 0x2748_774c_df8e_eb99, 0x34b0_bcb5_e19b_48a8,
    0x391c_0cb3_c5c9_5a63, 0x4ed8_aa4a_e341_8acb, 0x5b9c_ca4f_7763_e373, 0x682e_6ff3_d6b2_b8a3,
    0x748f_82ee_5def_b2fc, 0x78a5_636f_4317_2f60, 0x84c8_7814_a1f0_ab72, 0x8cc7_0208_1a64_39ec,
    0x90be_fffa_2363_1e28, 0xa450_6ceb_de82_bde9, 0xbef9_a3f7_b2c6_7915, 0xc671_78f2_e372_532b,
    0xca27_3ece_ea26_619c, 0xd186_b8c7_21c0_c207, 0xeada_7dd6_cde0_eb1e, 0xf57d_4f7f_ee6e_d178,
    0x06f0_67aa_7217_6fba, 0x0a63_7dc5_a2c8_98a6, 0x113f_9804_bef9_0dae, 0x1b71_0b35_131c_471b,
    0x28db_77f5_2304_7d84, 0x32ca_ab7b_40c7_2493, 0x3c9e_be0a_15c9_bebc, 0x431d_67c4_9c10_0d4c,
    0x4cc5_d4be_cb3e_42b6, 0x597f_299c_fc65_7e2a, 0x5fcb_6fab_3ad6_faec, 0x6c44_198c_4a47_5817,
]
