import CryptoBackend
import Testing

/// What Linux says of processors that are not at hand: made of the flags that /proc/cpuinfo shows on them.
private struct Recorded: CustomTestStringConvertible {
    let testDescription: String
    let words: HardwareCapabilities
    let features: String

    init(_ name: String, _ first: UInt64, _ second: UInt64, _ features: String) {
        testDescription = name
        words = HardwareCapabilities(first: first, second: second)
        self.features = features
    }

    /// Bits of AT_HWCAP: fp 0, asimd 1, evtstrm 2, aes 3, pmull 4, sha1 5, sha2 6, crc32 7, atomics 8, fphp 9, asimdhp 10, cpuid 11,
    /// asimdrdm 12, jscvt 13, fcma 14, lrcpc 15, dcpop 16, sha3 17, sm3 18, sm4 19, asimddp 20, sha512 21, sve 22.
    static let all = [
        Recorded("Cortex-A72 of a Raspberry Pi 4, without AES", 0x887, 0, "neon"),
        Recorded("Cortex-A72 of Graviton 1", 0x8ff, 0, "neon aes pmull sha2"),
        Recorded("Neoverse N1: Graviton 2, Ampere Altra", 0x119fff, 0, "neon aes pmull sha2"),
        Recorded("Neoverse V1: Graviton 3", 0x7fffff, 0, "neon aes pmull sha2 sha3 sha512 sve"),
        Recorded("Neoverse V2: Graviton 4, Grace", 0x73ffff, 0x2, "neon aes pmull sha2 sha3 sha512 sve sve2"),
        Recorded("Firestorm: Apple M1 under Linux", 0x33ffff, 0, "neon aes pmull sha2 sha3 sha512"),
        Recorded("a system that hides them", 0, 0, ""),
    ]
}

@Suite struct `The hardware capabilities of other processors` {
    @Test(arguments: Recorded.all)
    fileprivate func `give the features that a program may use`(processor: Recorded) {
        #expect(processor.words.instructionSet.description == processor.features)
    }

    @Test(arguments: Recorded.all)
    fileprivate func `give sets that masks take apart and put together`(processor: Recorded) {
        let native = processor.words.instructionSet
        for feature in native.features where !feature.isBaseline {
            let left = native.without([feature])
            #expect(!left.features.contains { $0 == feature || $0.needs(feature) })
            #expect(native.masked(by: native.mask(leaving: left)) == left)
            let added = native.baseline(with: [feature])
            #expect(added.features.isSubset(of: native.features) && added.features.contains(feature))
        }
    }

    @Test func `lose nothing to a mask that names features of x86-64, and the other way round`() {
        let v2 = HardwareCapabilities(first: 0x73ffff, second: 0x2).instructionSet
        #expect(v2.masked(by: "-vaes,-avx512f") == v2)
        #expect(v2.masked(by: "-aes").features == v2.features.subtracting([.aes, .pmull]))
        #expect(v2.masked(by: "-sve").features == v2.features.subtracting([.sve, .sve2]))
        let zen = InstructionSet([.sse2, .ssse3, .aesni, .sha])
        #expect(zen.masked(by: "-aes,-sha2,-neon") == zen)
    }
}
