internal import CIntrinsics

/// A multiple of any point of P-256: 52 signed windows of five bits, from the highest.
///
/// Leaks: nothing of the digits. Memory holds secrets afterwards.
@unsafe struct MultipleP256 {
    /// The words of memory: 16 multiples, and what is added up.
    static var memoryWords: Int { 17 * 20 }

    private let table: UnsafeMutablePointer<UInt64>
    private let sum: UnsafeMutablePointer<UInt64>

    /// - Parameters:
    ///   - point: x and y, five digits each, in Montgomery form.
    ///   - memory: ``memoryWords`` words.
    init(of point: UnsafePointer<UInt64>, memory: UnsafeMutablePointer<UInt64>) {
        unsafe table = memory
        unsafe sum = memory + 16 * 20
        let one = ColumnsP256.one
        unsafe Digits(
            lanes(point[0], point[5], tlsbench_word_256(one.digit0, 0), 0),
            lanes(point[1], point[6], tlsbench_word_256(one.digit1, 0), 0),
            lanes(point[2], point[7], tlsbench_word_256(one.digit2, 0), 0),
            lanes(point[3], point[8], tlsbench_word_256(one.digit3, 0), 0),
            lanes(point[4], point[9], tlsbench_word_256(one.digit4, 0), 0)
        ).store(table)
        unsafe Digits(table).store(sum)
        unsafe double()
        unsafe keep(1)
        var index = 2
        while index < 16 {
            unsafe add(Digits(table))
            unsafe keep(index)
            index &+= 1
        }
    }

    /// X, Y and Z of the multiple.
    func multiply(_ digits: UnsafePointer<UInt64>, into coordinates: UnsafeMutablePointer<UInt64>) {
        var index = 51
        unsafe select(digits[index]).store(sum)
        while index > 0 {
            index &-= 1
            var count = 5
            while count > 0 {
                unsafe double()
                count &-= 1
            }
            unsafe add(select(digits[index]))
        }
        unsafe PointP256(ColumnsP256(Digits(sum))).store(coordinates)
    }

    private func keep(_ index: Int) {
        unsafe ColumnsP256(Digits(sum)).carried.store(table + 20 &* index)
    }

    @inline(never) private func double() {
        unsafe PointP256(ColumnsP256(Digits(sum))).doubled().coordinates.columns.store(sum)
    }

    @inline(never) private func add(_ other: Digits) {
        unsafe PointP256(ColumnsP256(Digits(sum))).adding(other).coordinates.columns.store(sum)
    }

    /// The multiple for a digit, 0 : 1 : 0 for none: each is read.
    @inline(__always) private func select(_ digit: UInt64) -> Digits {
        let selection = Selection(broadcast(digit))
        let zero = _mm256_setzero_si256()
        let isZero = selection.mask(0)
        var found = ColumnsP256.one.map { and(isZero, pick($0, zero, 4, 0, 4, 4)) }
        var index: UInt64 = 0
        var entry = unsafe UnsafePointer(table)
        while index < 16 {
            index &+= 1
            unsafe found.take(entry, where: selection.mask(index))
            unsafe entry += 20
        }
        let isOpposite = and(selection.negative, lanes(0, .max, 0, 0))
        return IFMACurvesKernel.select(isOpposite, (ColumnsP256.zero - ColumnsP256(found)).carried, else: found)
    }
}
