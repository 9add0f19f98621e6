internal import CIntrinsics

// Short words for vectors of sixteen signed 16-bit numbers. All of them become a few instructions.

@inline(__always) func load(_ pointer: UnsafePointer<Int16>, _ offset: Int) -> __m256i {
    unsafe UnsafeRawPointer(pointer + offset).loadUnaligned(as: __m256i.self)
}

@inline(__always) func store(_ value: __m256i, _ pointer: UnsafeMutablePointer<Int16>, _ offset: Int) {
    unsafe UnsafeMutableRawPointer(pointer + offset).storeBytes(of: value, as: __m256i.self)
}

/// One number in all places.
@inline(__always) func every(_ number: Int16) -> __m256i { _mm256_set1_epi16(number) }

@inline(__always) func plus(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_add_epi16(left, right) }
@inline(__always) func minus(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_sub_epi16(left, right) }
@inline(__always) func and(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_and_si256(left, right) }
@inline(__always) func or(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_or_si256(left, right) }

/// q = 3329 (FIPS 203 §2.4).
let q: Int16 = 3329

/// q⁻¹ mod 2¹⁶.
let inverseOfQ: Int16 = -3327

/// A factor, and its product with q⁻¹ mod 2¹⁶.
struct Factor {
    let number: __m256i
    let quotient: __m256i

    /// One number in all places.
    @inline(__always) init(_ number: Int16) {
        self.number = every(number)
        quotient = every(number &* inverseOfQ)
    }

    /// Sixteen numbers, and sixteen quotients after them.
    @inline(__always) init(_ numbers: UnsafePointer<Int16>) {
        unsafe number = load(numbers, 0)
        unsafe quotient = load(numbers, 16)
    }

    /// The same number in all places, its quotient 16 numbers after it.
    @inline(__always) init(broadcasting number: UnsafePointer<Int16>) {
        unsafe self.number = every(number[0])
        unsafe quotient = every(number[16])
    }
}

/// a × b × 2⁻¹⁶ mod q, above −q and below q, for |a × b| < 2¹⁵ q (Montgomery, "Modular multiplication without trial division").
@inline(__always) func product(_ numbers: __m256i, _ factor: Factor) -> __m256i {
    let quotient = _mm256_mullo_epi16(numbers, factor.quotient)
    return minus(_mm256_mulhi_epi16(numbers, factor.number), _mm256_mulhi_epi16(quotient, every(q)))
}

/// The same numbers modulo q, between −q/2 and q/2, for any 16 bits: ⌊2²⁶ / q⌉ = 20159, whose product is divided by 2¹⁶ and then,
/// rounded, by 2¹⁰.
@inline(__always) func centred(_ numbers: __m256i) -> __m256i {
    let quotient = _mm256_mulhrs_epi16(_mm256_mulhi_epi16(numbers, every(20159)), every(32))
    return minus(numbers, _mm256_mullo_epi16(quotient, every(q)))
}

/// The same numbers modulo q, from 0 to q − 1.
@inline(__always) func canonical(_ numbers: __m256i) -> __m256i {
    let centred = centred(numbers)
    return plus(centred, and(_mm256_srai_epi16(centred, 15), every(q)))
}
