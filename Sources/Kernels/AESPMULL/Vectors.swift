internal import CIntrinsics

// Short words for 128-bit vectors. All of them become one instruction or two.

@inline(__always) func load(_ pointer: UnsafeRawPointer, _ offset: Int = 0) -> uint8x16_t {
    unsafe pointer.loadUnaligned(fromByteOffset: offset, as: uint8x16_t.self)
}

@inline(__always) func store(_ value: uint8x16_t, _ pointer: UnsafeMutableRawPointer, _ offset: Int = 0) {
    unsafe pointer.storeBytes(of: value, toByteOffset: offset, as: uint8x16_t.self)
}

@inline(__always) var zero: uint8x16_t { tlsbench_words_128(0, 0) }

/// A block as ``Product`` takes it, and back.
@inline(__always) func reversed(_ block: uint8x16_t) -> uint8x16_t { tlsbench_reverse_words_of_64_128(block) }

/// The round key of one round.
@inline(__always) func roundKey(_ context: UnsafeRawPointer, _ round: Int) -> uint8x16_t {
    unsafe load(context, round &* 16)
}

/// The counter block that is `count` blocks behind (SP 800-38D §6.2: the last 32 bits count).
@inline(__always) func plus(_ counter: uint8x16_t, _ count: UInt32) -> uint8x16_t {
    tlsbench_add_words_of_32_128(counter, tlsbench_words_128(0, UInt64(count) << 32))
}
