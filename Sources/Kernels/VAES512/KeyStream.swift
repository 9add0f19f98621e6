internal import CIntrinsics

// A round of one register takes four cycles and may begin each cycle. So as many registers as there are go through AES at once;
// with fewer in a group, the unit would wait at the end of each group.

extension Tail {
    /// The key stream of two registers.
    @inline(__always) mutating func encrypt2() -> (__m512i, __m512i) {
        var a = nextCounters()
        var b = nextCounters()
        for round in 1..<rounds {
            let key = unsafe roundKey(context, round)
            a = _mm512_aesenc_epi128(a, key)
            b = _mm512_aesenc_epi128(b, key)
        }
        let key = unsafe roundKey(context, rounds)
        a = _mm512_aesenclast_epi128(a, key)
        b = _mm512_aesenclast_epi128(b, key)
        return (a, b)
    }

    /// The key stream of four registers.
    @inline(__always) mutating func encrypt4() -> (__m512i, __m512i, __m512i, __m512i) {
        var a = nextCounters()
        var b = nextCounters()
        var c = nextCounters()
        var d = nextCounters()
        for round in 1..<rounds {
            let key = unsafe roundKey(context, round)
            a = _mm512_aesenc_epi128(a, key)
            b = _mm512_aesenc_epi128(b, key)
            c = _mm512_aesenc_epi128(c, key)
            d = _mm512_aesenc_epi128(d, key)
        }
        let key = unsafe roundKey(context, rounds)
        a = _mm512_aesenclast_epi128(a, key)
        b = _mm512_aesenclast_epi128(b, key)
        c = _mm512_aesenclast_epi128(c, key)
        d = _mm512_aesenclast_epi128(d, key)
        return (a, b, c, d)
    }

    /// The key stream of six registers.
    @inline(__always) mutating func encrypt6() -> Registers6 {
        var a = nextCounters()
        var b = nextCounters()
        var c = nextCounters()
        var d = nextCounters()
        var e = nextCounters()
        var f = nextCounters()
        for round in 1..<rounds {
            let key = unsafe roundKey(context, round)
            a = _mm512_aesenc_epi128(a, key)
            b = _mm512_aesenc_epi128(b, key)
            c = _mm512_aesenc_epi128(c, key)
            d = _mm512_aesenc_epi128(d, key)
            e = _mm512_aesenc_epi128(e, key)
            f = _mm512_aesenc_epi128(f, key)
        }
        let key = unsafe roundKey(context, rounds)
        a = _mm512_aesenclast_epi128(a, key)
        b = _mm512_aesenclast_epi128(b, key)
        c = _mm512_aesenclast_epi128(c, key)
        d = _mm512_aesenclast_epi128(d, key)
        e = _mm512_aesenclast_epi128(e, key)
        f = _mm512_aesenclast_epi128(f, key)
        return (a, b, c, d, e, f)
    }

    /// The key stream of eight registers.
    @inline(__always) mutating func encrypt8() -> Registers8 {
        var a = nextCounters()
        var b = nextCounters()
        var c = nextCounters()
        var d = nextCounters()
        var e = nextCounters()
        var f = nextCounters()
        var g = nextCounters()
        var h = nextCounters()
        for round in 1..<rounds {
            let key = unsafe roundKey(context, round)
            a = _mm512_aesenc_epi128(a, key)
            b = _mm512_aesenc_epi128(b, key)
            c = _mm512_aesenc_epi128(c, key)
            d = _mm512_aesenc_epi128(d, key)
            e = _mm512_aesenc_epi128(e, key)
            f = _mm512_aesenc_epi128(f, key)
            g = _mm512_aesenc_epi128(g, key)
            h = _mm512_aesenc_epi128(h, key)
        }
        let key = unsafe roundKey(context, rounds)
        a = _mm512_aesenclast_epi128(a, key)
        b = _mm512_aesenclast_epi128(b, key)
        c = _mm512_aesenclast_epi128(c, key)
        d = _mm512_aesenclast_epi128(d, key)
        e = _mm512_aesenclast_epi128(e, key)
        f = _mm512_aesenclast_epi128(f, key)
        g = _mm512_aesenclast_epi128(g, key)
        h = _mm512_aesenclast_epi128(h, key)
        return (a, b, c, d, e, f, g, h)
    }

    /// The counter blocks of a register, with the first round key.
    @inline(__always) private mutating func nextCounters() -> __m512i {
        let state = unsafe xor(counterOnWire(counters), roundKey(context, 0))
        counters = following
        following = _mm512_add_epi32(following, counterVector(4, 4, 4, 4))
        return state
    }
}

/// What six registers are called together.
typealias Registers6 = (__m512i, __m512i, __m512i, __m512i, __m512i, __m512i)
/// What eight are.
typealias Registers8 = (__m512i, __m512i, __m512i, __m512i, __m512i, __m512i, __m512i, __m512i)
