import Testing

@testable import SwiftCore

@Suite struct `Polynomials of ML-KEM` {
    @Test func `are compressed as FIPS 203 §4.2.1 divides, for every number`() {
        for x in 0..<3329 {
            // Rounded up at a half, which cannot be reached: q is odd.
            let exact = { (bits: Int) in (2 * (x << bits) + 3329) / (2 * 3329) % (1 << bits) }
            let value = Int16(x)
            #expect(Polynomial.compressed10(value) == UInt64(exact(10)), "\(x)")
            #expect(Polynomial.compressed4(value) == UInt32(exact(4)), "\(x)")
            #expect(Polynomial.compressed1(value) == UInt32(exact(1)), "\(x)")
        }
    }

    @Test func `are reduced to the same number modulo q, for every 16 bits`() {
        for value in Int16.min...Int16.max {
            let (centred, canonical) = (Polynomial.centred(value), Polynomial.canonical(value))
            #expect((Int(value) - Int(centred)) % 3329 == 0 && abs(Int(centred)) <= 1664, "\(value)")
            #expect((Int(value) - Int(canonical)) % 3329 == 0 && (0..<3329).contains(Int(canonical)), "\(value)")
        }
    }

    /// ζ^(2 BitRev₇(i) + 1) of FIPS 203 §4.3, without Montgomery's factor.
    @Test func `multiply as the ring does`() {
        var generator = SystemRandomNumberGenerator()
        let (a, b) = (random(&generator), random(&generator))
        var expected = [Int](repeating: 0, count: 256)
        for i in 0..<256 {
            for j in 0..<256 {
                // X²⁵⁶ = −1
                let product = a[i] * b[j]
                expected[(i + j) % 256] += i + j < 256 ? product : -product
            }
        }
        let zeros = [Int16](repeating: 0, count: 512)
        var left = a.map { Int16($0) } + zeros
        var right = b.map { Int16($0) } + zeros
        var result = [Int16](repeating: 0, count: 256)
        unsafe Polynomial.transform(&left)
        unsafe Polynomial.transform(&right)
        unsafe Polynomial.multiply(left, stride: 256, right, into: &result)
        unsafe Polynomial.inverseTransform(&result)
        #expect(result.map { Int(Polynomial.canonical($0)) } == expected.map { ($0 % 3329 + 3329) % 3329 })
    }

    private func random(_ generator: inout SystemRandomNumberGenerator) -> [Int] {
        (0..<256).map { _ in Int.random(in: 0..<3329, using: &generator) }
    }
}
