/// Keccak-f[1600] (FIPS 202 §3.3) on 64-bit words: lane (x, y) is word x + 5 y.
///
/// Leaks: nothing.
enum Keccak {
    /// The words of a state.
    static var words: Int { 25 }

    /// One permutation, in place.
    @unsafe
    static func permute(_ state: UnsafeMutablePointer<UInt64>) {
        var (p0, p1, p2) = unsafe (Plane(state), Plane(state + 5), Plane(state + 10))
        var (p3, p4) = unsafe (Plane(state + 15), Plane(state + 20))
        let roundConstants = roundConstants
        for round in roundConstants.indices {
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
            p0.a ^= roundConstants[round]
        }
        unsafe p0.store(state)
        unsafe p1.store(state + 5)
        unsafe p2.store(state + 10)
        unsafe p3.store(state + 15)
        unsafe p4.store(state + 20)
    }

    /// Five lanes with the same y.
    private struct Plane {
        var a, b, c, d, e: UInt64

        @inline(__always) init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, _ e: UInt64) {
            (self.a, self.b, self.c, self.d, self.e) = (a, b, c, d, e)
        }

        @unsafe @inline(__always) init(_ words: UnsafeMutablePointer<UInt64>) {
            unsafe self.init(words[0], words[1], words[2], words[3], words[4])
        }

        @unsafe @inline(__always) func store(_ words: UnsafeMutablePointer<UInt64>) {
            unsafe (words[0], words[1], words[2], words[3], words[4]) = (a, b, c, d, e)
        }

        @inline(__always) static func ^ (left: Plane, right: Plane) -> Plane {
            Plane(left.a ^ right.a, left.b ^ right.b, left.c ^ right.c, left.d ^ right.d, left.e ^ right.e)
        }

        @inline(__always) var chi: Plane {
            Plane(a ^ (~b & c), b ^ (~c & d), c ^ (~d & e), d ^ (~e & a), e ^ (~a & b))
        }
    }
}

@inline(__always) private func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 {
    word &<< count | word &>> (64 &- count)
}

extension Keccak {
    /// RC of FIPS 202 §3.2.5.
    static let roundConstants: [24 of UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]
}
