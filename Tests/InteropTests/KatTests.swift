import CryptoBackend
import Foundation
import TLSTrust
import Testing

/// `tlsbench kat`, as somebody else's test suite drives it.
@Suite struct KatTests {
    private func answers(_ backend: String, _ requests: [String], _ more: [String] = []) throws -> [[String: String]] {
        let process = try Command.start(["kat", "--backend", backend] + more)
        try process.write(requests.joined(separator: "\n") + "\n")
        try process.closeInput()
        #expect(try process.waitForExit() == 0, "\(process.stderr.text)")
        return try process.stdout.text.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            return object.mapValues { "\($0)" }
        }
    }

    /// FIPS 180-4's "abc", RFC 4231 case 1, the TLS 1.2 PRF of the IETF's list, RFC 7748 §6.1, RFC 5903 §8.1, and McGrew and
    /// Viega's GCM test case 3 with the nonce of 96 bits.
    private static let known: [(request: String, answer: [String: String])] = [
        (
            #"{"op":"sha","hash":"SHA-256","msg":"616263"}"#,
            ["md": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"]
        ),
        (
            #"{"op":"hmac","hash":"SHA-256","key":"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b","msg":"4869205468657265"}"#,
            ["mac": "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"]
        ),
        (
            """
            {"op":"tls12-prf","hash":"SHA-256","secret":"9bbe436ba940f017b17652849a71db35","label":"test label",\
            "seed":"a0ba9f936cda311827a6f796ffd5198c","length":32}
            """,
            ["out": "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a"]
        ),
        (
            """
            {"op":"x25519","private":"5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",\
            "public":"8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"}
            """,
            ["shared": "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"]
        ),
        (
            """
            {"op":"p256","private":"00c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433",\
            "public":"04d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63\
            56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab"}
            """,
            ["shared": "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de"]
        ),
        (
            #"{"op":"aes-gcm-seal","key":"00000000000000000000000000000000","iv":"000000000000000000000000","aad":"","pt":""}"#,
            ["ct": "", "tag": "58e2fccefa7e3061367f1d57a4e7455a"]
        ),
        (
            """
            {"op":"aes-gcm-open","key":"00000000000000000000000000000000","iv":"000000000000000000000000","aad":"",\
            "ct":"0388dace60b6a392f328c2b971b2fe78","tag":"ab6e47d42cec13bdf53a67b21257bddf"}
            """,
            ["pt": "00000000000000000000000000000000"]
        ),
    ]

    @Test(arguments: Combination.backends, ["native", "portable"])
    func `gives the known answers, in order`(backend: String, isa: String) throws {
        let found = try answers(backend, Self.known.map(\.request), ["--isa", isa])
        #expect(found == Self.known.map(\.answer))
    }

    @Test(arguments: Combination.backends)
    func `refuses what must be refused, skips what is not done, and goes on`(backend: String) throws {
        let requests = [
            """
            {"op":"aes-gcm-open","key":"00000000000000000000000000000000","iv":"000000000000000000000000","ct":"",\
            "tag":"58e2fccefa7e3061367f1d57a4e7455b"}
            """,
            """
            {"op":"x25519","private":"5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",\
            "public":"0000000000000000000000000000000000000000000000000000000000000000"}
            """,
            #"{"op":"sha","hash":"SHA-1","msg":""}"#, #"{"op":"ed25519-verify"}"#,
            #"{"op":"aes-gcm-seal","key":"00","iv":"00","pt":""}"#, "no request", #"{"op":"sha","hash":"SHA-256"}"#,
            #"{"op":"sha","hash":"SHA-256","msg":"6"}"#, #"{"op":"sha","hash":"SHA-256","msg":""}"#,
        ]
        let plain = try answers(backend, requests)
        #expect(plain.map { $0.keys.sorted() } == [0, 0, 1, 1, 1, 0, 0, 0, 2].map { [["err"], ["skip"], ["md"]][$0] })
        let found = try answers(backend, requests, ["--explain"])
        let kinds = found.map { answer in ["err", "skip", "malformed", "md"].filter { answer[$0] != nil } }
        #expect(
            kinds == [
                ["err"], ["err"], ["skip"], ["skip"], ["skip"], ["malformed"], ["malformed"], ["malformed"], ["md"],
            ]
        )
        let reasons = found.compactMap { $0["reason"] }
        #expect(reasons == ["SHA-1", "operation ed25519-verify", "AES key of 8 bits"])
    }

    @Test(arguments: Combination.backends)
    func `signs as openssl does, verifies, and decrypts`(backend: String) throws {
        let files = try TestFiles.shared.get()
        let key = try files.pki.credentials.rsaPrivateKey()
        let numbers = """
            "n":"\(hex(key.publicComponents.modulus))","e":"010001","d":"\(hex(key.privateExponent))",\
            "p":"\(hex(key.prime1))","q":"\(hex(key.prime2))"
            """
        let withoutPrimes = numbers.prefix(upTo: try #require(numbers.range(of: ",\"p\"")).lowerBound)
        let message = files.folder.appendingPathComponent("kat-message-\(backend)")
        try Data("abc".utf8).write(to: message)
        let signed = try openssl(
            ["dgst", "-sha256", "-sign", files.key, "-out", "\(message.path).sig", message.path],
            message,
            "sig"
        )
        let encrypted = try openssl(
            [
                "pkeyutl", "-encrypt", "-certin", "-inkey", files.chain, "-in", message.path, "-out",
                "\(message.path).enc",
            ],
            message,
            "enc"
        )
        let found = try answers(
            backend,
            [
                #"{"op":"rsa-sign","hash":"SHA-256","msg":"616263",\#(numbers)}"#,
                #"{"op":"rsa-verify","hash":"SHA-256","msg":"616263","sig":"\#(hex(signed))",\#(numbers)}"#,
                #"{"op":"rsa-verify","hash":"SHA-256","msg":"616264","sig":"\#(hex(signed))",\#(numbers)}"#,
                #"{"op":"rsa-decrypt","ct":"\#(hex(encrypted))",\#(numbers)}"#,
                #"{"op":"rsa-decrypt","ct":"\#(hex(signed))",\#(numbers)}"#,
                #"{"op":"rsa-sign","hash":"SHA-256","msg":"616263",\#(withoutPrimes)}"#,
                #"{"op":"rsa-verify","hash":"SHA-256","padding":"pss","msg":"616263","sig":"\#(hex(signed))",\#(numbers)}"#,
            ]
        )
        #expect(found.count == 7)
        #expect(found[0] == ["sig": hex(signed)])
        #expect(found[1]["ok"] == "true" || found[1]["ok"] == "1")
        #expect(found[2]["ok"] == "false" || found[2]["ok"] == "0")
        #expect(found[3] == ["pt": "616263"])
        // What was signed has no padding of encryption in it.
        #expect(found[4].keys.contains("err"))
        #expect(found[5] == found[0])
        #expect(found[6]["ok"] == "false" || found[6]["ok"] == "0")
    }

    private func openssl(_ arguments: [String], _ file: URL, _ ending: String) throws -> [UInt8] {
        let process = try ChildProcess("openssl", arguments)
        #expect(try process.waitForExit() == 0, "\(process.stderr.text)")
        return [UInt8](try Data(contentsOf: file.appendingPathExtension(ending)))
    }

    private func hex(_ octets: [UInt8]) -> String { octets.map { String(format: "%02x", $0) }.joined() }

    private func hex(_ secret: borrowing SecretBytes) -> String {
        hex(secret.withBytes { octets in octets.indices.map { octets[$0] } })
    }
}
