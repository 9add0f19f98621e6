import Testing
import VectorFiles
import VectorSupport

@testable import SwiftCore

@Suite struct `AES, eight blocks at a time` {
    // FIPS 197, appendices B, C.1 and C.3.
    @Test(arguments: [
        (
            "2b7e151628aed2a6abf7158809cf4f3c", "3243f6a8885a308d313198a2e0370734", "3925841d02dc09fbdc118597196a0b32"
        ),
        (
            "000102030405060708090a0b0c0d0e0f", "00112233445566778899aabbccddeeff", "69c4e0d86a7b0430d8cdb78070b4c55a"
        ),
        (
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "00112233445566778899aabbccddeeff",
            "8ea2b7ca516745bfeafc49904b496089"
        ),
    ])
    func `the examples of FIPS 197`(key: String, plaintext: String, ciphertext: String) {
        #expect(encrypt([UInt8](hex: plaintext), key: [UInt8](hex: key)).hex == ciphertext)
    }

    // SP 800-38A, appendices F.1.1 and F.1.5: four blocks side by side.
    @Test(arguments: [
        (
            "2b7e151628aed2a6abf7158809cf4f3c",
            "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf"
                + "43b1cd7f598ece23881b00e3ed0306887b0c785e27e8ad3f8223207104725dd4"
        ),
        (
            "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
            "f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870"
                + "b6ed21b99ca6f4f9f153e7b1beafed1d23304b7a39f9f3ff067d8d8f9e24ecc7"
        ),
    ])
    func `the examples of SP 800-38A`(key: String, ciphertext: String) {
        let plaintext = [UInt8](
            hex: """
                6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51
                30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710
                """
        )
        #expect(encrypt(plaintext, key: [UInt8](hex: key)).hex == ciphertext)
    }

    @Test(arguments: [16, 32])
    func `a block's ciphertext does not depend on its place or its neighbours`(keyLength: Int) {
        var generator = SeededGenerator(seed: 197)
        let key = generator.octets(keyLength)
        for _ in 0..<20 {
            let blocks = (0..<8).map { _ in generator.octets(16) }
            let together = encrypt(blocks.flatMap { $0 }, key: key)
            let apart = blocks.flatMap { encrypt($0, key: key) }
            #expect(together == apart)
        }
    }

    @Test(arguments: ["GFSbox", "KeySbox", "MMT", "VarKey", "VarTxt"], [128, 256])
    func `the vectors of NIST's CAVP`(kind: String, bits: Int) throws {
        for record in try ResponseFile.parse("ECB\(kind)\(bits).rsp") where record["ENCRYPT"] != nil {
            let ciphertext = encrypt(record.octets("PLAINTEXT"), key: record.octets("KEY"))
            #expect(ciphertext == record.octets("CIPHERTEXT"), "\(record)")
        }
    }

    /// Electronic codebook mode: eight blocks at a time, the last ones padded with zeros.
    private func encrypt(_ plaintext: [UInt8], key: [UInt8]) -> [UInt8] {
        let cipher = AES(key: key.span)
        var ciphertext: [UInt8] = []
        for start in stride(from: 0, to: plaintext.count, by: AES.strideLength) {
            let blocks = plaintext[start..<min(plaintext.count, start + AES.strideLength)]
            var memory = Array(blocks) + [UInt8](repeating: 0, count: AES.strideLength - blocks.count)
            unsafe memory.withUnsafeMutableBytes { bytes in
                if let base = bytes.baseAddress { unsafe cipher.encrypt(base) }
            }
            ciphertext += memory.prefix(blocks.count)
        }
        return ciphertext
    }
}
