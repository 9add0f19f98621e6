internal import CIntrinsics

/// The sum of three vectors without carries, which is where the tiers differ. A type and no flag: the optimiser knows it before it
/// inlines, and after that there is no branch to be rid of.
protocol SumOfThree {
    static func sum(_ a: uint8x16_t, _ b: uint8x16_t, _ c: uint8x16_t) -> uint8x16_t
}

/// On every CPU.
enum TwoInstructions: SumOfThree {
    @inline(__always) static func sum(_ a: uint8x16_t, _ b: uint8x16_t, _ c: uint8x16_t) -> uint8x16_t {
        tlsbench_xor_128(tlsbench_xor_128(a, b), c)
    }
}

/// With SHA3.
enum OneInstruction: SumOfThree {
    @inline(__always) static func sum(_ a: uint8x16_t, _ b: uint8x16_t, _ c: uint8x16_t) -> uint8x16_t {
        tlsbench_eor3_128(a, b, c)
    }
}
