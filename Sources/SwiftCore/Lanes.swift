internal import CIntrinsics

/// 128 bits as four lanes of 32, for bit-sliced code: each operation is one on the whole vector.
///
/// `SIMD4<UInt32>` stores it, but Swift 6.3 compiles its `^`, `&`, `|` and shifts one element at a time, and the bit-sliced
/// AES is then three times as slow.
struct Lanes {
    /// The lanes.
    var vector: SIMD4<UInt32>

    @inline(__always)
    init(_ vector: SIMD4<UInt32>) { self.vector = vector }

    /// The same in every lane.
    @inline(__always)
    init(repeating lane: UInt32) { vector = SIMD4(repeating: lane) }

    /// Four lanes in memory, in the machine's order, at any address.
    @unsafe
    @inline(__always)
    init(loading memory: UnsafeRawPointer, _ index: Int) {
        vector = unsafe memory.loadUnaligned(fromByteOffset: 16 * index, as: SIMD4<UInt32>.self)
    }

    /// Writes what ``init(loading:_:)`` reads.
    @unsafe
    @inline(__always)
    func store(to memory: UnsafeMutableRawPointer, _ index: Int) {
        unsafe memory.storeBytes(of: vector, toByteOffset: 16 * index, as: SIMD4<UInt32>.self)
    }

    @inline(__always)
    static func ^ (left: Lanes, right: Lanes) -> Lanes { Lanes(tlsbench_lanes_xor(left.vector, right.vector)) }

    @inline(__always)
    static func & (left: Lanes, right: Lanes) -> Lanes { Lanes(tlsbench_lanes_and(left.vector, right.vector)) }

    @inline(__always)
    static func | (left: Lanes, right: Lanes) -> Lanes { Lanes(tlsbench_lanes_or(left.vector, right.vector)) }

    /// The sums of the lanes, modulo 2³².
    @inline(__always)
    static func &+ (left: Lanes, right: Lanes) -> Lanes { Lanes(tlsbench_lanes_add(left.vector, right.vector)) }

    @inline(__always)
    static func ^= (left: inout Lanes, right: Lanes) { left = left ^ right }

    /// Each lane shifted up by less than 32 bits.
    @inline(__always)
    static func << (lanes: Lanes, count: UInt32) -> Lanes { Lanes(tlsbench_lanes_up(lanes.vector, count)) }

    /// Each lane shifted down by less than 32 bits.
    @inline(__always)
    static func >> (lanes: Lanes, count: UInt32) -> Lanes { Lanes(tlsbench_lanes_down(lanes.vector, count)) }

    /// Each lane rotated down by `count` bits.
    @inline(__always)
    func rotatedDown(by count: UInt32) -> Lanes { count == 0 ? self : (self >> count) | (self << (32 &- count)) }

    /// Lane i + 1 in the place of lane i.
    @inline(__always)
    var nextLanes: Lanes { Lanes(tlsbench_lanes_next(vector)) }

    /// Lane i + 2 in the place of lane i.
    @inline(__always)
    var secondNextLanes: Lanes { Lanes(tlsbench_lanes_second_next(vector)) }

    /// Octet j of lane i in the place of octet i of lane j.
    @inline(__always)
    var octetsTransposed: Lanes { Lanes(tlsbench_lanes_transpose_octets(vector)) }

    /// The products of lanes 0, and of lanes 2, in 64 bits each.
    @inline(__always)
    func evenProducts(_ other: Lanes) -> Lanes { Lanes(tlsbench_lanes_multiply_even(vector, other.vector)) }

    /// Two words of 64 bits: lanes 0 and 1, 2 and 3, the lower one first.
    @inline(__always)
    init(_ first: UInt64, _ second: UInt64) {
        vector = unsafe unsafeBitCast(SIMD2(first, second), to: SIMD4<UInt32>.self)
    }

    /// The sum without carries of the two words of 64 bits.
    @inline(__always)
    var foldedWords: UInt64 {
        let sum = unsafe unsafeBitCast(vector, to: SIMD2<UInt64>.self)
        return sum[0] ^ sum[1]
    }
}
