internal import CIntrinsics

/// Permutations of Keccak on AVX-512's instructions for three operands and for rotations. Never to be reached on a CPU without them.
///
/// Leaks: nothing of the states.
public enum AVX512Keccak {
    /// Keccak-f[1600] (FIPS 202 §3.3) of four states, in place: word w of state i is word 4 w + i.
    ///
    /// - Parameter roundConstants: RC of FIPS 202 §3.2.5, 24 words.
    public static func permute(_ states: UnsafeMutablePointer<UInt64>, roundConstants: UnsafePointer<UInt64>) {
        var state = unsafe State(
            Plane(states),
            Plane(states + 20),
            Plane(states + 40),
            Plane(states + 60),
            Plane(states + 80)
        )
        unsafe state.permute(roundConstants)
        unsafe state.p0.store(states)
        unsafe state.p1.store(states + 20)
        unsafe state.p2.store(states + 40)
        unsafe state.p3.store(states + 60)
        unsafe state.p4.store(states + 80)
    }

    /// The same of one state, which is in all lanes: in vectors, rotations and functions of three lanes are one instruction each.
    public static func permute(one state: UnsafeMutablePointer<UInt64>, roundConstants: UnsafePointer<UInt64>) {
        var all = unsafe State(
            Plane(copies: state),
            Plane(copies: state + 5),
            Plane(copies: state + 10),
            Plane(copies: state + 15),
            Plane(copies: state + 20)
        )
        unsafe all.permute(roundConstants)
        unsafe all.p0.storeOne(state)
        unsafe all.p1.storeOne(state + 5)
        unsafe all.p2.storeOne(state + 10)
        unsafe all.p3.storeOne(state + 15)
        unsafe all.p4.storeOne(state + 20)
    }
}

/// Four states.
private struct State {
    var p0, p1, p2, p3, p4: Plane

    @inline(__always) init(_ p0: Plane, _ p1: Plane, _ p2: Plane, _ p3: Plane, _ p4: Plane) {
        (self.p0, self.p1, self.p2, self.p3, self.p4) = (p0, p1, p2, p3, p4)
    }

    @inline(__always) mutating func permute(_ roundConstants: UnsafePointer<UInt64>) {
        for round in 0..<24 {
            // θ
            let c = p0 ^ p1 ^ p2 ^ p3 ^ p4
            let d = Plane(
                c.e ^ rotate(c.b, 1),
                c.a ^ rotate(c.c, 1),
                c.b ^ rotate(c.d, 1),
                c.c ^ rotate(c.e, 1),
                c.d ^ rotate(c.a, 1)
            )
            (p0, p1, p2, p3, p4) = (p0 ^ d, p1 ^ d, p2 ^ d, p3 ^ d, p4 ^ d)
            // ρ and π: lane x of plane y comes from lane (x + 3 y) mod 5 of plane x.
            let q0 = Plane(p0.a, rotate(p1.b, 44), rotate(p2.c, 43), rotate(p3.d, 21), rotate(p4.e, 14))
            let q1 = Plane(rotate(p0.d, 28), rotate(p1.e, 20), rotate(p2.a, 3), rotate(p3.b, 45), rotate(p4.c, 61))
            let q2 = Plane(rotate(p0.b, 1), rotate(p1.c, 6), rotate(p2.d, 25), rotate(p3.e, 8), rotate(p4.a, 18))
            let q3 = Plane(rotate(p0.e, 27), rotate(p1.a, 36), rotate(p2.b, 10), rotate(p3.c, 15), rotate(p4.d, 56))
            let q4 = Plane(rotate(p0.c, 62), rotate(p1.d, 55), rotate(p2.e, 39), rotate(p3.a, 41), rotate(p4.b, 2))
            (p0, p1, p2, p3, p4) = (q0.chi, q1.chi, q2.chi, q3.chi, q4.chi)
            // ι
            p0.a = unsafe p0.a ^ _mm256_set1_epi64x(Int64(bitPattern: roundConstants[round]))
        }
    }
}

/// Five lanes with the same y, of four states.
private struct Plane {
    var a, b, c, d, e: __m256i

    @inline(__always) init(_ a: __m256i, _ b: __m256i, _ c: __m256i, _ d: __m256i, _ e: __m256i) {
        (self.a, self.b, self.c, self.d, self.e) = (a, b, c, d, e)
    }

    @inline(__always) init(_ words: UnsafePointer<UInt64>) {
        unsafe self.init(lane(words, 0), lane(words, 4), lane(words, 8), lane(words, 12), lane(words, 16))
    }

    /// Five words of one state, each in all lanes.
    @inline(__always) init(copies words: UnsafePointer<UInt64>) {
        unsafe self.init(copies(words[0]), copies(words[1]), copies(words[2]), copies(words[3]), copies(words[4]))
    }

    /// Five words of the first state.
    @inline(__always) func storeOne(_ words: UnsafeMutablePointer<UInt64>) {
        unsafe words[0] = tlsbench_one_word_256(a, 0)
        unsafe words[1] = tlsbench_one_word_256(b, 0)
        unsafe words[2] = tlsbench_one_word_256(c, 0)
        unsafe words[3] = tlsbench_one_word_256(d, 0)
        unsafe words[4] = tlsbench_one_word_256(e, 0)
    }

    @inline(__always) func store(_ words: UnsafeMutablePointer<UInt64>) {
        unsafe UnsafeMutableRawPointer(words).storeBytes(of: a, as: __m256i.self)
        unsafe UnsafeMutableRawPointer(words + 4).storeBytes(of: b, as: __m256i.self)
        unsafe UnsafeMutableRawPointer(words + 8).storeBytes(of: c, as: __m256i.self)
        unsafe UnsafeMutableRawPointer(words + 12).storeBytes(of: d, as: __m256i.self)
        unsafe UnsafeMutableRawPointer(words + 16).storeBytes(of: e, as: __m256i.self)
    }

    @inline(__always) static func ^ (left: Plane, right: Plane) -> Plane {
        Plane(left.a ^ right.a, left.b ^ right.b, left.c ^ right.c, left.d ^ right.d, left.e ^ right.e)
    }

    /// Each lane with the two after it.
    @inline(__always) var chi: Plane {
        Plane(
            a ^ _mm256_andnot_si256(b, c),
            b ^ _mm256_andnot_si256(c, d),
            c ^ _mm256_andnot_si256(d, e),
            d ^ _mm256_andnot_si256(e, a),
            e ^ _mm256_andnot_si256(a, b)
        )
    }
}

@inline(__always) private func copies(_ word: UInt64) -> __m256i { _mm256_set1_epi64x(Int64(bitPattern: word)) }

@inline(__always) private func lane(_ words: UnsafePointer<UInt64>, _ offset: Int) -> __m256i {
    unsafe UnsafeRawPointer(words + offset).loadUnaligned(as: __m256i.self)
}

@inline(__always) private func ^ (left: __m256i, right: __m256i) -> __m256i { _mm256_xor_si256(left, right) }

@inline(__always) private func rotate(_ words: __m256i, _ count: Int64) -> __m256i {
    _mm256_rolv_epi64(words, _mm256_set1_epi64x(count))
}
