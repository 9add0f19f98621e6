internal import CryptoBackend

/// RSA as TLS 1.2 uses it.
enum RSAChecks {
    static let all = [
        ConformanceCheck("rsa", "decrypts what another implementation has encrypted") { try decrypts($0) },
        ConformanceCheck("rsa", "decrypts what it encrypts, which is never the same twice") { try roundTrip($0) },
        ConformanceCheck("rsa", "never tells a bad premaster secret from a good one") { try malformed($0) },
        ConformanceCheck("rsa", "decrypts known answers, and tells bad padding") { try knownAnswers($0) },
        ConformanceCheck("rsa", "refuses ciphertexts of a wrong length or above the modulus") { try ranges($0) },
        ConformanceCheck("rsa", "gives and verifies the signatures of another implementation") { try signatures($0) },
        ConformanceCheck("rsa", "refuses signatures that do not hold") { try badSignatures($0) },
        ConformanceCheck("rsa", "refuses keys whose parts do not belong together") { try keys($0) },
    ]

    /// Whether it takes keys of the known one's length.
    private static func isOffered<Backend: CryptoBackend>(by _: Backend.Type) -> Bool {
        Backend.capabilities.include(.rsaPrivate(bits: 2048))
    }

    /// Whether it can be asked what is inside a ciphertext: a library that cannot hide bad padding, and has nothing else either, says
    /// so by its type.
    private static func canDecrypt<Backend: CryptoBackend>(_: Backend.Type) -> Bool {
        Backend.capabilities.keyExchanges.contains(.rsa) || !(Backend.PrivateKey.self is any WithoutKnownAnswers.Type)
    }

    private static let publicComponents = RSAPublicComponents(
        modulus: octets(RSAKnownAnswers.modulus),
        exponent: RSAKnownAnswers.exponent
    )

    /// The known key, with one of its numbers exchanged if asked for.
    private static func components(
        prime1: String? = nil,
        exponent1: String? = nil,
        exponent2: String? = nil,
        coefficient: String? = nil
    ) -> RSAPrivateComponents {
        RSAPrivateComponents(
            publicComponents: publicComponents,
            privateExponent: secret(octets(RSAKnownAnswers.privateExponent)),
            prime1: secret(octets(prime1 ?? RSAKnownAnswers.prime1)),
            prime2: secret(octets(RSAKnownAnswers.prime2)),
            exponent1: secret(octets(exponent1 ?? RSAKnownAnswers.exponent1)),
            exponent2: secret(octets(exponent2 ?? RSAKnownAnswers.exponent2)),
            coefficient: secret(octets(coefficient ?? RSAKnownAnswers.coefficient))
        )
    }

    private static func decrypts<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend), canDecrypt(backend) else { return }
        let key = try Backend.PrivateKey(components())
        let ciphertext = octets(RSAKnownAnswers.ciphertext)
        // Blinding goes on from one operation to the next.
        for attempt in 1...3 {
            let premaster = try decrypt(ciphertext, by: key, of: Backend.self)
            try require(premaster == octets(RSAKnownAnswers.premaster), "time \(attempt)")
        }
    }

    /// As a server does it; for a backend that cannot be one with RSA key exchange, as known answers are decrypted.
    private static func decrypt<Backend: CryptoBackend>(
        _ ciphertext: [UInt8],
        by key: Backend.PrivateKey,
        of _: Backend.Type
    ) throws -> [UInt8] {
        if Backend.capabilities.keyExchanges.contains(.rsa) {
            return open(try key.decryptPremaster(ciphertext.span, clientVersion: 0x0303))
        }
        guard let key = key as? any KnownAnswerDecryption else {
            throw ConformanceFailure("it decrypts neither premaster secrets nor known answers")
        }
        return try key.decryptKnownAnswer(ciphertext.span)
    }

    private static func roundTrip<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend) else { return }
        let publicKey = try Backend.PublicKey(publicComponents)
        let privateKey = try Backend.PrivateKey(components())
        let premaster = secret(octets(RSAKnownAnswers.premaster))
        let first = try publicKey.encryptPremaster(premaster)
        let second = try publicKey.encryptPremaster(premaster)
        try require(first.count == 256 && second.count == 256, "a ciphertext of another length than the modulus")
        try require(first != second, "two ciphertexts of one premaster secret are the same")
        for ciphertext in [first, second] where canDecrypt(backend) {
            let recovered = try decrypt(ciphertext, by: privateKey, of: Backend.self)
            try require(recovered == open(premaster), "something else came back")
        }
        for length in [0, 47, 49] {
            let expected = CryptoError.invalidLength(of: .premaster, expected: 48, got: length)
            try require(throwing: expected, "a premaster secret of \(length) octets") {
                _ = try publicKey.encryptPremaster(SecretBytes(zeroed: length))
            }
        }
    }

    /// RFC 5246 §7.4.7.1: no error, 48 octets, and not the same ones twice.
    private static func malformed<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend) else { return }
        let key = try Backend.PrivateKey(components())
        guard Backend.capabilities.keyExchanges.contains(.rsa) else {
            let ciphertext = octets(RSAKnownAnswers.ciphertext)
            return try require(throwing: .notOffered, "RSA key exchange, which it does not list") {
                _ = try key.decryptPremaster(ciphertext.span, clientVersion: 0x0303)
            }
        }
        let faults = RSAKnownAnswers.malformed + [(fault: "an altered ciphertext", ciphertext: alteredCiphertext)]
        for (fault, text) in faults {
            let ciphertext = octets(text)
            let first = open(try key.decryptPremaster(ciphertext.span, clientVersion: 0x0303))
            let second = open(try key.decryptPremaster(ciphertext.span, clientVersion: 0x0303))
            try require(first.count == 48 && second.count == 48, "\(fault): not 48 octets")
            try require(first != second, "\(fault): the same octets twice")
            try require(first != octets(RSAKnownAnswers.premaster), "\(fault): was let through")
        }
        // The version that counts is the one in ClientHello.
        let ciphertext = octets(RSAKnownAnswers.ciphertext)
        let other = open(try key.decryptPremaster(ciphertext.span, clientVersion: 0x0304))
        try require(other != octets(RSAKnownAnswers.premaster), "another client_version: was let through")
    }

    /// RFC 8017 §7.2.2: a fault of the padding is told, here alone.
    private static func knownAnswers<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend) else { return }
        guard let key = try Backend.PrivateKey(components()) as? any KnownAnswerDecryption else { return }
        let ciphertext = octets(RSAKnownAnswers.ciphertext)
        let message = try key.decryptKnownAnswer(ciphertext.span)
        try require(message == octets(RSAKnownAnswers.premaster), "another message")
        for (fault, text) in RSAKnownAnswers.malformed where RSAKnownAnswers.faultsOfPadding.contains(fault) {
            let ciphertext = octets(text)
            try require(throwing: .badPadding, fault) { _ = try key.decryptKnownAnswer(ciphertext.span) }
        }
    }

    private static var alteredCiphertext: String {
        var text = Array(RSAKnownAnswers.ciphertext)
        text[text.count - 1] = text[text.count - 1] == "0" ? "1" : "0"
        return String(text)
    }

    private static func ranges<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend), canDecrypt(backend) else { return }
        let key = try Backend.PrivateKey(components())
        let ciphertext = octets(RSAKnownAnswers.ciphertext)
        for wrong in [[], Array(ciphertext.dropLast()), ciphertext + [0], [0] + ciphertext] {
            let expected = CryptoError.invalidLength(of: .ciphertext, expected: 256, got: wrong.count)
            try require(throwing: expected, "a ciphertext of \(wrong.count) octets") {
                _ = try decrypt(wrong, by: key, of: Backend.self)
            }
        }
        let modulus = publicComponents.modulus
        for high in [modulus, [UInt8](repeating: 0xFF, count: 256)] {
            try require(throwing: .valueOutOfRange, "a ciphertext that is not below the modulus") {
                _ = try decrypt(high, by: key, of: Backend.self)
            }
        }
    }

    private static func signatures<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend) else { return }
        let privateKey = try Backend.PrivateKey(components())
        let publicKey = try Backend.PublicKey(publicComponents)
        let message = Array(RSAKnownAnswers.message.utf8)
        for scheme in Backend.capabilities.signatureSchemes where scheme.keyKind == .rsa {
            let expected = signature(scheme)
            let own = try privateKey.sign(message.span, scheme: scheme)
            switch scheme.padding {
            case nil: break
            case .pkcs1: try require(own == expected, "\(scheme): another signature")
            case .pss:
                let next = try privateKey.sign(message.span, scheme: scheme)
                try require(own != next, "\(scheme): two signatures are the same")
                try publicKey.verify(own.span, over: message.span, scheme: scheme)
            }
            try publicKey.verify(expected.span, over: message.span, scheme: scheme)
        }
        for scheme in SignatureScheme.allCases where scheme.keyKind != .rsa {
            try require(throwing: .notOffered, "\(scheme), with an RSA key") {
                _ = try privateKey.sign(message.span, scheme: scheme)
            }
        }
    }

    private static func signature(_ scheme: SignatureScheme) -> [UInt8] {
        switch scheme {
        case .ecdsaSecp256r1SHA256: []
        case .rsaPKCS1SHA256: octets(RSAKnownAnswers.signatureSHA256)
        case .rsaPKCS1SHA384: octets(RSAKnownAnswers.signatureSHA384)
        case .rsaPSSSHA256: octets(RSAKnownAnswers.pssSignatureSHA256)
        case .rsaPSSSHA384: octets(RSAKnownAnswers.pssSignatureSHA384)
        }
    }

    private static func badSignatures<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend) else { return }
        let key = try Backend.PublicKey(publicComponents)
        let message = Array(RSAKnownAnswers.message.utf8)
        let otherMessage = message + [0x21]
        for scheme in Backend.capabilities.signatureSchemes where scheme.keyKind == .rsa {
            let good = signature(scheme)
            try require(throwing: .badSignature, "\(scheme) over another message") {
                try key.verify(good.span, over: otherMessage.span, scheme: scheme)
            }
            for other in SignatureScheme.allCases where other != scheme {
                try require(throwing: .badSignature, "\(scheme) taken for \(other)") {
                    try key.verify(good.span, over: message.span, scheme: other)
                }
            }
            var altered = good
            altered[100] ^= 4
            for bad in [altered, Array(good.dropLast()), good + [0], [UInt8](repeating: 0, count: 256), []] {
                try require(throwing: .badSignature, "\(scheme), a signature of \(bad.count) octets") {
                    try key.verify(bad.span, over: message.span, scheme: scheme)
                }
            }
        }
    }

    private static func keys<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend) else { return }
        func altered(_ number: String) -> String { (number.first == "3" ? "2" : "3") + number.dropFirst() }
        try require(throwing: .invalidKey(.inconsistent), "an exponent that is not the first prime's") {
            _ = try Backend.PrivateKey(components(exponent1: altered(RSAKnownAnswers.exponent1)))
        }
        try require(throwing: .invalidKey(.inconsistent), "an exponent that is not the second prime's") {
            _ = try Backend.PrivateKey(components(exponent2: altered(RSAKnownAnswers.exponent2)))
        }
        try require(throwing: .invalidKey(.inconsistent), "a coefficient that is no inverse") {
            _ = try Backend.PrivateKey(components(coefficient: altered(RSAKnownAnswers.coefficient)))
        }
        try require(throwing: .invalidKey(.inconsistent), "two primes that do not make the modulus") {
            _ = try Backend.PrivateKey(components(prime1: RSAKnownAnswers.prime2))
        }
        for exponent in [0, 1, 2, 65536] as [UInt64] {
            try require(throwing: .invalidKey(.publicExponent), "a public exponent of \(exponent)") {
                _ = try Backend.PublicKey(RSAPublicComponents(modulus: publicComponents.modulus, exponent: exponent))
            }
        }
        var even = publicComponents.modulus
        even[255] &= 0xFE
        for modulus in [even, [], [1], [UInt8](repeating: 0xFF, count: 64)] {
            try require(throwing: .invalidKey(.modulus), "a modulus of \(modulus.count) octets") {
                _ = try Backend.PublicKey(RSAPublicComponents(modulus: modulus, exponent: 65537))
            }
        }
    }
}
