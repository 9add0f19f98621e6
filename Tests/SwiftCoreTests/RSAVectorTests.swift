import CryptoBackend
import Testing
import VectorFiles
import VectorSupport

@testable import SwiftCore

/// The files of published vectors, where they are installed (VectorSupport.Vectors).
@Suite struct `RSA vectors` {
    @Test(arguments: Bignum.allCases) func `RSA Laboratories' encryption examples`(bignum: Bignum) throws {
        for section in try RSALaboratoriesFile.keys("pkcs1v15crypt-vectors.txt") {
            let key = try bignum.privateKey(section.testKey)
            for example in section.examples {
                let ciphertext = try #require(example.values["Encryption"])
                let message = try key.message(in: ciphertext)
                #expect(message == example.values["Message"], "\(example.name)")
                let encoded = try [0x00, 0x02] + #require(example.values["Seed"]) + [0x00] + message
                #expect(try section.testKey.encrypt(encoded: encoded) == ciphertext, "\(example.name)")
            }
        }
    }

    /// Their hash is SHA-1, which no suite here uses: the encoding is taken from the signature, and signed again.
    @Test func `RSA Laboratories' signature examples`() throws {
        for section in try RSALaboratoriesFile.keys("pkcs1v15sign-vectors.txt") {
            let operation = try PrivateOperation<MontgomeryModulus, SystemRandom>(section.testKey.components)
            for example in section.examples {
                let signature = try #require(example.values["Signature"])
                let encoded = try section.testKey.encrypt(encoded: signature)
                let digestInfo = [UInt8](hex: "00 3021300906052b0e03021a05000414")
                #expect(Array(encoded.dropLast(20).suffix(16)) == digestInfo, "\(example.name)")
                let signed = try operation.apply(SecretBytes(encoded)).octets
                #expect(signed == signature, "\(example.name)")
            }
        }
    }

    @Test(arguments: Bignum.allCases) func `NIST's signatures hold`(bignum: Bignum) throws {
        for record in try ResponseFile.parse("SigGen15_186-3.rsp") {
            guard let scheme = scheme(record) else { continue }
            let exponent = try #require(UInt64(record["e"] ?? "", radix: 16))
            let key = try bignum.publicKey(RSAPublicComponents(modulus: record.octets("n"), exponent: exponent))
            let isValid = try key.isValid(record.octets("S"), over: record.octets("Msg"), scheme: scheme)
            #expect(isValid, "\(record)")
        }
    }

    @Test(arguments: Bignum.allCases) func `NIST's signatures with a malformed encoding are refused`(
        bignum: Bignum
    ) throws {
        var modulus: [UInt8] = []
        for record in try ResponseFile.parse("SigVer15EMTest.txt") {
            if record["n"] != nil { modulus = record.octets("n") }
            guard let scheme = scheme(record) else { continue }
            let exponent = record.octets("e").reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
            let key = try bignum.publicKey(RSAPublicComponents(modulus: modulus, exponent: exponent))
            let isValid = try key.isValid(record.octets("S"), over: record.octets("Msg"), scheme: scheme)
            #expect(isValid == (record["Result"]?.hasPrefix("P") == true), "\(record)")
        }
    }

    @Test(arguments: Bignum.allCases) func `Wycheproof's decryptions`(bignum: Bignum) throws {
        for group in try Wycheproof.groups("rsa_pkcs1_2048_test.json", as: DecryptionGroup.self) {
            let key = try bignum.privateKey(group.privateKey.key)
            for test in group.tests {
                let message = try? key.message(in: test.ct.octets)
                switch test.result {
                case .valid: #expect(message == test.msg.octets, "tcId \(test.tcId)")
                case .invalid: #expect(message == nil, "tcId \(test.tcId)")
                case .acceptable: break
                }
            }
        }
    }

    @Test(arguments: Bignum.allCases) func `Wycheproof's signatures`(bignum: Bignum) throws {
        for group in try Wycheproof.groups("rsa_signature_2048_sha256_test.json", as: SignatureGroup.self) {
            let key = try bignum.publicKey(group.publicKey.components)
            for test in group.tests {
                let isValid = try key.isValid(test.sig.octets, over: test.msg.octets, scheme: .rsaPKCS1SHA256)
                switch test.result {
                case .valid: #expect(isValid, "tcId \(test.tcId)")
                case .invalid: #expect(!isValid, "tcId \(test.tcId)")
                case .acceptable: break
                }
            }
        }
    }

    private func scheme(_ record: ResponseFile.Record) -> SignatureScheme? {
        switch record["SHAAlg"] {
        case "SHA256": .rsaPKCS1SHA256
        case "SHA384": .rsaPKCS1SHA384
        default: nil
        }
    }
}

private struct DecryptionGroup: Decodable {
    struct PrivateKey: Decodable {
        let modulus, privateExponent, publicExponent, prime1, prime2: Wycheproof.Octets
        let exponent1, exponent2, coefficient: Wycheproof.Octets

        var key: RSATestKey {
            RSATestKey(
                modulus: modulus.octets,
                publicExponent: publicExponent.octets.reduce(0) { $0 << 8 | UInt64($1) },
                privateExponent: privateExponent.octets,
                prime1: prime1.octets,
                prime2: prime2.octets,
                exponent1: exponent1.octets,
                exponent2: exponent2.octets,
                coefficient: coefficient.octets
            )
        }
    }
    struct Test: Decodable {
        let tcId: Int
        let msg, ct: Wycheproof.Octets
        let result: Wycheproof.Verdict
    }
    let privateKey: PrivateKey
    let tests: [Test]
}

private struct SignatureGroup: Decodable {
    struct PublicKey: Decodable {
        let modulus, publicExponent: Wycheproof.Octets

        var components: RSAPublicComponents {
            RSAPublicComponents(
                modulus: modulus.octets,
                exponent: publicExponent.octets.reduce(0) { $0 << 8 | UInt64($1) }
            )
        }
    }
    struct Test: Decodable {
        let tcId: Int
        let msg, sig: Wycheproof.Octets
        let result: Wycheproof.Verdict
    }
    let publicKey: PublicKey
    let tests: [Test]
}
