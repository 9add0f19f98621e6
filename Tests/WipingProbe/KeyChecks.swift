internal import CryptoBackend
internal import SwiftCore
internal import TLSTrust

/// Keys: every number of the private half.
enum KeyChecks {
    static func privateKey<Backend: CryptoBackend>(_: Backend.Type) throws {
        let credentials = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048).credentials
        watchAll(of: try credentials.rsaPrivateKey())
        let publicKey = try Backend.PublicKey(credentials.rsaPrivateKey().publicComponents)
        var premaster = watchedSecret(48)
        premaster.withMutableBytes { octets in (octets[0], octets[1]) = (3, 3) }
        let ciphertext = try publicKey.encryptPremaster(premaster)
        try follow {
            try Backend.PrivateKey(credentials.rsaPrivateKey())
        } using: { key in
            if Backend.capabilities.keyExchanges.contains(.rsa) {
                let received = try key.decryptPremaster(ciphertext.span, clientVersion: 0x0303)
                received.withBytes(watch)
            }
            for scheme in SignatureScheme.allCases where scheme.keyKind == .rsa {
                _ = try key.sign(ciphertext.span, scheme: scheme)
            }
        }
    }

    /// The private value, while it signs and afterwards.
    static func ecdsaKey<Backend: CryptoBackend>(_: Backend.Type) throws {
        // The private value of a certificate's key is that of a key share: a number below the order of P-256.
        var privateValue = watchedSecret(32)
        privateValue.withMutableBytes { $0[0] &= 0x7F }
        privateValue.withBytes(watch)
        let point = try SwiftBackend.KeyShare(.secp256r1, privateValue: privateValue).publicValue
        let components = ECDSAPrivateComponents(
            publicComponents: ECDSAPublicComponents(group: .secp256r1, point: point),
            privateValue: privateValue.copy()
        )
        let message = [UInt8](repeating: 5, count: 100)
        try follow {
            try Backend.ECDSAPrivateKey(components)
        } using: { key in
            for _ in 0..<3 { _ = try key.sign(message.span, scheme: .ecdsaSecp256r1SHA256) }
        }
    }

    /// The private value and the secret of every exchange.
    static func keyShare<Backend: CryptoBackend>(_: Backend.Type) throws {
        guard let type = Backend.KeyShare.self as? any KnownAnswerKeyShare.Type else { throw NothingFollowed() }
        for group in Backend.capabilities.groups {
            var privateValue = watchedSecret(group.privateValueLength)
            // Below the order of P-256, whatever was drawn.
            privateValue.withMutableBytes { $0[0] &= 0x7F }
            privateValue.withBytes(watch)
            let peer = try Backend.KeyShare(group).publicValue
            // Twice: the secret is watched after the first time, so that the second one is looked at.
            for _ in 1...2 {
                let share = try type.init(group, privateValue: privateValue)
                let secret = try share.sharedSecret(with: peer.span)
                secret.withBytes(watch)
            }
        }
    }

    /// d, z and m, and the secret of every encapsulation. A library may have no way to be told m.
    static func kem<Backend: CryptoBackend>(_: Backend.Type) throws {
        guard let type = Backend.KEMKey.self as? any KnownAnswerKEM.Type, !Backend.capabilities.kems.isEmpty else {
            throw NothingFollowed()
        }
        for algorithm in Backend.capabilities.kems {
            let seed = watchedSecret(64)
            let randomness = watchedSecret(32)
            seed.withBytes { seed in
                watch(seed.extracting(first: 32))
                watch(seed.extracting(last: 32))
            }
            // Twice: the secret is watched after the first time, so that the second one is looked at.
            for _ in 1...2 {
                let key = try type.init(algorithm, seed: seed)
                let publicKey = key.encapsulationKey
                let made = try type.encapsulate(to: publicKey.span, algorithm, randomness: randomness)
                made.sharedSecret.withBytes(watch)
                let ciphertext = made.ciphertext
                try key.decapsulate(ciphertext.span).withBytes(watch)
            }
        }
    }

    /// Loading again what was watched after it had been made.
    static func credentials() throws {
        let original = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048).credentials
        let (certificate, key) = (try original.certificatePEM(), try original.privateKeyPEM())
        watchAll(of: try original.rsaPrivateKey())
        _ = try Credentials(certificatePEM: certificate, keyPEM: key)
    }

    private static func watchAll(of components: borrowing RSAPrivateComponents) {
        components.privateExponent.withBytes(watch)
        components.prime1.withBytes(watch)
        components.prime2.withBytes(watch)
        components.exponent1.withBytes(watch)
        components.exponent2.withBytes(watch)
        components.coefficient.withBytes(watch)
    }
}
