internal import CIntrinsics

/// The eight working variables (FIPS 180-4 §6.4.2, step 2), of which a to d are in vector registers and e to h in general ones.
///
/// A round has some 22 operations on words, and general registers take four a cycle. What makes the new a needs nothing of e to h
/// but their sum, and what makes the new e needs an a of four rounds before; so each half has units of its own, and the two numbers
/// that pass between them are never waited for. In vectors Maj is one instruction and Σ₀ four.
struct WorkingVariables {
    private var a, b, c, d: __m128i
    private var e, f, g, h: UInt64

    /// The hash value before a block.
    @inline(__always) init(_ state: UnsafePointer<UInt64>) {
        a = unsafe vector(state[0])
        b = unsafe vector(state[1])
        c = unsafe vector(state[2])
        d = unsafe vector(state[3])
        e = unsafe state[4]
        f = unsafe state[5]
        g = unsafe state[6]
        h = unsafe state[7]
    }

    /// Step 4.
    @inline(__always) func add(to state: UnsafeMutablePointer<UInt64>) {
        unsafe state[0] &+= word(a)
        unsafe state[1] &+= word(b)
        unsafe state[2] &+= word(c)
        unsafe state[3] &+= word(d)
        unsafe state[4] &+= e
        unsafe state[5] &+= f
        unsafe state[6] &+= g
        unsafe state[7] &+= h
    }

    /// Rounds t to t + 3 with W_t + K_t and its three successors; the variables change names instead of places.
    @inline(__always) mutating func fourRounds(_ keyed: UnsafePointer<UInt64>) {
        unsafe round(a, b, c, &d, e, f, g, &h, keyed[0])
        unsafe round(d, a, b, &c, h, e, f, &g, keyed[1])
        unsafe round(c, d, a, &b, g, h, e, &f, keyed[2])
        unsafe round(b, c, d, &a, f, g, h, &e, keyed[3])
    }
}

/// Step 3, with the new a in the place of d and the new e in that of h.
///
/// The barriers keep the order of additions: the optimiser would put those of the longest chain first. From one e to the next are
/// four cycles, from one a to the next five, since vector rotations take two.
@inline(__always) private func round(
    _ a: __m128i,
    _ b: __m128i,
    _ c: __m128i,
    _ d: inout __m128i,
    _ e: UInt64,
    _ f: UInt64,
    _ g: UInt64,
    _ h: inout UInt64,
    _ keyed: UInt64
) {
    let sum = tlsbench_value_barrier(h &+ keyed)
    let sumWithD = tlsbench_value_barrier(sum &+ word(d))
    let choice = tlsbench_value_barrier((e & f) | (~e & g))
    let rotated = tlsbench_value_barrier(rotate(e, 14) ^ rotate(e, 18) ^ rotate(e, 41))
    let t1 = tlsbench_value_barrier(sum &+ choice) &+ rotated
    h = tlsbench_value_barrier(sumWithD &+ choice) &+ rotated
    let majority = tlsbench_opaque_128(_mm_add_epi64(vector(t1), tlsbench_majority_128(a, b, c)))
    let rotations = tlsbench_xor_of_three_128(
        tlsbench_right_28_of_64_128(a),
        tlsbench_right_34_of_64_128(a),
        tlsbench_right_39_of_64_128(a)
    )
    d = _mm_add_epi64(rotations, majority)
}

/// ROTR (FIPS 180-4 §3.2).
@inline(__always) private func rotate(_ x: UInt64, _ count: UInt64) -> UInt64 { (x &>> count) | (x &<< (64 &- count)) }

@inline(__always) private func vector(_ word: UInt64) -> __m128i { _mm_cvtsi64_si128(Int64(bitPattern: word)) }

@inline(__always) private func word(_ vector: __m128i) -> UInt64 { UInt64(bitPattern: _mm_cvtsi128_si64(vector)) }
