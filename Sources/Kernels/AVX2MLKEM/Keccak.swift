internal import CIntrinsics

extension AVX2MLKEM {
    /// Keccak-f[1600] (FIPS 202 §3.3) of four states, in place: word w of state i is word 4 w + i.
    ///
    /// - Parameter roundConstants: RC of FIPS 202 §3.2.5, 24 words.
    public static func permute(_ states: UnsafeMutablePointer<UInt64>, roundConstants: UnsafePointer<UInt64>) {
        var (p0, p1, p2) = unsafe (Plane(states), Plane(states + 20), Plane(states + 40))
        var (p3, p4) = unsafe (Plane(states + 60), Plane(states + 80))
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
        unsafe p0.store(states)
        unsafe p1.store(states + 20)
        unsafe p2.store(states + 40)
        unsafe p3.store(states + 60)
        unsafe p4.store(states + 80)
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

@inline(__always) private func lane(_ words: UnsafePointer<UInt64>, _ offset: Int) -> __m256i {
    unsafe UnsafeRawPointer(words + offset).loadUnaligned(as: __m256i.self)
}

@inline(__always) private func ^ (left: __m256i, right: __m256i) -> __m256i { _mm256_xor_si256(left, right) }

@inline(__always) private func rotate(_ words: __m256i, _ count: Int32) -> __m256i {
    or(_mm256_slli_epi64(words, count), _mm256_srli_epi64(words, 64 &- count))
}
