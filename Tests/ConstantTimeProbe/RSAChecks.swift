internal import CryptoBackend

/// RSA with every component of the private key secret, and every premaster secret too.
enum RSAChecks<Backend: CryptoBackend> {
    static func loadKey() throws -> Backend.PrivateKey {
        // What GMP itself lets into branches and addresses of each prime, as GMPModulus documents: its highest limb and
        // its lowest octet. All the rest is followed.
        let isGMP = Backend.identity.name == "gmp"
        let known: (Int) -> Bool = { isGMP && ($0 < 8 || $0 == ProbeKey.prime1.count - 1) }
        return try Backend.PrivateKey(
            RSAPrivateComponents(
                publicComponents: ProbeKey.publicComponents,
                privateExponent: secret(ProbeKey.privateExponent),
                prime1: secret(ProbeKey.prime1, except: known),
                prime2: secret(ProbeKey.prime2, except: known),
                exponent1: secret(ProbeKey.exponent1),
                exponent2: secret(ProbeKey.exponent2),
                coefficient: secret(ProbeKey.coefficient)
            )
        )
    }

    static func encrypt() throws { _ = try ciphertext(of: premaster(version: 0x03)) }

    static func decrypt() throws {
        let sent = premaster(version: 0x03)
        let received = try decrypted(ciphertext(of: sent), by: loadKey())
        try require(received == sent)
    }

    /// Random octets take the premaster secret's place, without a branch.
    static func decryptBadPadding() throws {
        // Below the modulus, and the decryption of it begins with neither 00 nor 02.
        let ciphertext = [UInt8](repeating: 2, count: ProbeKey.publicComponents.modulusLength)
        let key = try loadKey()
        let first = try decrypted(ciphertext, by: key)
        let second = try decrypted(ciphertext, by: key)
        try require(first.count == 48 && first != second)
    }

    static func decryptWrongVersion() throws {
        let sent = premaster(version: 0x01)
        let received = try decrypted(ciphertext(of: sent), by: loadKey())
        try require(received.dropFirst(2) != sent.dropFirst(2))
    }

    static func sign() throws {
        let message = [UInt8](repeating: 5, count: 100)
        let (key, publicKey) = (try loadKey(), try Backend.PublicKey(ProbeKey.publicComponents))
        for scheme in SignatureScheme.allCases where scheme.keyKind == .rsa {
            var signature = try key.sign(message.span, scheme: scheme)
            makePublic(&signature)
            try publicKey.verify(signature.span, over: message.span, scheme: scheme)
        }
    }

    private static func decrypted(_ ciphertext: [UInt8], by key: Backend.PrivateKey) throws -> [UInt8] {
        let premaster = try key.decryptPremaster(ciphertext.span, clientVersion: 0x0303)
        return published(premaster)
    }

    private static func premaster(version minor: UInt8) -> [UInt8] { [0x03, minor] + [UInt8](1...46) }

    /// As it goes over the wire, and is public there.
    private static func ciphertext(of premaster: [UInt8]) throws -> [UInt8] {
        var ciphertext = try Backend.PublicKey(ProbeKey.publicComponents).encryptPremaster(secret(premaster))
        makePublic(&ciphertext)
        return ciphertext
    }
}
