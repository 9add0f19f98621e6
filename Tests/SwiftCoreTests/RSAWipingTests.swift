import CryptoBackend
import GMPBackend
import Testing
import VectorSupport

@testable import SwiftCore

/// A key of its own, so that no other test has it in memory; the secret parts stand here masked.
@Suite(.serialized) struct `RSA wiping` {
    @Test func `a key over Swift's limbs leaves nothing behind`() throws {
        try check { try SwiftPrivateKey<MontgomeryModulus, SystemRandom>($0) }
    }

    @Test func `a key over GMP's limbs leaves nothing behind`() throws {
        try check { try SwiftPrivateKey<GMPModulus, SystemRandom>($0) }
    }

    private func check(_ load: (borrowing RSAPrivateComponents) throws -> any RSAPrivateKey) throws {
        // 24 octets of each number, and of the message: more than any register holds that was spilled to a stack.
        let needles = MaskedKey.secrets.map { Array($0[16..<40]) } + [Array(MaskedKey.premaster[16..<40])]
        let search = MemorySearch(masked: needles)
        #expect(try search.count() == 0)
        try use(load, search)
        #expect(try search.count() == 0)
    }

    /// In a function of its own, at whose end all that it holds has gone.
    @inline(never)
    private func use(
        _ load: (borrowing RSAPrivateComponents) throws -> any RSAPrivateKey,
        _ search: MemorySearch
    ) throws {
        let key = try load(MaskedKey.components())
        let publicKey = try SwiftPublicKey<MontgomeryModulus, SystemRandom>(MaskedKey.publicComponents)
        let ciphertext = try publicKey.encryptPremaster(MaskedKey.unmasked(MaskedKey.premaster))
        let premaster = try key.decryptPremaster(ciphertext.span, clientVersion: 0x0303)
        let signature = try key.signature(over: ciphertext, scheme: .rsaPKCS1SHA256)
        #expect(signature.count == 128)
        // What is alive is found, so the search works: p, q, dP, dQ and qInv in the key, and the message.
        let found = try search.count()
        #expect(found >= 6)
        #expect(premaster.count == 48)
        withExtendedLifetime(key) {}
    }
}

private enum MaskedKey {
    static let publicComponents = RSAPublicComponents(modulus: modulus, exponent: 65537)
    /// d, p, q, dP, dQ, qInv.
    static let secrets = [privateExponent, prime1, prime2, exponent1, exponent2, coefficient]
    /// Version 3.3 and 46 octets.
    static let premaster = [0x03, 0x03].map { $0 ^ MemorySearch.mask } + [UInt8](100..<146)

    static func components() -> RSAPrivateComponents {
        RSAPrivateComponents(
            publicComponents: publicComponents,
            privateExponent: unmasked(privateExponent),
            prime1: unmasked(prime1),
            prime2: unmasked(prime2),
            exponent1: unmasked(exponent1),
            exponent2: unmasked(exponent2),
            coefficient: unmasked(coefficient)
        )
    }

    static func unmasked(_ octets: [UInt8]) -> SecretBytes {
        var secret = SecretBytes(zeroed: octets.count)
        secret.withMutableBytes { span in
            for index in span.indices { span[index] = octets[index] ^ MemorySearch.mask }
        }
        return secret
    }

    private static let modulus = [UInt8](
        hex: """
            ab5dfb4b1fd7fccdce4af7b9c14a77e40e67afa0569d44073edee2d511a9bd1141331ec5b692fdc7def5268a6bdb4bc088ff752e
            d8eba05c1d047dd0cd736c48ad02a4e56d2d450d6463002a3d4aa55e09972edb22254ea48d6715afe1221f24f5367ebcb99683c8
            233682d217454eadc60596eeb34cac53ad5237ade667f48d
            """
    )
    private static let privateExponent = [UInt8](
        hex: """
            afc4d8b42057e82987a8a12d0fbb7f1dc64aa5a731d93bf9ffa507dcac67452680b45014e5cdb6be27d1b6ee3ef4a6de19f568e3
            d69c2776f4030ba5d7b40073851a0ad9333444c00f80b7d09f10f0d3ae8c31a2be2236e939b64909fe8f6bc1401b3e0bad3b891b
            6df98ad52fc5fea53e07624ca376021986ebb602e40eb6a4
            """
    )
    private static let prime1 = [UInt8](
        hex: """
            7bf81048b096a3059b1d1a311bcff07673bf2c48c850bed1158aa0dab3ea0132cfec78090fc2c560622946ded7811c6c9ed93340
            4c7730f4c9b349edfcb042bc48
            """
    )
    private static let prime2 = [UInt8](
        hex: """
            60ec22fec14a40e14b763ed2ded6ac66d99d9c1ab8e004ff3ef4972d00e2627503db5c0ef5b2160360a9d932a90df038c857cf5d
            4ead40b44aff8d65f9d484
            """
    )
    private static let exponent1 = [UInt8](
        hex: """
            900e313ad325c9f358a923c4b3f9da5b16893504724ff6ad80a3b1c62f90af7f4d572a8dda153255410e87116343affc2439bb02
            1edc57e1e319dc02910ceb159c
            """
    )
    private static let exponent2 = [UInt8](
        hex: """
            0b0cc69c2c6fe89ef6accf3ce1c17efaa6ec0a4be5b2b39e43e2460ff5f430fdc2baa484835bc1443a35c2dc9aab20a001279e89
            d36545913c0de6c8778c04
            """
    )
    private static let coefficient = [UInt8](
        hex: """
            a7b190c96b8292905127dff76b3be3e46d9f9a60b3d4eb36ad39cd10b944cd0c3174aea3f783aa0ff3f07254b202ea2a1a65d9b1
            77c5f5a65754286db240958aa7
            """
    )
}
