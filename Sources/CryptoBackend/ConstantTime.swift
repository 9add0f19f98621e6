public import CIntrinsics

/// A secret truth value: all ones or all zeros, so that it selects without a branch.
///
/// Inlined everywhere: in the arithmetic of a curve, the registers that a call lets go cost more than what it does.
public struct Choice: Sendable {
    /// 0 or 2⁶⁴ − 1.
    public let mask: UInt64

    @inlinable @inline(__always)
    init(mask: UInt64) { self.mask = tlsbench_value_barrier(mask) }

    /// True.
    @inlinable @inline(__always)
    public static var yes: Choice { Choice(mask: .max) }
    /// False.
    @inlinable @inline(__always)
    public static var no: Choice { Choice(mask: 0) }

    /// Whether `value` is zero. For v ≠ 0 the top bit of v | −v is set; for v = 0 it is not.
    @inlinable @inline(__always)
    public init(isZero value: UInt64) {
        self.init(mask: ((value | (0 &- value)) >> 63) &- 1)
    }

    /// Whether the lowest bit of `value` is set.
    @inlinable @inline(__always)
    public init(lowestBitOf value: UInt64) { self.init(mask: 0 &- (value & 1)) }

    /// Whether `left` and `right` are equal.
    @inlinable @inline(__always)
    public init(_ left: UInt64, equals right: UInt64) { self.init(isZero: left ^ right) }

    /// Whether `left` < `right`: the borrow of the subtraction.
    @inlinable @inline(__always)
    public init(_ left: UInt64, isBelow right: UInt64) {
        self.init(mask: 0 &- (((~left & right) | (~(left ^ right) & (left &- right))) >> 63))
    }

    /// Both.
    @inlinable @inline(__always)
    public static func & (left: Choice, right: Choice) -> Choice { Choice(mask: left.mask & right.mask) }
    /// Either.
    @inlinable @inline(__always)
    public static func | (left: Choice, right: Choice) -> Choice { Choice(mask: left.mask | right.mask) }
    /// Not.
    @inlinable @inline(__always)
    public static prefix func ! (choice: Choice) -> Choice { Choice(mask: ~choice.mask) }

    /// `left` if true, else `right`.
    @inlinable @inline(__always)
    public func select(_ left: UInt64, _ right: UInt64) -> UInt64 { right ^ (mask & (left ^ right)) }
    /// `left` if true, else `right`.
    @inlinable @inline(__always)
    public func select(_ left: UInt8, _ right: UInt8) -> UInt8 {
        right ^ (UInt8(truncatingIfNeeded: mask) & (left ^ right))
    }

    /// Makes the value public, so that a decision may follow it. Each use says why that is no leak.
    @inlinable @inline(__always)
    public func declassify() -> Bool { tlsbench_declassify(mask) != 0 }
}

/// Comparisons of secrets.
public enum ConstantTime {
    /// Whether all octets agree. Leaks: only the lengths; unequal lengths are unequal.
    public static func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Choice {
        guard left.count == right.count else { return .no }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return Choice(isZero: UInt64(difference))
    }
}
