import CryptoBackend

@testable import SwiftCore

/// What an operation gives, compared with what was published. A verdict is one octet: 1 for valid.
enum KnownAnswers {
    private typealias KeyShare = SwiftKeyShare<MontgomeryModulus, SystemRandom>
    private typealias PublicKey = SwiftPublicKey<MontgomeryModulus, SystemRandom>
    private typealias PrivateKey = SwiftPrivateKey<MontgomeryModulus, SystemRandom>

    static func hold(_ kind: String, _ fields: [[UInt8]]) -> Bool {
        switch (kind, fields.count) {
        case ("AES-GCM", 6): aead(fields[0].count == 16 ? .aes128GCM : .aes256GCM, fields)
        case ("ChaCha20-Poly1305", 6): aead(.chacha20Poly1305, fields)
        case ("SHA-256", 2): digest(.sha256, fields[0]) == fields[1]
        case ("SHA-384", 2): digest(.sha384, fields[0]) == fields[1]
        case ("HMAC-SHA-256", 4): (mac(.sha256, fields) == fields[2]) == isValid(fields[3])
        case ("HMAC-SHA-384", 4): (mac(.sha384, fields) == fields[2]) == isValid(fields[3])
        case ("PRF-SHA-256", 4): prf(.sha256, fields) == fields[3]
        case ("PRF-SHA-384", 4): prf(.sha384, fields) == fields[3]
        case ("X25519", 3): sharedSecret(.x25519, fields) == fields[2]
        case ("ECDH-P-256", 3): sharedSecret(.secp256r1, fields) == fields[2]
        case ("ECDSA-P-256", 4): ecdsa(fields) == isValid(fields[3])
        case ("RSA-verify", 5): rsaVerify(.rsaPKCS1SHA256, fields) == isValid(fields[4])
        case ("RSA-PSS-verify", 5): rsaVerify(.rsaPSSSHA256, fields) == isValid(fields[4])
        case ("RSA-decrypt", 11): rsaDecrypt(fields) == (isValid(fields[10]) ? fields[9] : nil)
        case ("RSA-sign", 10): rsaSign(fields) == fields[9]
        default: false
        }
    }

    private static func isValid(_ verdict: [UInt8]) -> Bool { verdict == [1] }

    /// Key, nonce, additional data, message, ciphertext and tag, verdict.
    private static func aead(_ algorithm: AEADAlgorithm, _ fields: [[UInt8]]) -> Bool {
        let key = Secret.copy(fields[0])
        let (nonce, additional) = (fields[1], fields[2])
        guard let context = try? SwiftAEAD(algorithm, key: key) else { return false }
        var opened = fields[4]
        var record = opened.mutableSpan
        let isOpened = (try? context.open(&record, nonce: nonce.span, additional: additional.span)) != nil
        guard isValid(fields[5]) else { return !isOpened }
        var sealed = fields[3] + [UInt8](repeating: 0, count: 16)
        var space = sealed.mutableSpan
        guard (try? context.seal(&space, nonce: nonce.span, additional: additional.span)) != nil else { return false }
        return isOpened && Array(opened.dropLast(16)) == fields[3] && sealed == fields[4]
    }

    private static func digest(_ algorithm: HashAlgorithm, _ message: [UInt8]) -> [UInt8] {
        var context = SwiftHash(algorithm)
        context.update(message.span)
        var digest = [UInt8](repeating: 0, count: algorithm.digestLength)
        var space = digest.mutableSpan
        context.finish(into: &space)
        return digest
    }

    /// Key, message, MAC, verdict.
    private static func mac(_ algorithm: HashAlgorithm, _ fields: [[UInt8]]) -> [UInt8] {
        let context = SwiftMAC(key: Secret.copy(fields[0]), hash: algorithm)
        let message = fields[1]
        context.update(message.span)
        var mac = [UInt8](repeating: 0, count: algorithm.digestLength)
        var space = mac.mutableSpan
        guard (try? context.finalize(into: &space)) != nil else { return [] }
        return mac
    }

    /// Secret, label, seed, output.
    private static func prf(_ algorithm: HashAlgorithm, _ fields: [[UInt8]]) -> [UInt8] {
        let secret = Secret.copy(fields[0])
        guard
            PHash.fits(algorithm, secret: fields[0].count, label: fields[1].count, seed: fields[2].count)
        else { return [] }
        let (label, seed) = (fields[1], fields[2])
        var output = [UInt8](repeating: 0, count: fields[3].count)
        var space = output.mutableSpan
        var chain = PHash(secret, algorithm)
        chain.fill(&space, label: label.span, seed: seed.span)
        chain.wipe()
        return output
    }

    /// Private value, public value, shared secret; nothing where the public value has to be refused.
    private static func sharedSecret(_ group: NamedGroup, _ fields: [[UInt8]]) -> [UInt8] {
        guard let share = try? KeyShare(group, privateValue: Secret.copy(fields[0])) else { return [] }
        let peer = fields[1]
        var result: [UInt8] = []
        do throws(CryptoError) {
            let secret = try share.sharedSecret(with: peer.span)
            secret.withBytes { octets in for index in octets.indices { result.append(octets[index]) } }
        } catch { return [] }
        return result
    }

    /// Point, message, signature, verdict.
    private static func ecdsa(_ fields: [[UInt8]]) -> Bool {
        let components = ECDSAPublicComponents(group: .secp256r1, point: fields[0])
        guard let key = try? SwiftECDSAPublicKey(components) else { return false }
        let (message, signature) = (fields[1], fields[2])
        return (try? key.verify(signature.span, over: message.span, scheme: .ecdsaSecp256r1SHA256)) != nil
    }

    /// Modulus, public exponent, message, signature, verdict.
    private static func rsaVerify(_ scheme: SignatureScheme, _ fields: [[UInt8]]) -> Bool {
        guard let key = try? PublicKey(publicComponents(fields)) else { return false }
        let (message, signature) = (fields[2], fields[3])
        return (try? key.verify(signature.span, over: message.span, scheme: scheme)) != nil
    }

    /// Modulus, public exponent, private exponent, p, q, d mod p − 1, d mod q − 1, q⁻¹ mod p; ciphertext, message, verdict.
    private static func rsaDecrypt(_ fields: [[UInt8]]) -> [UInt8]? {
        guard let key = try? PrivateKey(components(fields)) else { return nil }
        let ciphertext = fields[8]
        return try? key.decryptKnownAnswer(ciphertext.span)
    }

    /// The same key; message, signature with PKCS #1 v1.5 and SHA-256.
    private static func rsaSign(_ fields: [[UInt8]]) -> [UInt8]? {
        guard let key = try? PrivateKey(components(fields)) else { return nil }
        let message = fields[8]
        return try? key.sign(message.span, scheme: .rsaPKCS1SHA256)
    }

    private static func publicComponents(_ fields: [[UInt8]]) -> RSAPublicComponents {
        RSAPublicComponents(modulus: fields[0], exponent: fields[1].reduce(0) { $0 << 8 | UInt64($1) })
    }

    private static func components(_ fields: [[UInt8]]) -> RSAPrivateComponents {
        RSAPrivateComponents(
            publicComponents: publicComponents(fields),
            privateExponent: Secret.copy(fields[2]),
            prime1: Secret.copy(fields[3]),
            prime2: Secret.copy(fields[4]),
            exponent1: Secret.copy(fields[5]),
            exponent2: Secret.copy(fields[6]),
            coefficient: Secret.copy(fields[7])
        )
    }
}

/// Secrets from arrays: the span of a temporary one is not to be passed on.
enum Secret {
    static func copy(_ octets: [UInt8]) -> SecretBytes { SecretBytes(copying: octets.span) }
}
