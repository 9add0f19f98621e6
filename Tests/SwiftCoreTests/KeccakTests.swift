import Testing
import VectorSupport

@testable import SwiftCore

@Suite struct `SHA-3` {
    /// FIPS 202's examples of NIST for the empty message, and CPython's `hashlib` for the longer ones.
    @Test(arguments: [
        (0, "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a"),
        (1, "5d53469f20fef4f8eab52b88044ede69c77a6a68a60728609fc4a65ff531e7d0"),
        (135, "fded8fd9d6551c601eeb3b7c6bc5e5cfd8aad1d015b7e9aaa9c9b9475231d5e2"),
        (136, "cf3ccff92480a29160c2d38317c430e14749bfee1788106957dfe73f8c4930e5"),
        (1184, "055c55e4fa3ce64830aa290afbce33ffa2763b076a445608c27a5465b985317a"),
    ])
    func `of 256 bits is that of the standard`(count: Int, digest: String) {
        #expect(hash(.sha3of256, count, 32).hex == digest.filter { !$0.isWhitespace })
    }

    @Test(arguments: [
        (
            0,
            """
            a69f73cca23a9ac5c8b567dc185a756e97c982164fe25859e0d1dcc1475c80a615b2123af1f5f94c11e3e9402c3ac558
            f500199d95b6d3e301758586281dcd26
            """
        ),
        (
            64,
            """
            cb29601efbee71f4dfbb7f1c2bdaeafdb212df6ae35f8bb1ee6c0a245b99f3f35a82957567a30cfb01ae28b94c7223a6
            2c5c786e8624b8faddcb913e3ab2ce71
            """
        ),
        (
            72,
            """
            5d63f2bbe971a983ac6847480106e4e1264ee3a0befd79954914e1d86e795b2e18238f12fc5e46cb9cc78efdec610a93
            647cc04e1c23d8caaa6a58c21dd26c07
            """
        ),
    ])
    func `of 512 bits is that of the standard`(count: Int, digest: String) {
        #expect(hash(.sha3of512, count, 64).hex == digest.filter { !$0.isWhitespace })
    }

    @Test(arguments: [
        (
            34,
            """
            42b3c5cbdc45441a59489b99a72a74fb0cb4c1a2b0182aeb5f48f925d8eee07c25f0a91e8dc67d9b662bb680e7752e23
            dabcf03f6b239ccb0c16479a42bb3fe1885bbae558ca2124a98f8f3d3f6d043e63e331f3a3c90b98a789161262d8b8b9
            098107fdb355390a186aef7783cb5c99db3f061588b4936439f55083011f1c16a3ee6ff0946da9011aa4c733d076842f
            b28de18befc062a81bef7da5835fbd6c8d009639833727e4
            """
        )
    ]) func `as SHAKE128 is that of the standard`(count: Int, output: String) {
        #expect(hash(.shake128, count, 168).hex == output.filter { !$0.isWhitespace })
    }

    @Test(arguments: [
        (33, "4dafeb9dc9ce2ad3afe9395090f66fd3e33b2198adf6ff92b27ba6c495fda703"),
        (1120, "ded57d43ad601b8d29d82cd137c86ddf1e40433a265f23199a149fe7d9e4147e"),
    ])
    func `as SHAKE256 is that of the standard`(count: Int, output: String) {
        #expect(hash(.shake256, count, 32).hex == output.filter { !$0.isWhitespace })
    }

    @Test(arguments: `Every tier of ML-KEM that this CPU has`.tiers)
    func `of four messages at once is that of each`(tier: Dispatch.Lattice) {
        var memory = unsafe SecretWords(zeroed: KeccakBatch.words)
        unsafe memory.withUnsafeMutableWords { memory in
            let batch = unsafe KeccakBatch(memory, tier)
            for instance in 0..<4 {
                let seed = message(32)
                unsafe batch.begin(instance, .shake128, seed, last: UInt64(0x2120 + instance << 8), octets: 2)
            }
            unsafe batch.permute()
            var output = [UInt8](repeating: 0, count: 168)
            for instance in 0..<4 {
                unsafe batch.read(instance, into: &output, words: 21)
                let same = message(32) + [0x20, 0x21 + UInt8(instance)]
                #expect(output == hash(.shake128, same, 168), "instance \(instance)")
            }
        }
    }

    /// Messages of every length around two blocks, given in two parts of which the first has any length.
    @Test(arguments: `Every tier of ML-KEM that this CPU has`.tiers)
    func `of a message in parts is that of the whole, by every tier`(tier: Dispatch.Lattice) {
        for count in 0...300 {
            let whole = hash(.shake256, message(count), 64)
            #expect(hash(.shake256, message(count), 64, tier: tier) == whole, "\(count) octets")
            let first = count * 7 % (count + 1)
            var state = SecretWords(zeroed: Keccak.words)
            var output = [UInt8](repeating: 0, count: 64)
            unsafe state.withUnsafeMutableWords { state in
                var sponge = unsafe Sponge(.shake256, state, tier)
                unsafe sponge.absorb(message(first), first)
                unsafe sponge.absorb(Array(message(count)[first...]), count - first)
                unsafe sponge.finish(into: &output, 64)
            }
            #expect(output == whole, "\(first) of \(count) octets")
        }
    }

    private func message(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0) } }

    private func hash(_ function: Sponge.Function, _ count: Int, _ length: Int) -> [UInt8] {
        hash(function, message(count), length)
    }

    private func hash(
        _ function: Sponge.Function,
        _ message: [UInt8],
        _ length: Int,
        tier: Dispatch.Lattice = .portable
    ) -> [UInt8] {
        var state = SecretWords(zeroed: Keccak.words)
        var output = [UInt8](repeating: 0, count: length)
        unsafe state.withUnsafeMutableWords { state in
            var sponge = unsafe Sponge(function, state, tier)
            unsafe sponge.absorb(message, message.count)
            unsafe sponge.finish(into: &output, length)
        }
        return output
    }
}
