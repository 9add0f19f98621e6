import CryptoBackend
import Foundation
import OpenSSLBackend
import Testing
import VectorSupport

/// The bignum backends run these files in their own tests, with both bignums; here OpenSSL does.
@Suite struct `RSA vectors` {
    private struct Key: Decodable {
        let modulus: Wycheproof.Octets
        let publicExponent: Wycheproof.Octets
        let privateExponent: Wycheproof.Octets?
        let prime1: Wycheproof.Octets?
        let prime2: Wycheproof.Octets?
        let exponent1: Wycheproof.Octets?
        let exponent2: Wycheproof.Octets?
        let coefficient: Wycheproof.Octets?

        var publicComponents: RSAPublicComponents {
            RSAPublicComponents(
                modulus: modulus.octets,
                exponent: publicExponent.octets.reduce(0) { $0 << 8 | UInt64($1) }
            )
        }
    }

    private struct DecryptionGroup: Decodable {
        let privateKey: Key
        let tests: [Case]

        struct Case: Decodable {
            let tcId: Int
            let msg: Wycheproof.Octets
            let ct: Wycheproof.Octets
            let result: Wycheproof.Verdict
        }
    }

    private struct SignatureGroup: Decodable {
        let publicKey: Key
        let sha: String
        let tests: [Case]

        struct Case: Decodable {
            let tcId: Int
            let msg: Wycheproof.Octets
            let sig: Wycheproof.Octets
            let result: Wycheproof.Verdict
        }
    }

    @Test func `of decryption hold`() throws {
        for group in try Wycheproof.groups("rsa_pkcs1_2048_test.json", as: DecryptionGroup.self) {
            let loaded = try privateKey(group.privateKey)
            let key = try #require(loaded)
            for vector in group.tests where vector.result != .acceptable {
                let ciphertext = vector.ct.octets
                var message: [UInt8]?
                do throws(CryptoError) { message = try key.decryptKnownAnswer(ciphertext.span) } catch {}
                #expect(message == (vector.result == .valid ? vector.msg.octets : nil), "test \(vector.tcId)")
            }
        }
    }

    @Test func `of signatures hold`() throws {
        for group in try Wycheproof.groups("rsa_signature_2048_sha256_test.json", as: SignatureGroup.self) {
            guard group.sha == "SHA-256" else { continue }
            let key = try OpenSSLPublicKey(group.publicKey.publicComponents)
            for vector in group.tests where vector.result != .acceptable {
                let (message, signature) = (vector.msg.octets, vector.sig.octets)
                var holds = true
                do throws(CryptoError) {
                    try key.verify(signature.span, over: message.span, scheme: .rsaPKCS1SHA256)
                } catch { holds = false }
                #expect(holds == (vector.result == .valid), "test \(vector.tcId)")
            }
        }
    }

    private func privateKey(_ key: Key) throws -> OpenSSLPrivateKey? {
        guard let d = key.privateExponent?.octets, let p = key.prime1?.octets, let q = key.prime2?.octets,
            let dp = key.exponent1?.octets, let dq = key.exponent2?.octets, let inverse = key.coefficient?.octets
        else { return nil }
        return try OpenSSLPrivateKey(
            RSAPrivateComponents(
                publicComponents: key.publicComponents,
                privateExponent: SecretBytes(copying: d.span),
                prime1: SecretBytes(copying: p.span),
                prime2: SecretBytes(copying: q.span),
                exponent1: SecretBytes(copying: dp.span),
                exponent2: SecretBytes(copying: dq.span),
                coefficient: SecretBytes(copying: inverse.span)
            )
        )
    }
}
