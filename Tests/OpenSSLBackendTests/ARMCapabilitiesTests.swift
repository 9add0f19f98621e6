import CryptoBackend
import Testing

@testable import OpenSSLBackend

@Suite struct `OPENSSL_armcap` {
    /// NEON, AES, SHA1, SHA256, PMULL, SHA512, CPUID, SHA3, UNROLL8_EOR3, SVE, UNROLL12_EOR3: what crypto/armcap.c makes of a
    /// Neoverse V1.
    private let v1 = "OPENSSL_armcap=0x138fd"

    @Test func `is read back as the features that are left`() throws {
        let word = try #require(ARMCapabilities(v1))
        #expect(word.instructionSet.description == "neon aes pmull sha2 sha3 sha512 sve")
        #expect(ARMCapabilities("OPENSSL_armcap=0xbd env:0xbd")?.instructionSet.description == "neon aes pmull sha2")
    }

    @Test(arguments: ["", "unknown", "OPENSSL_ia32cap=0x1:0x2", "OPENSSL_armcap=", "OPENSSL_armcap=x", "0xbd"])
    func `is not read from what it is not`(text: String) { #expect(ARMCapabilities(text) == nil) }

    @Test func `is told as the word itself, without what hangs together with a feature`() throws {
        let word = try #require(ARMCapabilities(v1))
        #expect(word.value(without: []) == "0x138fd")
        #expect(word.value(without: [.aes]) == "0x138f9")
        #expect(word.value(without: [.sha3]) == "0x20fd")
        #expect(word.value(without: [.sve, .sve2]) == "0x118fd")
        #expect(word.value(without: [.avx2]) == "0x138fd")
    }

    @Test func `has a bit of its own for every feature of AArch64`() {
        let features = CPUFeature.allCases.filter { $0 >= .neon }
        let whole = ARMCapabilities(word: .max)
        #expect(features.count == 8)
        #expect(Set(features.map { whole.value(without: [$0]) }).count == 8)
        #expect(whole.instructionSet == InstructionSet(Set(features)))
    }

    @Test func `decides which code runs`() {
        func paths(_ word: UInt64) -> [String] {
            [.aead(.aes128GCM), .hash(.sha256), .hash(.sha384), .kem(.mlkem768)].map {
                ARMCodePath(capabilities: ARMCapabilities(word: word)).name(of: $0)
            }
        }
        #expect(
            paths(0x138fd) == ["aes-gcm-unroll8-eor3", "sha256-armv8ce", "sha512-armv8ce", "c+keccak1600-armv8"]
        )
        // Neoverse N1.
        #expect(paths(0xbd) == ["aes-gcm-armv8", "sha256-armv8ce", "sha512-armv8", "c+keccak1600-armv8"])
        // Cortex-A72 of a Raspberry Pi 4.
        #expect(paths(0x81) == ["vpaes+ghash-4bit", "sha256-neon", "sha512-armv8", "c+keccak1600-armv8"])
        #expect(paths(0) == ["aes-armv8+ghash-4bit", "sha256-armv8", "sha512-armv8", "c+keccak1600-armv8"])
    }
}
