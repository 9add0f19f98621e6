import CryptoBackend
import Testing

/// What CPUID says on processors that are not at hand.
private struct Recorded: CustomTestStringConvertible {
    let testDescription: String
    let cpuid: CPUID
    let features: String

    /// Leaf 1 ECX and EDX, leaf 7 EBX and ECX, XCR0 under Linux.
    init(_ name: String, _ words: (UInt32, UInt32, UInt32, UInt32), xcr0: UInt64, _ features: String) {
        testDescription = name
        cpuid = CPUID(leaf1ECX: words.0, leaf1EDX: words.1, leaf7EBX: words.2, leaf7ECX: words.3, xcr0: xcr0)
        self.features = features
    }

    static let all = [
        Recorded(
            "Nehalem, without AES-NI",
            (0x0098_E3BD, 0xBFEB_FBFF, 0, 0),
            xcr0: 0,
            "sse2 ssse3 sse4.1"
        ),
        Recorded(
            "Skylake",
            (0x7FFA_FBBF, 0xBFEB_FBFF, 0x029C_6FBF, 0),
            xcr0: 0x1F,
            "sse2 ssse3 sse4.1 aesni pclmulqdq avx movbe avx2 bmi1 bmi2 adx"
        ),
        Recorded(
            "Ice Lake",
            (0x7FFA_FBBF, 0xBFEB_FBFF, 0xF2BF_27EF, 0x4040_5F4E),
            xcr0: 0x2E7,
            "sse2 ssse3 sse4.1 aesni pclmulqdq avx movbe avx2 bmi1 bmi2 adx sha vaes vpclmulqdq "
                + "avx512f avx512dq avx512bw avx512vl avx512ifma"
        ),
        Recorded(
            "Ice Lake, whose system saves no AVX-512",
            (0x7FFA_FBBF, 0xBFEB_FBFF, 0xF2BF_27EF, 0x4040_5F4E),
            xcr0: 0x07,
            "sse2 ssse3 sse4.1 aesni pclmulqdq avx movbe avx2 bmi1 bmi2 adx sha vaes vpclmulqdq"
        ),
        Recorded(
            "Skylake, whose system saves no AVX",
            (0x7FFA_FBBF, 0xBFEB_FBFF, 0x029C_6FBF, 0),
            xcr0: 0x03,
            "sse2 ssse3 sse4.1 aesni pclmulqdq movbe bmi1 bmi2 adx"
        ),
        Recorded(
            "Zen 2",
            (0x7ED8_320B, 0x178B_FBFF, 0x219C_91A9, 0x0040_0004),
            xcr0: 0x207,
            "sse2 ssse3 sse4.1 aesni pclmulqdq avx movbe avx2 bmi1 bmi2 adx sha"
        ),
        Recorded(
            "Zen 4",
            (0x7EF8_320B, 0x178B_FBFF, 0xF1BF_97A9, 0x0040_5FCE),
            xcr0: 0x2E7,
            "sse2 ssse3 sse4.1 aesni pclmulqdq avx movbe avx2 bmi1 bmi2 adx sha vaes vpclmulqdq "
                + "avx512f avx512dq avx512bw avx512vl avx512ifma"
        ),
    ]
}

@Suite struct `CPUID of other processors` {
    @Test(arguments: Recorded.all)
    fileprivate func `gives the features that a program may use`(processor: Recorded) {
        #expect(processor.cpuid.instructionSet.description == processor.features)
    }

    @Test(arguments: Recorded.all)
    fileprivate func `gives sets that miss nothing which one of them needs`(processor: Recorded) {
        let set = processor.cpuid.instructionSet
        for feature in set.features {
            for other in CPUFeature.allCases where feature.needs(other) { #expect(set.features.contains(other)) }
        }
    }

    @Test(arguments: Recorded.all)
    fileprivate func `closes every set that is made of theirs`(processor: Recorded) {
        let native = processor.cpuid.instructionSet
        for feature in native.features where !feature.isBaseline {
            let added = native.baseline(with: [feature])
            #expect(added.features.isSubset(of: native.features) && added.features.contains(feature))
            let left = native.without([feature])
            #expect(!left.features.contains { $0 == feature || $0.needs(feature) })
            for set in [added, left] {
                for member in set.features {
                    #expect(native.features.filter { member.needs($0) }.isSubset(of: set.features))
                }
                #expect(native.masked(by: native.mask(leaving: set)) == set)
            }
        }
        #expect(native.mask(leaving: native) == "native")
    }
}

@Suite struct `The names of a set` {
    @Test func `are read as they are written`() {
        let set = InstructionSet([.adx, .sse41, .sse2])
        #expect(set.description == "sse2 sse4.1 adx")
        #expect(InstructionSet(names: set.description) == set)
        #expect(InstructionSet(names: "") == InstructionSet([]))
        #expect(InstructionSet(names: "sse2 sse9") == nil)
    }
}
