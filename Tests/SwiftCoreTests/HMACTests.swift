import CryptoBackend
import SwiftCore
import Testing
import VectorFiles
import VectorSupport

@Suite struct `HMAC with SHA-2` {
    /// RFC 4231 §4.2 to §4.8, without the truncated §4.6.
    static let knownAnswers: [(key: [UInt8], message: [UInt8], sha256: String, sha384: String)] = [
        (
            [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649"
        ),
        (
            [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
            "88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b2a5ab39dc13814b94e3ab6e101a34f27"
        ),
        (
            Array(1...25), [UInt8](repeating: 0xcd, count: 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
            "3e8a69b7783c25851933ab6290af6ca77a9981480850009cc5577c6e1f573b4e6801dd23c4a7d679ccf8a386c674cffb"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131),
            Array(
                ("This is a test using a larger than block-size key and a larger than block-size data. The key needs "
                    + "to be hashed before being used by the HMAC algorithm.").utf8
            ),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
            "6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5a678cc31e799176d3860e6110c46523e"
        ),
    ]

    @Test(arguments: knownAnswers.indices)
    func `the known answers of RFC 4231`(index: Int) throws {
        let answer = Self.knownAnswers[index]
        #expect(try mac(answer.message, key: answer.key, .sha256).hex == answer.sha256)
        #expect(try mac(answer.message, key: answer.key, .sha384).hex == answer.sha384)
    }

    @Test(arguments: HashAlgorithm.allCases)
    func `a context gives the same MAC for every message after the first`(algorithm: HashAlgorithm) throws {
        let context = SwiftMAC(key: SecretBytes(copying: [1, 2, 3].span), hash: algorithm)
        let message: [UInt8] = Array(0..<200)
        let expected = try mac(message, key: [1, 2, 3], algorithm)
        for split in [0, 1, 63, 64, 127, 128, 200] {
            let first = Array(message[..<split])
            let second = Array(message[split...])
            context.update(first.span)
            context.update(second.span)
            #expect(try finalize(context, count: algorithm.digestLength) == expected)
        }
    }

    // RFC 2104 §2: the hash of a long key is the key; zeros at the end of a short one change nothing.
    @Test(arguments: HashAlgorithm.allCases)
    func `keys about the block's length are padded or hashed`(algorithm: HashAlgorithm) throws {
        let block = algorithm.blockLength
        var generator = SeededGenerator(seed: 2104)
        let key = generator.octets(block + 1)
        let hashed = try SwiftHash.digest(key.span, algorithm).octets
        let short = Array(key[..<(block - 1)])
        let whole = short + [0]
        #expect(try mac([1], key: key, algorithm) == mac([1], key: hashed, algorithm))
        #expect(try mac([1], key: short, algorithm) == mac([1], key: whole, algorithm))
        #expect(try mac([1], key: whole, algorithm) != mac([1], key: key, algorithm))
    }

    @Test(arguments: HashAlgorithm.allCases)
    func `an output of another length is refused`(algorithm: HashAlgorithm) {
        let context = SwiftMAC(key: SecretBytes(zeroed: 1), hash: algorithm)
        let length = algorithm.digestLength
        for count in [0, length - 1, length + 1] {
            #expect(throws: CryptoError.invalidLength(of: .output, expected: length, got: count)) {
                _ = try finalize(context, count: count)
            }
        }
    }

    @Test(arguments: [("rfc-4231-sha256.txt", HashAlgorithm.sha256), ("rfc-4231-sha384.txt", .sha384)])
    func `the vectors of RFC 4231`(file: String, algorithm: HashAlgorithm) throws {
        for record in try ResponseFile.parse(file) {
            #expect(
                try mac(record.octets("Msg"), key: record.octets("Key"), algorithm) == record.octets("MD"),
                "\(record)"
            )
        }
    }

    struct WycheproofGroup: Decodable {
        let tagSize: Int
        let tests: [Case]
        struct Case: Decodable {
            let tcId: Int
            let comment: String
            let key: Wycheproof.Octets
            let msg: Wycheproof.Octets
            let tag: Wycheproof.Octets
            let result: Wycheproof.Verdict
        }
    }

    @Test func `the vectors of Wycheproof`() throws {
        for group in try Wycheproof.groups("hmac_sha256_test.json", as: WycheproofGroup.self) {
            for test in group.tests {
                let tag = try mac(test.msg.octets, key: test.key.octets, .sha256).prefix(group.tagSize / 8)
                let agrees = Array(tag) == test.tag.octets
                #expect(agrees == (test.result == .valid), "\(test.tcId) \(test.comment)")
            }
        }
    }

    private func mac(_ message: [UInt8], key: [UInt8], _ algorithm: HashAlgorithm) throws -> [UInt8] {
        let context = SwiftMAC(key: SecretBytes(copying: key.span), hash: algorithm)
        context.update(message.span)
        return try finalize(context, count: algorithm.digestLength)
    }

    private func finalize(_ context: SwiftMAC, count: Int) throws -> [UInt8] {
        var output = [UInt8](repeating: 0, count: count)
        var span = output.mutableSpan
        try context.finalize(into: &span)
        return output
    }
}
