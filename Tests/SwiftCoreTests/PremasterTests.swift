import CryptoBackend
import Testing
import VectorSupport

@Suite struct `Premaster secrets` {
    static let keys: [RSATestKey] = [.example1, .unbalanced]
    /// Version 3.3, then 46 octets.
    static let premaster: [UInt8] = [0x03, 0x03] + Array(1...46)

    @Test(arguments: Bignum.allCases) func `what is encrypted comes back, and never looks the same`(
        bignum: Bignum
    ) throws {
        for key in Self.keys {
            let publicKey = try bignum.publicKey(key.publicComponents)
            let privateKey = try bignum.privateKey(key)
            let first = try publicKey.encryptPremaster(SecretBytes(Self.premaster))
            let second = try publicKey.encryptPremaster(SecretBytes(Self.premaster))
            #expect(first.count == key.publicComponents.modulusLength)
            #expect(first != second)
            #expect(try privateKey.premaster(in: first) == Self.premaster)
            #expect(try privateKey.premaster(in: second) == Self.premaster)
            #expect(try privateKey.message(in: first) == Self.premaster)
        }
    }

    /// The blinding pair is squared after each use, and renewed after 256.
    @Test(arguments: Bignum.allCases) func `it goes on coming back beyond a renewal of the blinding`(
        bignum: Bignum
    ) throws {
        let ciphertext = try RSATestKey.example1.encrypt(encoded: encoded())
        let key = try bignum.privateKey(.example1)
        for use in 0..<520 { #expect(try key.premaster(in: ciphertext) == Self.premaster, "use \(use)") }
    }

    @Test(arguments: Bignum.allCases) func `a key serves several threads at once`(bignum: Bignum) async throws {
        let ciphertext = try RSATestKey.example1.encrypt(encoded: encoded())
        let key = try bignum.privateKey(.example1)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<100 where try key.premaster(in: ciphertext) != Self.premaster { return false }
                    return true
                }
            }
            for try await allCameBack in group { #expect(allCameBack) }
        }
    }

    @Test(arguments: Bignum.allCases) func `every altered octet before the secret gives random octets`(
        bignum: Bignum
    ) throws {
        let key = RSATestKey.example1
        let privateKey = try bignum.privateKey(key)
        // A zero inside PS; a first octet that is not 0, or a second that is not 2; a separator that is not zero.
        var wrong: [(String, [UInt8])] = (2..<79).map { ("PS octet \($0)", encoded(altering: $0, to: 0x00)) }
        for value in [0x01, 0x10, 0x80] as [UInt8] { wrong.append(("octet 0", encoded(altering: 0, to: value))) }
        for value in [0x00, 0x01, 0x03, 0x82, 0xff] as [UInt8] {
            wrong.append(("octet 1", encoded(altering: 1, to: value)))
        }
        for value in [0x01, 0x80, 0xff] as [UInt8] { wrong.append(("separator", encoded(altering: 79, to: value))) }
        for (place, encoded) in wrong where encoded[0] < key.modulus[0] {
            try expectRandom(privateKey, key.encrypt(encoded: encoded), place)
        }
    }

    @Test(arguments: Bignum.allCases, [0, 1, 46, 47, 49, 50, 100, 117])
    func `a secret of another length gives random octets`(bignum: Bignum, length: Int) throws {
        let key = RSATestKey.example1
        let secret = [0x03, 0x03] + [UInt8](repeating: 0x5a, count: 128)
        let encoded = encoded(secret: Array(secret.prefix(length)))
        let ciphertext = try key.encrypt(encoded: encoded)
        let privateKey = try bignum.privateKey(key)
        try expectRandom(privateKey, ciphertext, "\(length) octets")
        #expect(try privateKey.message(in: ciphertext) == Array(secret.prefix(length)))
    }

    @Test(arguments: Bignum.allCases, [0x0301, 0x0302, 0x0304, 0x0203, 0x0403, 0x0000, 0xffff] as [UInt16])
    func `another version than the client offered gives random octets`(bignum: Bignum, version: UInt16) throws {
        let ciphertext = try RSATestKey.example1.encrypt(encoded: encoded())
        try expectRandom(bignum.privateKey(.example1), ciphertext, "version", clientVersion: version)
    }

    @Test(arguments: Bignum.allCases) func `a ciphertext of another length is refused`(bignum: Bignum) throws {
        let key = try bignum.privateKey(.example1)
        for length in [0, 1, 127, 129, 256] {
            #expect(throws: CryptoError.invalidLength(of: .ciphertext, expected: 128, got: length)) {
                try key.premaster(in: [UInt8](repeating: 0, count: length))
            }
        }
    }

    @Test(arguments: Bignum.allCases) func `a ciphertext not below the modulus is refused`(bignum: Bignum) throws {
        let modulus = RSATestKey.example1.modulus
        let key = try bignum.privateKey(.example1)
        var above = modulus
        above[127] += 1
        for ciphertext in [modulus, above, [UInt8](repeating: 0xff, count: 128)] {
            #expect(throws: CryptoError.valueOutOfRange) { try key.premaster(in: ciphertext) }
            #expect(throws: CryptoError.valueOutOfRange) { try key.message(in: ciphertext) }
        }
        // The largest and the smallest that are numbers below it hold no message.
        var below = modulus
        below[127] -= 1
        for ciphertext in [below, [UInt8](repeating: 0, count: 128), [UInt8](repeating: 0, count: 127) + [1]] {
            try expectRandom(key, ciphertext, "no padding")
            #expect(throws: CryptoError.badPadding) { try key.message(in: ciphertext) }
        }
    }

    @Test(arguments: Bignum.allCases, [0, 47, 49]) func `only 48 octets are encrypted`(
        bignum: Bignum,
        length: Int
    ) throws {
        let key = try bignum.publicKey(RSATestKey.example1.publicComponents)
        #expect(throws: CryptoError.invalidLength(of: .premaster, expected: 48, got: length)) {
            try key.encryptPremaster(SecretBytes(zeroed: length))
        }
    }

    /// RFC 8017 §7.2.2, step 3: PS of seven octets, no separator, and the wrong block type.
    @Test(arguments: Bignum.allCases) func `bad padding is told apart for known answers alone`(bignum: Bignum) throws {
        let key = RSATestKey.example1
        let privateKey = try bignum.privateKey(key)
        var shortPadding = [UInt8](repeating: 0x5a, count: 128)
        shortPadding.replaceSubrange(0...1, with: [0, 2])
        let noSeparator = shortPadding
        shortPadding[9] = 0
        var enoughPadding = noSeparator
        enoughPadding[10] = 0
        #expect(try privateKey.message(in: key.encrypt(encoded: enoughPadding)).count == 117)
        for encoded in [shortPadding, noSeparator, encoded(altering: 0, to: 1), encoded(altering: 1, to: 1)] {
            let ciphertext = try key.encrypt(encoded: encoded)
            #expect(throws: CryptoError.badPadding) { try privateKey.message(in: ciphertext) }
        }
    }

    /// Random octets are no error, are not the secret that was sent, and are other ones each time.
    private func expectRandom(
        _ key: Bignum.PrivateKey,
        _ ciphertext: [UInt8],
        _ fault: String,
        clientVersion: UInt16 = 0x0303
    ) throws {
        let first = try key.premaster(in: ciphertext, clientVersion: clientVersion)
        let second = try key.premaster(in: ciphertext, clientVersion: clientVersion)
        #expect(first.count == 48, "\(fault)")
        #expect(first != second, "\(fault)")
        #expect(first != Self.premaster && second != Self.premaster, "\(fault)")
    }

    /// EM of 128 octets.
    private func encoded(secret: [UInt8] = premaster) -> [UInt8] {
        [0x00, 0x02] + [UInt8](repeating: 0x5a, count: 125 - secret.count) + [0x00] + secret
    }

    private func encoded(altering index: Int, to value: UInt8) -> [UInt8] {
        var octets = encoded()
        octets[index] = value
        return octets
    }
}
