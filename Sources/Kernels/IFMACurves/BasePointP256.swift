internal import CIntrinsics

/// Multiples of the base point of P-256: 52 windows of five bits, four to a register.
///
/// Leaks: nothing of the digits. Memory holds secrets afterwards.
enum BasePointP256 {
    /// The words of memory: the four sums.
    static var memoryWords: Int { 60 }
    /// The words of one entry: x and y.
    private static var entryWords: Int { 40 }

    /// X, Y and Z of the multiple.
    static func multiply(
        _ digits: UnsafePointer<UInt64>,
        table: UnsafePointer<UInt64>,
        into coordinates: UnsafeMutablePointer<UInt64>,
        memory: UnsafeMutablePointer<UInt64>
    ) {
        var sums = PointsP256()
        var group = 0
        while group < 13 {
            sums = unsafe add(sums, load(digits, 4 &* group), table + group &* 16 &* entryWords)
            group &+= 1
        }
        unsafe sums.x.carried.store(memory)
        unsafe sums.y.carried.store(memory + 20)
        unsafe sums.z.carried.store(memory + 40)
        var sum = unsafe PointP256(ColumnsP256(point(0, memory)))
        var lane = 1
        while lane < 4 {
            sum = unsafe sum.adding(point(lane, memory))
            lane &+= 1
        }
        unsafe sum.store(coordinates)
    }

    @inline(__always) private static func add(
        _ sums: PointsP256,
        _ digits: __m256i,
        _ entries: UnsafePointer<UInt64>
    ) -> PointsP256 {
        let selection = Selection(digits)
        var x = Digits((0, 0, 0, 0, 0))
        var y = x
        var index: UInt64 = 0
        var entry = unsafe entries
        while index < 16 {
            index &+= 1
            let mask = selection.mask(index)
            unsafe x.take(entry, where: mask)
            unsafe y.take(entry + 20, where: mask)
            unsafe entry += entryWords
        }
        y = select(selection.negative, (ColumnsP256.zero - ColumnsP256(y)).carried, else: y)
        // Nothing is added where the digit is zero.
        return sums.selected(selection.mask(0), else: sums.adding(x: x, y: y))
    }

    /// One lane's point.
    @inline(__always) private static func point(_ lane: Int, _ memory: UnsafeMutablePointer<UInt64>) -> Digits {
        func digit(_ index: Int) -> __m256i {
            let place = 4 &* index &+ lane
            return unsafe lanes(memory[place], memory[20 &+ place], memory[40 &+ place], 0)
        }
        return Digits(digit(0), digit(1), digit(2), digit(3), digit(4))
    }
}
