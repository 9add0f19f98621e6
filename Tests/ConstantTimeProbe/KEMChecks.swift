internal import CryptoBackend

/// A key encapsulation whose seed (d and z) and message (m) are secret.
enum KEMChecks<Backend: CryptoBackend> {
    /// Keys made, a secret encapsulated and decapsulated.
    static func exchange(_ algorithm: KEMAlgorithm) throws {
        let key = try Self.key(algorithm)
        let ciphertext = try ciphertext(algorithm, for: key)
        let received = published(try key.decapsulate(ciphertext.octets.span))
        try require(received == ciphertext.secret && received.contains { $0 != 0 })
    }

    /// A ciphertext that was altered takes the same way.
    static func rejection(_ algorithm: KEMAlgorithm) throws {
        let key = try Self.key(algorithm)
        let ciphertext = try ciphertext(algorithm, for: key)
        var altered = ciphertext.octets
        altered[7] ^= 1
        let received = published(try key.decapsulate(altered.span))
        try require(received != ciphertext.secret)
    }

    private static func key(_ algorithm: KEMAlgorithm) throws -> any KEMKeyPair {
        let seed = (0..<64).map { UInt8(truncatingIfNeeded: 0x11 &+ 7 &* $0) }
        return try type().init(algorithm, seed: secret(seed))
    }

    /// What goes over the wire is public, and so is the result here, to be compared.
    private static func ciphertext(
        _ algorithm: KEMAlgorithm,
        for key: any KEMKeyPair
    ) throws -> (octets: [UInt8], secret: [UInt8]) {
        var publicKey = key.encapsulationKey
        makePublic(&publicKey)
        let randomness = (0..<32).map { UInt8(truncatingIfNeeded: 0x35 &+ 7 &* $0) }
        let made = try type().encapsulate(to: publicKey.span, algorithm, randomness: secret(randomness))
        var octets = made.ciphertext
        makePublic(&octets)
        return (octets, published(made.sharedSecret))
    }

    private static func type() throws -> any KnownAnswerKEM.Type {
        guard let type = Backend.KEMKey.self as? any KnownAnswerKEM.Type else { throw ProbeFailure.wrongResult }
        return type
    }
}
