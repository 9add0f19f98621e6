import CryptoBackend
import SwiftCore
import Testing
import VectorFiles
import VectorSupport

@Suite struct `AES-GCM` {
    struct Answer {
        let key: String
        let nonce: String
        let additional: String
        let plaintext: String
        let ciphertext: String
        let tag: String
    }

    /// McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B: test cases 1 to 4 and 13 to 16, those with
    /// AES-128 and AES-256 and a nonce of 96 bits.
    static let knownAnswers: [Answer] = {
        let message = """
            d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525
            b16aedf5aa0de657ba637b391aafd255
            """
        let additional = "feedfacedeadbeeffeedfacedeadbeefabaddad2"
        let key128 = "feffe9928665731c6d6a8f9467308308"
        let nonce = "cafebabefacedbaddecaf888"
        let zeroKey = String(repeating: "0", count: 32)
        let zeroNonce = String(repeating: "0", count: 24)
        let ciphertext128 = """
            42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa05
            1ba30b396a0aac973d58e091473f5985
            """
        let ciphertext256 = """
            522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838
            c5f61e6393ba7a0abcc9f662898015ad
            """
        func shortened(_ hex: String) -> String { [UInt8](hex: hex).dropLast(4).map { [$0].hex }.joined() }
        return [
            Answer(
                key: zeroKey,
                nonce: zeroNonce,
                additional: "",
                plaintext: "",
                ciphertext: "",
                tag: "58e2fccefa7e3061367f1d57a4e7455a"
            ),
            Answer(
                key: zeroKey,
                nonce: zeroNonce,
                additional: "",
                plaintext: zeroKey,
                ciphertext: "0388dace60b6a392f328c2b971b2fe78",
                tag: "ab6e47d42cec13bdf53a67b21257bddf"
            ),
            Answer(
                key: key128,
                nonce: nonce,
                additional: "",
                plaintext: message,
                ciphertext: ciphertext128,
                tag: "4d5c2af327cd64a62cf35abd2ba6fab4"
            ),
            Answer(
                key: key128,
                nonce: nonce,
                additional: additional,
                plaintext: shortened(message),
                ciphertext: shortened(ciphertext128),
                tag: "5bc94fbc3221a5db94fae95ae7121a47"
            ),
            Answer(
                key: zeroKey + zeroKey,
                nonce: zeroNonce,
                additional: "",
                plaintext: "",
                ciphertext: "",
                tag: "530f8afbc74536b9a963b4f1c4cb738b"
            ),
            Answer(
                key: zeroKey + zeroKey,
                nonce: zeroNonce,
                additional: "",
                plaintext: zeroKey,
                ciphertext: "cea7403d4d606b6e074ec5d3baf39d18",
                tag: "d0d1c8a799996bf0265b98b5d48ab919"
            ),
            Answer(
                key: key128 + key128,
                nonce: nonce,
                additional: "",
                plaintext: message,
                ciphertext: ciphertext256,
                tag: "b094dac5d93471bdec1a502270e3cc6c"
            ),
            Answer(
                key: key128 + key128,
                nonce: nonce,
                additional: additional,
                plaintext: shortened(message),
                ciphertext: shortened(ciphertext256),
                tag: "76fc6ece0f4e1768cddf8853bb2d551b"
            ),
        ]
    }()

    @Test(arguments: knownAnswers.indices)
    func `the test cases of the GCM specification`(index: Int) throws {
        let answer = Self.knownAnswers[index]
        let sealed = [UInt8](hex: answer.ciphertext + answer.tag)
        let plaintext = [UInt8](hex: answer.plaintext)
        let key = [UInt8](hex: answer.key)
        let nonce = [UInt8](hex: answer.nonce)
        let additional = [UInt8](hex: answer.additional)
        #expect(try seal(plaintext, key: key, nonce: nonce, additional: additional) == sealed)
        #expect(try open(sealed, key: key, nonce: nonce, additional: additional) == plaintext)
    }

    @Test(arguments: [AEADAlgorithm.aes128GCM, .aes256GCM])
    func `what was sealed opens again, at every length about blocks and strides`(algorithm: AEADAlgorithm) throws {
        var generator = SeededGenerator(seed: 5288)
        let key = generator.octets(algorithm.keyLength)
        let aead = try SwiftAEAD(algorithm, key: SecretBytes(copying: key.span))
        let message = generator.octets(1200)
        let lengths =
            Array(0...130)
            + [16, 64, 112, 128].flatMap { unit in
                stride(from: unit, through: 1100, by: unit).flatMap { [$0 - 1, $0, $0 + 1] }
            }
        for length in lengths {
            let nonce = generator.octets(12)
            let additional = generator.octets(length % 40)
            var record = Array(message.prefix(length)) + [UInt8](repeating: 0, count: 16)
            try aead.seal(&record, nonce: nonce, additional: additional)
            let fresh = try seal(Array(message.prefix(length)), key: key, nonce: nonce, additional: additional)
            #expect(record == fresh, "a context used before seals \(length) octets differently")
            try aead.open(&record, nonce: nonce, additional: additional)
            #expect(record.prefix(length) == message.prefix(length), "\(length) octets")
        }
    }

    @Test(arguments: [AEADAlgorithm.aes128GCM, .aes256GCM], [0, 1, 16, 37, 112, 113, 240, 245])
    func `a record altered anywhere is refused, and left as it is or wiped`(
        algorithm: AEADAlgorithm,
        length: Int
    ) throws {
        var generator = SeededGenerator(seed: UInt64(length))
        let key = generator.octets(algorithm.keyLength)
        let nonce = generator.octets(12)
        let additional = generator.octets(13)
        let aead = try SwiftAEAD(algorithm, key: SecretBytes(copying: key.span))
        let sealed = try seal(generator.octets(length), key: key, nonce: nonce, additional: additional)

        func isRefused(_ record: [UInt8], _ nonce: [UInt8], _ additional: [UInt8]) -> Bool {
            var attempt = record
            do {
                try aead.open(&attempt, nonce: nonce, additional: additional)
                return false
            } catch {
                return error == .badRecordTag && (attempt == record || attempt.allSatisfy { $0 == 0 })
            }
        }
        for (index, bit) in zip(0..., (0..<max(sealed.count, 13)).map { UInt8(1) << UInt8($0 % 8) }) {
            if index < sealed.count {
                #expect(isRefused(altered(sealed, index, bit), nonce, additional), "record, octet \(index)")
            }
            if index < 12 {
                #expect(isRefused(sealed, altered(nonce, index, bit), additional), "nonce, octet \(index)")
            }
            if index < 13 {
                #expect(isRefused(sealed, nonce, altered(additional, index, bit)), "additional data, octet \(index)")
            }
        }
        #expect(isRefused(sealed, nonce, additional + [0]))
        #expect(isRefused(sealed, nonce, Array(additional.dropLast())))
        #expect(!isRefused(sealed, nonce, additional))
    }

    @Test(arguments: [AEADAlgorithm.aes128GCM, .aes256GCM])
    func `lengths that cannot be are refused`(algorithm: AEADAlgorithm) throws {
        for count in [0, 15, 17, 24, 31, 33, algorithm.keyLength - 1] {
            #expect(throws: CryptoError.invalidLength(of: .key, expected: algorithm.keyLength, got: count)) {
                _ = try SwiftAEAD(algorithm, key: SecretBytes(zeroed: count))
            }
        }
        let aead = try SwiftAEAD(algorithm, key: SecretBytes(zeroed: algorithm.keyLength))
        for count in [0, 8, 11, 13, 16] {
            var record = [UInt8](repeating: 0, count: 16)
            let nonce = [UInt8](repeating: 0, count: count)
            let expected = CryptoError.invalidLength(of: .nonce, expected: 12, got: count)
            #expect(throws: expected) { try aead.seal(&record, nonce: nonce, additional: []) }
            #expect(throws: expected) { try aead.open(&record, nonce: nonce, additional: []) }
        }
        for count in [0, 1, 15] {
            var record = [UInt8](repeating: 0, count: count)
            let nonce = [UInt8](repeating: 0, count: 12)
            let expected = CryptoError.invalidLength(of: .record, expected: 16, got: count)
            #expect(throws: expected) { try aead.seal(&record, nonce: nonce, additional: []) }
            #expect(throws: expected) { try aead.open(&record, nonce: nonce, additional: []) }
        }
    }

    @Test(arguments: [128, 256])
    func `the encryption vectors of NIST's CAVP`(bits: Int) throws {
        for record in try ResponseFile.parse("gcmEncryptExtIV\(bits).iv96.tag128.rsp") {
            let sealed = try seal(
                record.octets("PT"),
                key: record.octets("Key"),
                nonce: record.octets("IV"),
                additional: record.octets("AAD")
            )
            #expect(sealed == record.octets("CT") + record.octets("Tag"), "\(record)")
        }
    }

    @Test(arguments: [128, 256])
    func `the decryption vectors of NIST's CAVP`(bits: Int) throws {
        for record in try ResponseFile.parse("gcmDecrypt\(bits).iv96.tag128.rsp") {
            let opened = try? open(
                record.octets("CT") + record.octets("Tag"),
                key: record.octets("Key"),
                nonce: record.octets("IV"),
                additional: record.octets("AAD")
            )
            #expect(opened == (record["FAIL"] == nil ? record.octets("PT") : nil), "\(record)")
        }
    }

    struct WycheproofGroup: Decodable {
        let ivSize: Int
        let keySize: Int
        let tagSize: Int
        let tests: [Case]
        struct Case: Decodable {
            let tcId: Int
            let comment: String
            let key: Wycheproof.Octets
            let iv: Wycheproof.Octets
            let aad: Wycheproof.Octets
            let msg: Wycheproof.Octets
            let ct: Wycheproof.Octets
            let tag: Wycheproof.Octets
            let result: Wycheproof.Verdict
        }
    }

    // TLS has neither other nonces, nor other tags, nor AES-192.
    @Test func `the vectors of Wycheproof`() throws {
        for group in try Wycheproof.groups("aes_gcm_test.json", as: WycheproofGroup.self)
        where group.ivSize == 96 && group.tagSize == 128 && group.keySize != 192 {
            for test in group.tests {
                let sealed = test.ct.octets + test.tag.octets
                let opened = try? open(
                    sealed,
                    key: test.key.octets,
                    nonce: test.iv.octets,
                    additional: test.aad.octets
                )
                #expect(opened == (test.result == .valid ? test.msg.octets : nil), "\(test.tcId) \(test.comment)")
                if test.result == .valid {
                    let ours = try seal(
                        test.msg.octets,
                        key: test.key.octets,
                        nonce: test.iv.octets,
                        additional: test.aad.octets
                    )
                    #expect(ours == sealed, "\(test.tcId) \(test.comment)")
                }
            }
        }
    }

    private func altered(_ octets: [UInt8], _ index: Int, _ bit: UInt8) -> [UInt8] {
        var copy = octets
        copy[index] ^= bit
        return copy
    }

    private func aead(_ key: [UInt8]) throws -> SwiftAEAD {
        try SwiftAEAD(key.count == 16 ? .aes128GCM : .aes256GCM, key: SecretBytes(copying: key.span))
    }

    private func seal(_ plaintext: [UInt8], key: [UInt8], nonce: [UInt8], additional: [UInt8]) throws -> [UInt8] {
        var record = plaintext + [UInt8](repeating: 0, count: 16)
        try aead(key).seal(&record, nonce: nonce, additional: additional)
        return record
    }

    private func open(_ sealed: [UInt8], key: [UInt8], nonce: [UInt8], additional: [UInt8]) throws -> [UInt8] {
        var record = sealed
        try aead(key).open(&record, nonce: nonce, additional: additional)
        return record.dropLast(16)
    }
}

extension SwiftAEAD {
    /// The operations on arrays: the macros of the tests cannot take spans.
    fileprivate func seal(_ record: inout [UInt8], nonce: [UInt8], additional: [UInt8]) throws(CryptoError) {
        var span = record.mutableSpan
        try seal(&span, nonce: nonce.span, additional: additional.span)
    }

    fileprivate func open(_ record: inout [UInt8], nonce: [UInt8], additional: [UInt8]) throws(CryptoError) {
        var span = record.mutableSpan
        try open(&span, nonce: nonce.span, additional: additional.span)
    }
}
