import BenchReport
import CryptoBackend
import Foundation
import Testing

@testable import tlsbench

@Suite struct `Vectors of others` {
    /// What each file of the samples must come to on every backend: passed and unsupported.
    private static let expected: [String: [Int]] = [
        "acvp/TLS12.vectors.json": [1, 1], "acvp/aes-gcm/internalProjection.json": [3, 1],
        "acvp/hmac/internalProjection.json": [1, 0], "acvp/kdf-components/internalProjection.json": [1, 1],
        "acvp/rsa-siggen/prompt.json": [1, 0], "acvp/rsa-sigver/internalProjection.json": [2, 1],
        "acvp/sha2/prompt.json": [2, 2], "nist/ECBMMT128.rsp": [0, 1], "nist/HMAC.rsp": [2, 1],
        "nist/KAS_ECC_CDH_PrimitiveTest.txt": [1, 0], "nist/SHA256ShortMsg.rsp": [2, 0],
        "nist/SHA384Monte.rsp": [2, 0], "nist/SigGen15_186-3.rsp": [1, 1], "nist/SigVer15EMTest.txt": [1, 0],
        "nist/SigVer15_186-3.rsp": [2, 0], "nist/gcmDecrypt128.rsp": [2, 0], "nist/gcmEncryptExtIV256.rsp": [1, 0],
        "nist/rfc-4231-sha384.txt": [1, 0], "nist/tls.rsp": [1, 0], "rsa-laboratories/encryption.txt": [1, 0],
        "rsa-laboratories/signature.txt": [0, 1], "tls12_prf_kdf.json": [3, 0], "wycheproof/aes_gcm.json": [2, 1],
        "wycheproof/chacha20_poly1305.json": [34, 0],
        "wycheproof/ecdh_point.json": [3, 0], "wycheproof/ecdh_spki.json": [1, 1], "wycheproof/ecdsa.json": [152, 0],
        "wycheproof/hmac_sha256.json": [3, 0], "wycheproof/oaep.json": [0, 1],
        "wycheproof/rsa_decryption.json": [2, 0], "wycheproof/rsa_pss.json": [2, 0],
        "wycheproof/rsa_signature.json": [3, 0], "wycheproof/rsa_signing.json": [1, 1],
        "wycheproof/x25519.json": [3, 0],
        "wycheproof/x25519_spki.json": [1, 0],
    ]

    /// Files with RSA keys of fewer than 2,048 bits, or with exponents of more than 33, of which swift-crypto takes neither.
    private static let gaps: Set = [
        "acvp/rsa-siggen/prompt.json", "acvp/rsa-siggen/expectedResults.json",
        "acvp/rsa-sigver/internalProjection.json", "nist/SigGen15_186-3.rsp", "nist/SigVer15_186-3.rsp",
        "nist/SigVer15EMTest.txt", "rsa-laboratories/encryption.txt", "wycheproof/rsa_signing.json",
    ]

    /// Whether a backend lacks keys that others take.
    private static func hasGaps(_ backend: any CryptoBackend.Type) -> Bool {
        let (own, all) = (backend.capabilities, Capabilities.complete)
        return own.rsaModulusBits != all.rsaModulusBits || own.rsaExponentBits != all.rsaExponentBits
    }

    #if SwiftCrypto
    private static let gapReasons = ["RSA modulus of 1024 bits", "public exponent of 48 bits"]
    #else
    private static let gapReasons: [String] = []
    #endif

    @Test func `pass on every backend, or are counted with a reason`() throws {
        let run = try VectorSamples.run(VectorSamples.folder.path)
        #expect(run.failures == [])
        var found: [String: [Int]] = [:]
        for (file, counts) in zip(run.files, run.counts) where !file.cases.isEmpty {
            for (count, backend) in zip(counts, Registry.backends) {
                #expect(count.passed + count.unsupported == file.cases.count)
                let isGap = Self.hasGaps(backend) && Self.gaps.contains(file.name)
                #expect((count == counts[0]) != isGap, "\(file.name), \(backend.identity.name)")
            }
            found[file.name] = [counts[0].passed, counts[0].unsupported]
        }
        #expect(found == Self.expected)
        var unsupported = run.unsupported
        for reason in Self.gapReasons { #expect(unsupported.removeValue(forKey: reason) != nil, "\(reason)") }
        #expect(
            unsupported == [
                "SHA-1": 3, "PRF of TLS v1.0/1.1": 1, "RSAES-OAEP (RsaesOaepDecrypt)": 1, "SHA-224": 1, "SHA-512": 1,
                "SHA-256, test of type LDT": 1, "block cipher without GCM": 1, "message of a part of an octet": 1,
                "nonce of 120 bits": 1, "nonce of 64 bits": 1, "signatures of ansx9.31": 1,
                "public key in an encoding that TLS has no use for": 1,
            ]
        )
        #expect(VectorTable(run, on: .plain).lines.allSatisfy { $0.count <= 80 })
    }

    /// A file, what stands before the digit that is changed, and the test case that it is of.
    private static let values: [(file: String, marker: String, id: String)] = [
        ("acvp/TLS12.expected.json", "\"keyBlock\": \"", "test 31"),
        ("acvp/aes-gcm/internalProjection.json", "\"tag\": \"", "test 1"),
        ("acvp/hmac/internalProjection.json", "\"mac\": \"", "test 1"),
        ("acvp/kdf-components/internalProjection.json", "\"masterSecret\": \"", "test 31"),
        ("acvp/rsa-siggen/expectedResults.json", "\"signature\": \"", "test 1"),
        ("acvp/rsa-sigver/internalProjection.json", "\"message\": \"", "test 1"),
        ("acvp/sha2/expectedResults.json", "\"md\": \"", "test 1"),
        ("acvp/sha2/prompt.json", "\"msg\": \"6D1E72AD", "test 3"),
        ("nist/HMAC.rsp", "Mac = b034", "line 16"), ("nist/HMAC.rsp", "Mac = a3b", "line 23"),
        ("nist/KAS_ECC_CDH_PrimitiveTest.txt", "QCAVSx = ", "line 6"),
        ("nist/SHA256ShortMsg.rsp", "MD = ", "line 8"), ("nist/SHA384Monte.rsp", "COUNT = 1\nMD = ", "line 13"),
        ("nist/SigGen15_186-3.rsp", "SHAAlg = SHA256\nMsg = ", "line 14"),
        ("nist/SigVer15_186-3.rsp", "S = ", "line 8"), ("nist/gcmDecrypt128.rsp", "PT = ", "line 11"),
        ("nist/gcmEncryptExtIV256.rsp", "AAD = ", "line 11"), ("nist/rfc-4231-sha384.txt", "Key = ", "line 3"),
        ("nist/tls.rsp", "client_random = ", "line 8"),
        ("rsa-laboratories/encryption.txt", "# Encryption:\n", "example 1.1"),
        ("tls12_prf_kdf.json", "\"output\": \"", "ietf-tls-msg03416-SHA-256"),
        ("wycheproof/aes_gcm.json", "\"ct\": \"", "test 1"),
        ("wycheproof/ecdh_point.json", "\"private\": \"0", "test 1"),
        ("wycheproof/ecdh_spki.json", "\"shared\": \"", "test 1"),
        ("wycheproof/ecdsa.json", "\"msg\": \"4", "test 2"),
        ("wycheproof/hmac_sha256.json", "\"tag\": \"", "test 2"),
        ("wycheproof/rsa_decryption.json", "\"msg\": \"", "test 2"),
        ("wycheproof/rsa_pss.json", "\"sig\": \"", "test 2"),
        ("wycheproof/rsa_signature.json", "\"sig\": \"", "test 2"),
        ("wycheproof/rsa_signing.json", "\"msg\": \"", "test 26"),
        ("wycheproof/x25519.json", "\"public\": \"", "test 1"),
        ("wycheproof/x25519_spki.json", "\"shared\": \"", "test 1"),
    ]

    @Test(arguments: values)
    func `fail by name on every backend if a bit is changed`(file: String, marker: String, id: String) throws {
        try VectorSamples.withFolder { folder in
            let copy = folder.appending(path: "samples")
            try FileManager.default.copyItem(at: VectorSamples.folder, to: copy)
            var changed = copy.appending(path: file)
            var text = try String(contentsOf: changed, encoding: .utf8)
            let place = try #require(text.range(of: marker)).upperBound
            let digit = try #require(text[place].hexDigitValue)
            text.replaceSubrange(place...place, with: String(digit ^ 1, radix: 16))
            try Data(text.utf8).write(to: changed)
            if let questions = ACVPFile.questions(of: changed.lastPathComponent) {
                changed = changed.deletingLastPathComponent().appending(path: questions)
            }
            let run = try VectorSamples.run(changed.path)
            let isGap = Self.gaps.contains(file)
            let names = Registry.backends.filter { !isGap || !Self.hasGaps($0) }.map { $0.identity.name }
            #expect(run.failures.count == names.count, "\(run.failures)")
            for (failure, name) in zip(run.failures, names) {
                #expect(failure.hasPrefix("\(changed.path): \(id): \(name) "), "\(failure)")
            }
            #expect(run.total.failed == names.count)
        }
    }

    @Test func `without an answer fail`() throws {
        let file = VectorSamples.folder.appending(path: "wycheproof/x25519.json").path
        let files = try VectorFolder.read(file).files
        let run = try VectorRun(files, VectorTier.current(of: [Registry.standard])) { _, _, _ in
            [.results(["shared": HexOctets([])])]
        }
        #expect(run.total == VectorRun.Counts(passed: 0, failed: 3, unsupported: 0))
        #expect(run.failures.last == "\(file): test 32: openssl \(InstructionSet.maskName): x25519: no answer came")
    }

    @Test func `are counted as their answers come`() throws {
        let file = VectorSamples.folder.appending(path: "wycheproof/x25519.json").path
        var shown: [String] = []
        let tiers = VectorTier.current(of: Registry.backends)
        let run = try VectorRun(
            try VectorFolder.read(file).files,
            tiers,
            answers: { _, _, progress in
                progress(2)
                return []
            },
            progress: { shown.append("\($0) \($1)/\($2)") }
        )
        #expect(run.total.failed == 3 * tiers.count)
        let all = 3 * tiers.count
        // The mask that the tests run under, or none.
        let tier = InstructionSet.maskName
        #expect(shown.prefix(3) == ["swift \(tier) 0/\(all)", "swift \(tier) 2/\(all)", "gmp \(tier) 3/\(all)"])
        #expect(shown.count == 2 * tiers.count)
    }

    @Test func `have their lines as wide as a terminal, and their rows for programs whatever it is`() throws {
        let files = try VectorFolder.read(VectorSamples.folder.appending(path: "wycheproof/x25519.json").path).files
        // As on a processor with AVX-512, whose tiers do not fit a line of 80 columns.
        let names = ["sse2", "+ssse3", "+aesni", "+movbe", "+adx", "+vaes", "+avx512vl", "native"]
        let tiers = names.map { VectorTier(backend: "swift", name: $0, environment: [:]) }
        let run = try VectorRun(files, tiers) { _, _, _ in [] }
        for width in [80, 200] {
            let lines = VectorTable(run, on: Terminal(width: width, isColoured: false)).lines
            #expect(lines.allSatisfy { $0.count <= width })
            #expect(lines.contains { $0.hasSuffix(width == 80 ? "native" : names.joined(separator: " ")) })
            #expect((lines.firstIndex { $0.hasSuffix("native") } == 2) == (width == 200))
        }
        let document = VectorDocument(run, malformed: ["b.json: not JSON"])
        #expect(document.rows.map(\.tier) == names && document.rows.allSatisfy { $0.counts.failed == 3 })
        #expect(document.failures.count == 24 && document.malformed == ["b.json: not JSON"])
    }
}
