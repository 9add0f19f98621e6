import Foundation
import Testing
import VectorFiles

@testable import tlsbench

@Suite struct `Files of vectors` {
    private func read(_ name: String, _ text: String) throws(VectorFileError) -> VectorFile {
        let outcome = Result<VectorFile, any Error> {
            try VectorSamples.withFolder { folder in
                let url = folder.appending(path: name)
                try Data(text.utf8).write(to: url)
                return try VectorFile(url, name: name)
            }
        }
        do { return try outcome.get() } catch let error as VectorFileError { throw error } catch {
            throw .unreadable(file: name, reason: "\(error)")
        }
    }

    private static func wycheproof(_ test: String, count: Int = 1) -> String {
        """
        {"algorithm": "HMACSHA256", "numberOfTests": \(count),
         "testGroups": [{"type": "MacTest", "tagSize": 8, "tests": [\(test)]}]}
        """
    }

    private static let malformed: [(name: String, text: String, error: VectorFileError)] = [
        ("a.json", "{", .notJSON(file: "a.json", reason: "")),
        (
            "a.json", wycheproof(#"{"tcId": 7, "key": "00", "msg": "0", "tag": "00", "result": "valid"}"#),
            .malformed(file: "a.json", test: "test 7", name: "msg", expected: "hexadecimal")
        ),
        (
            "a.json", wycheproof(#"{"tcId": 7, "msg": "00", "tag": "00", "result": "valid"}"#),
            .missing(file: "a.json", test: "test 7", name: "key")
        ),
        (
            "a.json", wycheproof(#"{"tcId": 7, "key": "", "msg": "00", "tag": "0000", "result": "valid"}"#),
            .malformed(file: "a.json", test: "test 7", name: "tag", expected: "as long as tagSize")
        ),
        (
            "a.json", wycheproof(#"{"tcId": 7, "key": "", "msg": "00", "tag": "00", "result": "good"}"#),
            .malformed(file: "a.json", test: "test 7", name: "result", expected: "valid, invalid or acceptable")
        ),
        ("a.json", wycheproof("", count: 1), .count(file: "a.json", expected: 1, got: 0)),
        (
            "prompt.json",
            #"{"vsId": 1, "algorithm": "SHA2-256", "testGroups": [{"testType": "AFT", "tests": [{"tcId": 3, "len": 8, "msg": "00"}]}]}"#,
            .missing(file: "prompt.json", test: "test 3", name: "md")
        ),
        (
            "a.json", #"{"vsId": 1, "algorithm": "AES", "testGroups": [{"tests": [{"tcId": 3}, {"tcId": 3}]}]}"#,
            .malformed(file: "a.json", test: "test 3", name: "tcId", expected: "its own")
        ),
        ("a.rsp", "Key = 00\nthis is prose", .strangeLine(file: "a.rsp", line: 2)),
        (
            "a.rsp", "# \"SHA-256 ShortMsg\"\n\nLen = 16\nMsg = 00\nMD = 00",
            .malformed(file: "a.rsp", test: "line 3", name: "Msg", expected: "16 bits")
        ),
        (
            "a.txt", "# HMAC-SHA256\n\nKey = 0b0b0b\nMsg = 4x\nMD = 00",
            .malformed(file: "a.txt", test: "line 3", name: "Msg", expected: "hexadecimal")
        ),
        ("a.rsp", "# nothing", .missing(file: "a.rsp", test: "the file", name: "test case")),
    ]

    @Test(arguments: malformed.indices) func `are refused with file and test, if they are malformed`(index: Int) throws
    {
        let (name, text, expected) = Self.malformed[index]
        do throws(VectorFileError) {
            _ = try read(name, text)
            Issue.record("\(text) was read")
        } catch {
            if case .notJSON = expected, case .notJSON(name, _) = error { return }
            #expect(error == expected)
        }
    }

    @Test(arguments: [
        ("README.md", "Key = 00112233"), ("a.txt", "prose"), ("a.json", "[1, 2]"), ("a.json", #"{"tests": []}"#),
        ("a.expected.json", #"{"vsId": 1, "algorithm": "AES", "testGroups": []}"#),
    ])
    func `that are none have a line that says so`(name: String, text: String) throws {
        guard case .noVectors(let reason) = try read(name, text).content else {
            Issue.record("\(text) has vectors")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test func `of other algorithms are unsupported, each test case of them`() throws {
        let file = try read(
            "a.json",
            #"{"vsId": 1, "algorithm": "ACVP-AES-KW", "testGroups": [{"tests": [{"tcId": 3}, {"tcId": 4}]}]}"#
        )
        #expect(file.cases.map(\.id) == ["test 3", "test 4"])
        #expect(file.cases.allSatisfy { $0.outcome([]) == .unsupported("ACVP-AES-KW") })
        let web = try read(
            "json_web_key_test.json",
            """
            {"numberOfTests": 1, "testGroups": [{"type": "JsonWebKey", "public": {"alg": "HS256"},
             "tests": [{"tcId": 1, "jws": "e30", "result": "valid"}]}]}
            """
        )
        #expect(web.cases.map { $0.outcome([]) } == [.unsupported("JSON (JsonWebKey)")])
        let own = try read(
            "a.json",
            """
            {"vsId": 1, "algorithm": "ACVP-AES-GCM", "testGroups": [
             {"direction": "encrypt", "ivGen": "internal", "ivGenMode": "8.2.2",
              "tests": [{"tcId": 1, "key": "00", "aad": "", "pt": ""}]},
             {"direction": "encrypt", "ivGen": "external",
              "tests": [{"tcId": 2, "key": "00", "iv": "00", "aad": "", "pt": "", "ct": "", "tag": "00"}]}]}
            """
        )
        #expect(own.cases[0].outcome([]) == .unsupported("nonce of the module's own"))
        #expect(own.cases[1].steps.count == 2)
        let keys = try read(
            "a.rsp",
            "# \"FIPS 186-3 - RSA key generation\"\n\n[mod = 2048]\n\ne = 03\np = 05\nq = 07\nn = 23\n"
        )
        #expect(keys.cases.map { $0.outcome([]) } == [.unsupported("keys without an operation")])
        let generator = try read("a.rsp", "# DRBG\n\nCOUNT = 0\nEntropyInput = 00\n** INSTANTIATE:\nV = 00\n")
        #expect(generator.cases.map { $0.outcome([]) } == [.unsupported("DRBG")])
        let old = try read(
            "a.json",
            """
            {"algorithm": "RSASSA-PKCS1-v1_5", "numberOfTests": 1, "testGroups": [{"type": "RsassaPkcs1Verify", "n": "00",
             "e": "03", "sha": "SHA-256", "tests": [{"tcId": 1, "msg": "", "sig": "", "result": "valid"}]}]}
            """
        )
        #expect(old.cases.map { $0.outcome([]) } == [.unsupported("schema from before testvectors_v1")])
        let pss = """
            # "SigVer PKCS#1 RSASSA-PSS" information

            [mod = 1024]

            n = be49

            SHAAlg = SHA384
            e = 00000000000000011
            Msg = 00
            S = 00
            SaltVal = 11223344555432167890
            Result = P
            """
        let answers: [KnownAnswer] = [.unsupported("salt of 10 octets with SHA-384")]
        #expect(try read("a.rsp", pss).cases[0].outcome(answers) == .unsupported("salt of 10 octets with SHA-384"))
    }

    @Test(arguments: [
        ("SHA256", "SHA-256"), ("SHA-256", "SHA-256"), ("SHA2-256", "SHA-256"), ("HMACSHA256", "SHA-256"),
        ("HMAC-SHA2-384", "SHA-384"), ("SHA2-512/256", "SHA-512/256"), ("SHA3-256", "SHA3-256"), ("SHA1", "SHA-1"),
        ("HMACSHA3-224", "SHA3-224"), ("SHAKE128", "SHAKE128"),
    ])
    func `name hashes in many ways`(name: String, expected: String) {
        #expect(VectorFields.hashName(name) == expected)
    }
}
