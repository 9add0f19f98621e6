internal import BackendConformance
internal import BenchCore
internal import CryptoBackend

/// A secret that is encapsulated under the key comes out of the ciphertext again.
func expectAgreement<Key: KEMKeyPair>(_: Key.Type, with key: some KEMKeyPair) throws {
    let encapsulationKey = key.encapsulationKey
    let made = try Key.encapsulate(to: encapsulationKey.span, key.algorithm)
    let (ciphertext, secret) = (made.ciphertext, octets(of: made.sharedSecret))
    let received = octets(of: try key.decapsulate(ciphertext.span))
    try expect(received == secret, "the two sides have different secrets")
    try expect(secret.contains { $0 != 0 }, "the secret is zero")
}

/// The reference encapsulates under the key, and this backend under one of the reference's. Against a reference that has no key
/// encapsulation, as OpenSSL 3.0 has none, a published vector is what the backend has to come to.
func expectAgreement<Key: KEMKeyPair, Reference: CryptoBackend>(_ key: Key, with _: Reference.Type) throws {
    guard Reference.capabilities.kems.contains(key.algorithm) else {
        return try KEMVector.expect(of: Key.self, key.algorithm)
    }
    try expectAgreement(Reference.KEMKey.self, with: key)
    try expectAgreement(Key.self, with: try Reference.KEMKey(key.algorithm))
}

/// What a published key pair comes to.
private enum KEMVector {
    static func expect<Key: KEMKeyPair>(of _: Key.Type, _ algorithm: KEMAlgorithm) throws {
        guard let type = Key.self as? any KnownAnswerKEM.Type,
            let answer = KEMKnownAnswer.all.first(where: { $0.algorithm == algorithm })
        else { throw WorkloadFailure("it takes no known seed") }
        let (seed, ciphertext) = (octets(answer.seed), octets(answer.ciphertext))
        let key = try type.init(algorithm, seed: SecretBytes(copying: seed.span))
        let received = octets(of: try key.decapsulate(ciphertext.span))
        try Scenarios.expect(received == octets(answer.secret), "the secret is not the one of a published vector")
        // What the backend encapsulates under this key, whose decapsulation is right by now, must come out again.
        try expectAgreement(Key.self, with: key)
    }

    private static func octets(_ text: String) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    private static func octets(of secret: borrowing SecretBytes) -> [UInt8] {
        secret.withBytes { octets in octets.indices.map { octets[$0] } }
    }
}
