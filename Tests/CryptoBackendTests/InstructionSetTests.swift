import CryptoBackend
import Testing

@Suite struct `A mask of CPU features` {
    private let zen3 = InstructionSet([
        .sse2, .ssse3, .sse41, .aesni, .pclmulqdq, .avx, .movbe, .avx2, .bmi1, .bmi2, .adx, .sha, .vaes, .vpclmulqdq,
    ])

    @Test func `takes nothing away, everything, or what it names`() {
        #expect(zen3.masked(by: "native") == zen3)
        #expect(zen3.masked(by: "") == zen3)
        #expect(zen3.masked(by: "portable").features.isEmpty)
        #expect(zen3.masked(by: "-adx").features == zen3.features.subtracting([.adx]))
    }

    @Test func `takes away what builds upon it`() {
        #expect(zen3.masked(by: "-avx").features == zen3.features.subtracting([.avx, .avx2, .vaes, .vpclmulqdq]))
        #expect(zen3.masked(by: "-aesni").features == zen3.features.subtracting([.aesni, .vaes]))
        #expect(zen3.masked(by: "-ssse3,-bmi2").features == [.sse2, .movbe, .bmi1, .adx])
    }

    @Test func `is applied to what this CPU has`() {
        #expect(InstructionSet.effective.features.isSubset(of: InstructionSet.native.features))
    }
}
