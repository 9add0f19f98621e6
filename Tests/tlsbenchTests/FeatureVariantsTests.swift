import CryptoBackend
import Testing

@testable import tlsbench

@Suite struct `Sets of CPU features` {
    private let zen3 = InstructionSet([
        .sse2, .ssse3, .sse41, .aesni, .pclmulqdq, .avx, .movbe, .avx2, .bmi1, .bmi2, .adx, .sha, .vaes, .vpclmulqdq,
    ])
    private let nehalem = InstructionSet([.sse2, .ssse3, .sse41])

    private func sets(_ mode: FeatureVariants.Mode, _ list: String?, of native: InstructionSet) throws -> [String] {
        let items =
            try list.map { try FeatureVariants.items($0, of: native) } ?? FeatureVariants.standard(mode, of: native)
        return FeatureVariants(mode, items, of: native).variants.map { "\($0.name): \($0.set)" }
    }

    @Test func `of a ladder grow from what every processor has`() throws {
        #expect(
            try sets(.ladder, "aesni,avx2,vaes", of: zen3) == [
                "sse2: sse2", "+aesni: sse2 ssse3 aesni", "+avx2: sse2 ssse3 sse4.1 aesni avx avx2",
                "+vaes: sse2 ssse3 sse4.1 aesni avx avx2 vaes",
            ]
        )
        #expect(try sets(.ladder, nil, of: nehalem) == ["sse2: sse2", "+ssse3: sse2 ssse3", "+sse4.1: \(nehalem)"])
    }

    @Test func `of a whole ladder end with all that the processor has, and differ`() throws {
        let variants = FeatureVariants(.ladder, FeatureVariants.standard(.ladder, of: zen3), of: zen3).variants
        #expect(variants.last?.set == zen3)
        #expect(Set(variants.map(\.set)).count == variants.count)
        #expect(variants.count == zen3.features.count)
    }

    @Test func `lack a feature, with what needs it`() throws {
        #expect(
            try sets(.leaveOneOut, "ssse3,adx+bmi2", of: zen3) == [
                "native: \(zen3)", "-ssse3: sse2 movbe bmi1 bmi2 adx", "-bmi2-adx: \(zen3.without([.bmi2, .adx]))",
            ]
        )
    }

    @Test func `have one feature, with what it needs`() throws {
        #expect(
            try sets(.addOneIn, "pclmulqdq,adx", of: zen3) == [
                "sse2: sse2", "sse2+pclmulqdq: sse2 ssse3 pclmulqdq", "sse2+adx: sse2 adx",
            ]
        )
    }

    @Test func `of pairs lack none, one and two`() throws {
        let names = try sets(.pair, "aesni,pclmulqdq,sha", of: zen3).map { $0.prefix { $0 != ":" } }
        #expect(
            names == ["native", "-aesni", "-pclmulqdq", "-sha", "-aesni-pclmulqdq", "-aesni-sha", "-pclmulqdq-sha"]
        )
    }

    @Test(arguments: [
        ("avx5", "unknown CPU feature 'avx5'"), ("ssse3,", "unknown CPU feature ''"),
        ("aesni", "this CPU has no aesni (it has: sse2 ssse3 sse4.1)"),
        ("ssse3+avx512f", "this CPU has no avx512f"), ("sse2", "sse2 cannot be taken away"),
    ])
    func `are refused for features that are not there to vary`(list: String, reason: String) {
        let error = #expect(throws: (any Error).self) { try FeatureVariants.items(list, of: nehalem) }
        #expect(error.map { "\($0)".contains(reason) } == true)
    }
}

@Suite struct `A mask's effect` {
    @Test func `is that the library may use the set of what it could use, no more and no less`() {
        let set = InstructionSet([.sse2, .ssse3])
        #expect(FeatureMasks.readBack("sse2 ssse3", of: "sse2 ssse3 adx", limitedTo: set)?.count == 2)
        #expect(FeatureMasks.readBack("sse2 ssse3 adx", of: "sse2 ssse3 adx", limitedTo: set) == nil)
        #expect(FeatureMasks.readBack("sse2", of: "sse2 ssse3 adx", limitedTo: set) == nil)
        #expect(FeatureMasks.readBack("sse2 strange", of: "sse2 ssse3", limitedTo: set) == nil)
    }
}

@Suite struct `The user's own OPENSSL_ia32cap` {
    @Test(arguments: ["~0x200000200000000", "~", "0x20", "~0x0:", ":"])
    func `is warned of without a second word`(value: String) {
        #expect(OpenSSLVariable.warning(for: value)?.contains("no second word") == true)
    }

    @Test(arguments: [nil, "~0x200000200000000:~0x0", ":~0x20000000", "010:0", "~0x0:~0x0:~0x0:~0x0:~0x0", ":~"])
    func `is not warned of if it says what it means`(value: String?) {
        #expect(OpenSSLVariable.warning(for: value) == nil)
    }

    /// What each of these leaves `openssl info -cpusettings` shows: 0x400, or a second word of 0.
    @Test(arguments: ["", "nonsense", "0xyz:0x0", "~0x20:none", "-vaes", "0x20000000000000000", "~~0x0:~0x0"])
    func `is warned of if it is no number`(value: String) {
        #expect(OpenSSLVariable.warning(for: value)?.contains("is not a number") == true)
    }
}

@Suite struct `The user's own OPENSSL_armcap` {
    @Test(arguments: [nil, "0xbd", "0", "189"]) func `is not warned of if it is a number`(value: String?) {
        #expect(OpenSSLVariable.armWarning(for: value) == nil)
    }

    @Test(arguments: ["", "nonsense", "-aes", "0xbg", "bd"]) func `is warned of if it is no number`(value: String) {
        #expect(OpenSSLVariable.armWarning(for: value)?.contains("is not a number") == true)
    }

    @Test func `is warned of if it is a mask, as the other one may be`() {
        #expect(OpenSSLVariable.armWarning(for: "~0x4")?.contains("is a mask") == true)
    }
}

@Suite struct `The sets of features of a Neoverse V1` {
    private let v1 = HardwareCapabilities(first: 0x7fffff, second: 0).instructionSet

    @Test func `grow from NEON, one feature at a time`() {
        let variants = FeatureVariants(.ladder, FeatureVariants.standard(.ladder, of: v1), of: v1).variants
        #expect(variants.map(\.name) == ["neon", "+aes", "+pmull", "+sha2", "+sha3", "+sha512", "+sve"])
        #expect(variants.last?.set == v1)
    }

    @Test func `lose what needs a feature with it`() {
        let variants = FeatureVariants(.leaveOneOut, [[.aes], [.sha2]], of: v1).variants
        #expect(variants.map(\.name) == ["native", "-aes", "-sha2"])
        #expect(variants[1].set == v1.without([.aes, .pmull]))
        #expect(variants[2].set == v1.without([.sha2, .sha512]))
    }
}
