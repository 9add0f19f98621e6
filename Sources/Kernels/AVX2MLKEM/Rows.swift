internal import CIntrinsics

/// Eight vectors of eight pairs of numbers.
struct Rows {
    var a, b, c, d, e, f, g, h: __m256i

    @inline(__always) init(_ numbers: UnsafePointer<Int16>) {
        (a, b) = unsafe (load(numbers, 0), load(numbers, 16))
        (c, d) = unsafe (load(numbers, 32), load(numbers, 48))
        (e, f) = unsafe (load(numbers, 64), load(numbers, 80))
        (g, h) = unsafe (load(numbers, 96), load(numbers, 112))
    }

    @inline(__always) func store(_ numbers: UnsafeMutablePointer<Int16>) {
        unsafe AVX2MLKEMKernel.store(a, numbers, 0)
        unsafe AVX2MLKEMKernel.store(b, numbers, 16)
        unsafe AVX2MLKEMKernel.store(c, numbers, 32)
        unsafe AVX2MLKEMKernel.store(d, numbers, 48)
        unsafe AVX2MLKEMKernel.store(e, numbers, 64)
        unsafe AVX2MLKEMKernel.store(f, numbers, 80)
        unsafe AVX2MLKEMKernel.store(g, numbers, 96)
        unsafe AVX2MLKEMKernel.store(h, numbers, 112)
    }

    /// Pair j of vector i in the place of pair i of vector j.
    @inline(__always) mutating func transpose() {
        let (ab, cd) = ((low32(a, b), high32(a, b)), (low32(c, d), high32(c, d)))
        let (ef, gh) = ((low32(e, f), high32(e, f)), (low32(g, h), high32(g, h)))
        let abcd = (low64(ab.0, cd.0), high64(ab.0, cd.0), low64(ab.1, cd.1), high64(ab.1, cd.1))
        let efgh = (low64(ef.0, gh.0), high64(ef.0, gh.0), low64(ef.1, gh.1), high64(ef.1, gh.1))
        (a, e) = (tlsbench_low_lanes_256(abcd.0, efgh.0), tlsbench_high_lanes_256(abcd.0, efgh.0))
        (b, f) = (tlsbench_low_lanes_256(abcd.1, efgh.1), tlsbench_high_lanes_256(abcd.1, efgh.1))
        (c, g) = (tlsbench_low_lanes_256(abcd.2, efgh.2), tlsbench_high_lanes_256(abcd.2, efgh.2))
        (d, h) = (tlsbench_low_lanes_256(abcd.3, efgh.3), tlsbench_high_lanes_256(abcd.3, efgh.3))
    }
}

@inline(__always) private func low32(_ left: __m256i, _ right: __m256i) -> __m256i {
    _mm256_unpacklo_epi32(left, right)
}

@inline(__always) private func high32(_ left: __m256i, _ right: __m256i) -> __m256i {
    _mm256_unpackhi_epi32(left, right)
}

@inline(__always) private func low64(_ left: __m256i, _ right: __m256i) -> __m256i {
    _mm256_unpacklo_epi64(left, right)
}

@inline(__always) private func high64(_ left: __m256i, _ right: __m256i) -> __m256i {
    _mm256_unpackhi_epi64(left, right)
}
