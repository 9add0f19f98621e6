import CryptoBackend
import Testing

@testable import OpenSSLBackend

@Suite struct `OPENSSL_ia32cap` {
    /// As OpenSSL 3.0 says on Zen 3.
    private let zen3 = "OPENSSL_ia32cap=0xfffa3203078bffff:0x40069c219c07ab"

    @Test func `is read back as the features that are left`() throws {
        let vector = try #require(CapabilityVector(zen3))
        #expect(
            vector.instructionSet.description
                == "sse2 ssse3 sse4.1 aesni pclmulqdq avx movbe avx2 bmi1 bmi2 adx sha vaes vpclmulqdq"
        )
    }

    @Test func `is read with the mask beside it, and with more words`() throws {
        let masked = try #require(
            CapabilityVector("OPENSSL_ia32cap=0xfdfa3203078bffff:0x40069c219c07ab env:~0x200000000000000:~0x0")
        )
        #expect(!masked.has(.aesni) && masked.has(.pclmulqdq))
        let newer = try #require(CapabilityVector("OPENSSL_ia32cap=0x2000000:0x20:0x0:0x0:0x0"))
        #expect(newer.instructionSet.features == [.avx2])
    }

    @Test(arguments: ["", "unknown", "OPENSSL_ia32cap=0x1", "OPENSSL_ia32cap=1:2"])
    func `is not read from what it is not`(text: String) { #expect(CapabilityVector(text) == nil) }

    @Test func `is masked word by word, as the manual has the bits`() {
        #expect(CapabilityVector.mask(clearing: [], words: 2) == "~0x0:~0x0")
        #expect(CapabilityVector.mask(clearing: [.aesni, .pclmulqdq], words: 2) == "~0x200000200000000:~0x0")
        #expect(CapabilityVector.mask(clearing: [.adx, .sha], words: 2) == "~0x0:~0x20080000")
        #expect(CapabilityVector.mask(clearing: [.vaes], words: 5) == "~0x0:~0x20000000000:~0x0:~0x0:~0x0")
    }

    @Test func `names every feature of this processor with a bit of its own`() {
        let known = CPUFeature.allCases.filter { CapabilityVector.mask(clearing: [$0], words: 2) != "~0x0:~0x0" }
        #expect(Set(known.map { CapabilityVector.mask(clearing: [$0], words: 2) }).count == known.count)
        #expect(Set(known).isSuperset(of: InstructionSet.native.features.filter { $0 != .neon && $0 < .neon }))
    }

    @Test func `is told for a set even if it takes nothing away`() {
        let variables = OpenSSLBackend.environment(limitedTo: .native)
        #expect(variables["OPENSSL_ia32cap"]?.hasPrefix("~0x0:~0x0") == true)
    }
}

@Suite struct `The path that OpenSSL takes` {
    typealias Expected = (Set<CPUFeature>, String, String, String, String, String)

    /// What was found on Zen 3: of AES-128-GCM, RSA-2048 and RSA-4096 with the private exponent, SHA-256, SHA-384.
    private static let expected: [Expected] = [
        ([], "aesni-gcm-stitched", "powerx5-mulx", "powerx5-mulx", "sha256-shaext", "sha512-avx2"),
        ([.movbe], "aesni-ctr32+ghash-clmul", "powerx5-mulx", "powerx5-mulx", "sha256-shaext", "sha512-avx2"),
        ([.aesni], "bsaes-ctr32+ghash-avx", "powerx5-mulx", "powerx5-mulx", "sha256-shaext", "sha512-avx2"),
        ([.pclmulqdq], "aesni-ctr32+ghash-4bit", "powerx5-mulx", "powerx5-mulx", "sha256-shaext", "sha512-avx2"),
        ([.adx], "aesni-gcm-stitched", "rsaz-avx2", "power5-mul", "sha256-shaext", "sha512-avx2"),
        ([.sha], "aesni-gcm-stitched", "powerx5-mulx", "powerx5-mulx", "sha256-avx2", "sha512-avx2"),
        ([.adx, .bmi2, .avx2], "aesni-gcm-stitched", "power5-mul", "power5-mul", "sha256-shaext", "sha512-x86_64"),
        ([.ssse3], "aes-tables+ghash-4bit", "powerx5-mulx", "powerx5-mulx", "sha256-x86_64", "sha512-x86_64"),
    ]

    @Test(arguments: expected.indices)
    func `follows from the features that are left`(
        row: Int
    ) throws {
        let (removed, cipher, power1024, power2048, sha256, sha384) = Self.expected[row]
        let whole = InstructionSet([
            .sse2, .ssse3, .sse41, .aesni, .pclmulqdq, .avx, .movbe, .avx2, .bmi1, .bmi2, .adx, .sha, .vaes,
            .vpclmulqdq,
        ])
        let left = whole.without(removed)
        let path = OpenSSLCodePath(capabilities: Self.vector(left))
        #expect(path.name(of: .aead(.aes128GCM)) == cipher)
        #expect(path.name(of: .rsaPrivate(bits: 2048)) == power1024)
        #expect(path.name(of: .rsaPrivate(bits: 4096)) == power2048)
        #expect(path.name(of: .hash(.sha256)) == sha256)
        #expect(path.name(of: .hash(.sha384)) == sha384)
    }

    @Test func `is that of AVX-512 where the processor has its 52-bit products`() {
        let set = InstructionSet(Set(CPUFeature.allCases.filter { $0 < .neon }))
        let path = OpenSSLCodePath(capabilities: Self.vector(set))
        #expect(path.name(of: .rsaPrivate(bits: 2048)) == "rsaz-avx512ifma")
    }

    /// A processor with exactly these features.
    private static func vector(_ set: InstructionSet) -> CapabilityVector {
        let words = CapabilityVector.mask(clearing: set.features, words: 2).split(separator: ":").map {
            UInt64($0.dropFirst(3), radix: 16) ?? 0
        }
        return CapabilityVector(first: words[0], second: words[1])
    }
}
