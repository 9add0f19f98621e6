import CryptoBackend
import Testing
import VectorSupport

@Suite struct `RSA known answers` {
    /// RSA Laboratories, "Test vectors for RSA PKCS#1 v1.5 Encryption", example 1.1.
    @Test(arguments: Bignum.allCases) func `a message is decrypted`(bignum: Bignum) throws {
        let ciphertext = [UInt8](
            hex: """
                50b4c14136bd198c2f3c3ed243fce036e168d56517984a263cd66492b80804f169d210f2b9bdfb48b12f9ea05009c77d
                a257cc600ccefe3a6283789d8ea0e607ac58e2690ec4ebc10146e8cbaa5ed4d5cce6fe7b0ff9efc1eabb564dbf498285
                f449ee61dd7b42ee5b5892cb90601f30cda07bf26489310bcd23b528ceab3c31
                """
        )
        let message = try bignum.privateKey(.example1).message(in: ciphertext)
        #expect(message == [UInt8](hex: "6628194e12073db03ba94cda9ef9532397d50dba79b987004afefe34"))
    }

    /// The encoding of RFC 8017 §9.2 for "abc", raised to d by CPython's `pow`, with the key of example 1.
    static let signatures: [SignatureScheme: String] = [
        .rsaPKCS1SHA256: """
        a6f549b299c8e771be7926f6c286062d345188d74a7c56760ba2b43a35ea1b89a69efdcd91a09a4c0a7e59511de390432cc52732e92f261b
        c06a9a913a86bc4e26d05b5b90a6f2d2881ae93f09a0b801f1c256b520850e04032beaea888789b939bf1a0e8d4d757988c01544cc9cf904
        d22cc49c645d78244f764ed0bedfd9e1
        """,
        .rsaPKCS1SHA384: """
        211df1a8e91b0ab27ca2af5bc39bb38816622da6aeac4663c67aa5ebebbf24c5ccb087b204b0e657c53b81a220635257359b8e40013b21db
        609dda356dba19adb955c6a79b0ebb22e97e8a5411f5b044ce6044817858826e37fc2485a162291e11933b5d2b4fc70ad088bdf4c1a0ff2f
        d6f4c943019fa23b37ee7feac72ff440
        """,
    ]

    @Test(arguments: Bignum.allCases, SignatureScheme.allCases.filter { $0.padding == .pkcs1 })
    func `a message is signed, and the signature holds`(bignum: Bignum, scheme: SignatureScheme) throws {
        let message = Array("abc".utf8)
        let expected = try [UInt8](hex: #require(Self.signatures[scheme]))
        let signature = try bignum.privateKey(.example1).signature(over: message, scheme: scheme)
        #expect(signature == expected)
        let isValid = try bignum.publicKey(RSATestKey.example1.publicComponents)
            .isValid(expected, over: message, scheme: scheme)
        #expect(isValid)
    }

    @Test(arguments: Bignum.allCases) func `a signature over anything else is refused`(bignum: Bignum) throws {
        let key = try bignum.publicKey(RSATestKey.example1.publicComponents)
        let message = Array("abc".utf8)
        let signature = try [UInt8](hex: #require(Self.signatures[.rsaPKCS1SHA256]))
        #expect(try !key.isValid(signature, over: Array("abd".utf8), scheme: .rsaPKCS1SHA256))
        #expect(try !key.isValid(signature, over: message, scheme: .rsaPKCS1SHA384))
        #expect(try !key.isValid([0] + signature, over: message, scheme: .rsaPKCS1SHA256))
        #expect(try !key.isValid(signature.dropLast(), over: message, scheme: .rsaPKCS1SHA256))
        #expect(try !key.isValid([], over: message, scheme: .rsaPKCS1SHA256))
        #expect(try !key.isValid(RSATestKey.example1.modulus, over: message, scheme: .rsaPKCS1SHA256))
        for index in stride(from: 0, to: signature.count, by: 7) {
            var altered = signature
            altered[index] ^= 0x01
            #expect(try !key.isValid(altered, over: message, scheme: .rsaPKCS1SHA256), "octet \(index)")
        }
    }
}
