import Foundation
import TLSTrust
import Testing

/// Files that are not the PEM that they should be: the error says what they are.
@Suite struct `What is no PEM` {
    private static let pki = Result { try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048) }

    private func found(_ octets: [UInt8]) throws -> FoundContents? {
        let file = FileManager.default.temporaryDirectory.appending(path: "tlsbench-\(UUID().uuidString)")
        try Data(octets).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        do throws(TrustError) { _ = try TrustStore(pemFile: file.path) } catch .noCertificate(in: file.path, let found)
        {
            return found
        } catch { Issue.record("\(error)") }
        return nil
    }

    private func keyError(_ text: String) throws -> TrustError? {
        let chain = try Self.pki.get().credentials.certificatePEM()
        do throws(TrustError) { _ = try Credentials(certificatePEM: chain, keyPEM: text) } catch { return error }
        return nil
    }

    @Test func `is told apart`() throws {
        let pki = try Self.pki.get()
        let pem = try pki.credentials.certificatePEM()
        let keyPEM = try pki.credentials.privateKeyPEM()
        let keyDER = try #require(Data(base64Encoded: keyPEM.split(separator: "\n").dropFirst().dropLast().joined()))
        let utf16 = try #require(pem.data(using: .utf16LittleEndian))
        // SEQUENCE { signedData, [0] … }, of a definite length and of none.
        let signedData: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
        let kinds: [([UInt8], FoundContents)] = [
            ([], .empty), (pki.credentials.certificateChain[0], .certificateDER), ([UInt8](keyDER), .keyDER),
            ([0x30, 0x0D] + signedData + [0xA0, 0x00], .pkcs7DER),
            ([0x30, 0x80] + signedData + [0xA0, 0x80, 0, 0, 0, 0], .pkcs7DER),
            ([0x30, 0x06, 0x02, 0x01, 0x03, 0x30, 0x01, 0x06], .pkcs12), ([0x30, 0x03, 0x02, 0x01, 0x09], .otherDER),
            ([UInt8](utf16), .utf16), ([0xFF, 0xFE] + utf16, .utf16),
            ([0xEF, 0xBB, 0xBF] + keyPEM.utf8, .block(label: "PRIVATE KEY")),
            (Array(keyPEM.utf8), .block(label: "PRIVATE KEY")),
            (Array("-----BEGIN PKCS7-----\nMA==\n-----END PKCS7-----\n".utf8), .block(label: "PKCS7")),
            (Array("ssh-rsa AAAA me".utf8), .openSSHPublicKey), (Array("nothing".utf8), .unknown),
            (Array(pki.credentials.certificateChain[0].dropLast()), .unknown),
        ]
        for (octets, expected) in kinds { #expect(try found(octets) == expected, "\(expected)") }
        // PEM behind the mark that some editors write is PEM.
        #expect(try found([0xEF, 0xBB, 0xBF] + pem.utf8) == nil)
    }

    @Test func `has a way out in its words`() {
        #expect(
            "\(FoundContents.certificateDER)"
                == "it is a certificate in DER; `openssl x509 -inform DER` makes PEM of it"
        )
        #expect("\(FoundContents.utf16)".contains("iconv -f UTF-16"))
        #expect("\(FoundContents.block(label: "PKCS7"))".contains("openssl pkcs7 -print_certs"))
        #expect("\(FoundContents.block(label: "CERTIFICATE"))" == "its first block is CERTIFICATE")
    }

    @Test func `is told of keys too`() throws {
        let label = "ENCRYPTED PRIVATE KEY"
        let encrypted = "-----BEGIN \(label)-----\nMA==\n-----END \(label)-----\n"
        #expect(try keyError(encrypted) == .noPrivateKey(in: "the key", .encryptedKey))
        let old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nMA==\n"
        #expect(try keyError(old + "-----END RSA PRIVATE KEY-----\n") == .noPrivateKey(in: "the key", .encryptedKey))
        let broken = "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n"
        #expect(try keyError(broken) == .malformedKey(in: "the key"))
        #expect(try keyError("") == .noPrivateKey(in: "the key", .empty))
    }

    @Test func `may have no end, and is given up`() {
        #expect(throws: TrustError.tooLong(file: "/dev/zero", limit: 1 << 26)) { try TrustStore(pemFile: "/dev/zero") }
    }
}
