internal import CIntrinsics

// FIPS 203 §4.3, Algorithms 9 and 10. Vectors of the standard's order take part in the layers of 128 to 16 numbers as a whole; for
// those of 8, 4 and 2 numbers, pairs are transposed, and vectors take part as a whole again.

extension AVX2MLKEM {
    /// NTT in place, for coefficients between −q and q; the results are between −q/2 and q/2, in the transform's order.
    ///
    /// Each of the seven layers adds less than q to the absolute value: 8 q < 2¹⁵.
    public static func transform(_ f: UnsafeMutablePointer<Int16>, constants: UnsafePointer<Int16>) {
        for index in 0..<4 {
            let place = 16 &* index
            var (a, b) = unsafe (load(f, place), load(f, place &+ 64))
            var (c, d) = unsafe (load(f, place &+ 128), load(f, place &+ 192))
            let factor = unsafe Factor(broadcasting: constants + Constants.scalar(1))
            combine(&a, &c, factor)
            combine(&b, &d, factor)
            unsafe combine(&a, &b, Factor(broadcasting: constants + Constants.scalar(2)))
            unsafe combine(&c, &d, Factor(broadcasting: constants + Constants.scalar(3)))
            unsafe store(a, f, place)
            unsafe store(b, f, place &+ 64)
            unsafe store(c, f, place &+ 128)
            unsafe store(d, f, place &+ 192)
        }
        for index in 0..<4 {
            let place = 64 &* index
            var (a, b) = unsafe (load(f, place), load(f, place &+ 16))
            var (c, d) = unsafe (load(f, place &+ 32), load(f, place &+ 48))
            let factor = unsafe Factor(broadcasting: constants + Constants.scalar(4 &+ index))
            combine(&a, &c, factor)
            combine(&b, &d, factor)
            unsafe combine(&a, &b, Factor(broadcasting: constants + Constants.scalar(8 &+ 2 &* index)))
            unsafe combine(&c, &d, Factor(broadcasting: constants + Constants.scalar(9 &+ 2 &* index)))
            unsafe store(a, f, place)
            unsafe store(b, f, place &+ 16)
            unsafe store(c, f, place &+ 32)
            unsafe store(d, f, place &+ 48)
        }
        for half in 0..<2 {
            let place = unsafe f + 128 &* half
            var rows = unsafe Rows(place)
            rows.transpose()
            let factors = { (layer: Int, block: Int) in
                unsafe Factor(constants + Constants.vector(layer: layer, half: half, block: block))
            }
            let of8 = factors(0, 0)
            combine(&rows.a, &rows.e, of8)
            combine(&rows.b, &rows.f, of8)
            combine(&rows.c, &rows.g, of8)
            combine(&rows.d, &rows.h, of8)
            let of4 = (factors(1, 0), factors(1, 1))
            combine(&rows.a, &rows.c, of4.0)
            combine(&rows.b, &rows.d, of4.0)
            combine(&rows.e, &rows.g, of4.1)
            combine(&rows.f, &rows.h, of4.1)
            combine(&rows.a, &rows.b, factors(2, 0))
            combine(&rows.c, &rows.d, factors(2, 1))
            combine(&rows.e, &rows.f, factors(2, 2))
            combine(&rows.g, &rows.h, factors(2, 3))
            rows.reduce()
            unsafe rows.store(place)
        }
    }

    /// NTT⁻¹ in place times 2¹⁶, for numbers between −q and q in the transform's order; between −q and q are the results.
    ///
    /// Sums double with each layer: from q to 8 q < 2¹⁵ in the first three, and from q / 2 to 8 q in the other four.
    public static func inverseTransform(_ f: UnsafeMutablePointer<Int16>, constants: UnsafePointer<Int16>) {
        for half in 0..<2 {
            let place = unsafe f + 128 &* half
            var rows = unsafe Rows(place)
            let factors = { (layer: Int, block: Int) in
                unsafe Factor(constants + Constants.inverse(layer: layer, half: half, block: block))
            }
            part(&rows.a, &rows.b, factors(2, 0))
            part(&rows.c, &rows.d, factors(2, 1))
            part(&rows.e, &rows.f, factors(2, 2))
            part(&rows.g, &rows.h, factors(2, 3))
            let of4 = (factors(1, 0), factors(1, 1))
            part(&rows.a, &rows.c, of4.0)
            part(&rows.b, &rows.d, of4.0)
            part(&rows.e, &rows.g, of4.1)
            part(&rows.f, &rows.h, of4.1)
            let of8 = factors(0, 0)
            part(&rows.a, &rows.e, of8)
            part(&rows.b, &rows.f, of8)
            part(&rows.c, &rows.g, of8)
            part(&rows.d, &rows.h, of8)
            rows.reduce()
            rows.transpose()
            unsafe rows.store(place)
        }
        for index in 0..<4 {
            let place = 64 &* index
            var (a, b) = unsafe (load(f, place), load(f, place &+ 16))
            var (c, d) = unsafe (load(f, place &+ 32), load(f, place &+ 48))
            unsafe part(&a, &b, Factor(broadcasting: constants + Constants.scalar(15 &- 2 &* index)))
            unsafe part(&c, &d, Factor(broadcasting: constants + Constants.scalar(14 &- 2 &* index)))
            let factor = unsafe Factor(broadcasting: constants + Constants.scalar(7 &- index))
            part(&a, &c, factor)
            part(&b, &d, factor)
            unsafe store(a, f, place)
            unsafe store(b, f, place &+ 16)
            unsafe store(c, f, place &+ 32)
            unsafe store(d, f, place &+ 48)
        }
        // 2³² / 128 mod q: the product with it divides by 128 and multiplies by 2¹⁶.
        let scale = Factor(1441)
        for index in 0..<4 {
            let place = 16 &* index
            var (a, b) = unsafe (load(f, place), load(f, place &+ 64))
            var (c, d) = unsafe (load(f, place &+ 128), load(f, place &+ 192))
            unsafe part(&a, &b, Factor(broadcasting: constants + Constants.scalar(3)))
            unsafe part(&c, &d, Factor(broadcasting: constants + Constants.scalar(2)))
            let factor = unsafe Factor(broadcasting: constants + Constants.scalar(1))
            part(&a, &c, factor)
            part(&b, &d, factor)
            unsafe store(product(a, scale), f, place)
            unsafe store(product(b, scale), f, place &+ 64)
            unsafe store(product(c, scale), f, place &+ 128)
            unsafe store(product(d, scale), f, place &+ 192)
        }
    }

    /// From the standard's order to that of transforms, or back.
    public static func arrange(_ f: UnsafeMutablePointer<Int16>) {
        for half in 0..<2 {
            var rows = unsafe Rows(f + 128 &* half)
            rows.transpose()
            unsafe rows.store(f + 128 &* half)
        }
    }

    @inline(__always)
    private static func combine(_ left: inout __m256i, _ right: inout __m256i, _ factor: Factor) {
        let t = product(right, factor)
        right = minus(left, t)
        left = plus(left, t)
    }

    @inline(__always)
    private static func part(_ left: inout __m256i, _ right: inout __m256i, _ factor: Factor) {
        let t = left
        left = plus(t, right)
        right = product(minus(right, t), factor)
    }
}

extension Rows {
    /// All numbers between −q/2 and q/2.
    @inline(__always) fileprivate mutating func reduce() {
        (a, b, c, d) = (centred(a), centred(b), centred(c), centred(d))
        (e, f, g, h) = (centred(e), centred(f), centred(g), centred(h))
    }
}
