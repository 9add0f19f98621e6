import Testing
import VectorSupport

@testable import SwiftCore

@Suite struct `GHASH, eight blocks at a time` {
    /// SP 800-38D §6.3, algorithm 1, bit by bit.
    private func multiply(_ left: UInt128, _ right: UInt128) -> UInt128 {
        var product: UInt128 = 0
        var multiple = right
        for index in 0..<128 {
            if (left >> (127 - index)) & 1 == 1 { product ^= multiple }
            multiple = (multiple >> 1) ^ (multiple & 1 == 1 ? 0xe1 << 120 : 0)
        }
        return product
    }

    /// SP 800-38D §6.4.
    private func reference(_ blocks: [UInt128], subkey: UInt128) -> UInt128 {
        blocks.reduce(0) { multiply($0 ^ $1, subkey) }
    }

    private func block(_ number: UInt128) -> GHASH.Block {
        GHASH.Block(high: UInt64(truncatingIfNeeded: number >> 64), low: UInt64(truncatingIfNeeded: number))
    }

    private func hash(_ blocks: [UInt128], subkey: UInt128) -> UInt128 {
        var ghash = GHASH(subkey: block(subkey))
        let state = ghash.hash(blocks.count) { block(blocks[$0]) }
        return UInt128(state.high) << 64 | UInt128(state.low)
    }

    @Test func `any number of blocks agrees with the definition`() {
        var generator = SeededGenerator(seed: 38)
        for count in 0...40 {
            let subkey = UInt128.random(in: 0...(.max), using: &generator)
            let blocks = (0..<count).map { _ in UInt128.random(in: 0...(.max), using: &generator) }
            #expect(hash(blocks, subkey: subkey) == reference(blocks, subkey: subkey), "\(count) blocks")
        }
    }

    // The sums between the holes are the longest where all bits are set.
    @Test(arguments: [0, 1, 1 << 127, .max, .max << 64, .max >> 64, .max / 15, .max / 15 * 8] as [UInt128])
    func `numbers of many ones and of few agree with the definition`(subkey: UInt128) {
        for number in [0, 1, 1 << 127, .max, .max << 64, .max >> 64, .max / 15, .max / 15 * 8] as [UInt128] {
            let blocks = [UInt128](repeating: number, count: 11)
            #expect(hash(blocks, subkey: subkey) == reference(blocks, subkey: subkey), "\(number)")
        }
    }
}
