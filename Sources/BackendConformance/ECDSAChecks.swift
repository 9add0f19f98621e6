internal import CryptoBackend

/// ECDSA with P-256 and SHA-256.
enum ECDSAChecks {
    static let all = [
        ConformanceCheck("ecdsa", "verifies the signatures of another implementation") { try verifies($0) },
        ConformanceCheck("ecdsa", "signs what it verifies, and never the same twice") { try signs($0) },
        ConformanceCheck("ecdsa", "refuses signatures that do not hold") { try badSignatures($0) },
        ConformanceCheck("ecdsa", "refuses signatures that are not in DER's one form") { try badEncodings($0) },
        ConformanceCheck("ecdsa", "refuses keys that are none, or whose parts do not belong together") { try keys($0) },
    ]

    private static let scheme = SignatureScheme.ecdsaSecp256r1SHA256
    private static let publicComponents = components(of: octets(ECDSAKnownAnswers.point))

    private static func components(of point: [UInt8], group: NamedGroup = .secp256r1) -> ECDSAPublicComponents {
        ECDSAPublicComponents(group: group, point: point)
    }

    private static func isOffered<Backend: CryptoBackend>(by _: Backend.Type) -> Bool {
        Backend.capabilities.signatureSchemes.contains(scheme)
    }

    private static func privateKey<Backend: CryptoBackend>(
        _: Backend.Type,
        _ value: [UInt8] = octets(ECDSAKnownAnswers.privateValue)
    ) throws -> Backend.ECDSAPrivateKey {
        try Backend.ECDSAPrivateKey(
            ECDSAPrivateComponents(publicComponents: publicComponents, privateValue: secret(value))
        )
    }

    private static func verifies<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend) else { return }
        let key = try Backend.ECDSAPublicKey(publicComponents)
        for answer in ECDSAKnownAnswers.signatures {
            let message = Array(answer.message.utf8)
            let signature = ECDSAKnownAnswers.encoded(r: answer.r, s: answer.s)
            try key.verify(signature.span, over: message.span, scheme: scheme)
        }
        // The null backend verifies everything: another message has to fail.
        try require(throwing: .badSignature, "another message") {
            let (message, answer) = (Array("Sample".utf8), ECDSAKnownAnswers.signatures[0])
            let signature = ECDSAKnownAnswers.encoded(r: answer.r, s: answer.s)
            try key.verify(signature.span, over: message.span, scheme: scheme)
        }
    }

    private static func signs<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend) else { return }
        let (privateKey, publicKey) = (try privateKey(backend), try Backend.ECDSAPublicKey(publicComponents))
        var seen: Set<[UInt8]> = []
        for count in [0, 1, 32, 100, 1000] {
            let message = [UInt8](repeating: 5, count: count)
            for _ in 0..<4 {
                let signature = try privateKey.sign(message.span, scheme: scheme)
                try require(seen.insert(signature).inserted, "the same signature twice")
                try require((8...72).contains(signature.count), "a signature of \(signature.count) octets")
                try publicKey.verify(signature.span, over: message.span, scheme: scheme)
            }
        }
        for other in SignatureScheme.allCases where other.keyKind != .ecdsa {
            try require(throwing: .notOffered, "\(other), with an ECDSA key") {
                _ = try privateKey.sign([1].span, scheme: other)
            }
        }
    }

    private static func badSignatures<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend) else { return }
        let key = try Backend.ECDSAPublicKey(publicComponents)
        let answer = ECDSAKnownAnswers.signatures[0]
        let message = Array(answer.message.utf8)
        let (r, s) = (octets(answer.r), octets(answer.s))
        let zero = [UInt8](repeating: 0, count: 32)
        let order = octets(ECDSAKnownAnswers.order)
        var other = s
        other[31] ^= 1
        for (fault, r, s) in [
            ("another s", r, other), ("exchanged numbers", s, r), ("r = 0", zero, s), ("s = 0", r, zero),
            ("r = s = 0", zero, zero), ("r = n", order, s), ("s = n", r, order),
        ] {
            let signature = ECDSAKnownAnswers.encoded(r: r, s: s)
            try require(throwing: .badSignature, fault) {
                try key.verify(signature.span, over: message.span, scheme: scheme)
            }
        }
        let good = ECDSAKnownAnswers.encoded(r: r, s: s)
        for other in SignatureScheme.allCases where other != scheme {
            try require(throwing: .badSignature, "\(scheme) taken for \(other)") {
                try key.verify(good.span, over: message.span, scheme: other)
            }
        }
    }

    private static func badEncodings<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend) else { return }
        let key = try Backend.ECDSAPublicKey(publicComponents)
        let answer = ECDSAKnownAnswers.signatures[0]
        let message = Array(answer.message.utf8)
        let good = ECDSAKnownAnswers.encoded(r: answer.r, s: answer.s)
        // 30 46, 02 21 00 r, 02 21 00 s
        let faults: [(String, [UInt8])] = [
            ("nothing", []), ("a number too few", [0x30, 0x23] + good[2..<37]),
            ("an octet too few", Array(good.dropLast())), ("an octet too many", good + [0]),
            ("an octet too many inside", [0x30, 0x47] + good.dropFirst(2) + [0]),
            ("a length of two octets", [0x30, 0x81, 0x46] + good.dropFirst(2)),
            ("no end of the sequence", [0x30, 0x80] + good.dropFirst(2) + [0, 0]),
            ("a padded number", [0x30, 0x47, 0x02, 0x22, 0] + good.dropFirst(4)),
            ("a negative number", [0x30, 0x45, 0x02, 0x20] + good.dropFirst(5)),
            ("a set", [0x31] + good.dropFirst()), ("an octet string", [0x30, 0x46, 0x04] + good.dropFirst(3)),
            ("no DER", octets(answer.r) + octets(answer.s)),
        ]
        for (fault, signature) in faults {
            try require(throwing: .badSignature, fault) {
                try key.verify(signature.span, over: message.span, scheme: scheme)
            }
        }
    }

    private static func keys<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard isOffered(by: backend) else { return }
        let point = publicComponents.point
        var other = point
        other[64] ^= 1
        let compressed = [3] + Array(point[1..<33])
        let hybrid = [6] + Array(point.dropFirst())
        let zeros = [4] + [UInt8](repeating: 0, count: 64)
        let faults: [[UInt8]] = [other, compressed, hybrid, zeros, [0], [], point + [0], Array(point.dropLast())]
        for bad in faults {
            try require(throwing: .invalidKey(.point), "a point of \(bad.count) octets") {
                _ = try Backend.ECDSAPublicKey(components(of: bad))
            }
        }
        for group in NamedGroup.allCases where group != .secp256r1 {
            try require(throwing: .invalidKey(.curve), "\(group)") {
                _ = try Backend.ECDSAPublicKey(components(of: point, group: group))
            }
        }
        let order = octets(ECDSAKnownAnswers.order)
        var next = octets(ECDSAKnownAnswers.privateValue)
        next[31] &+= 1
        for value in [[UInt8](repeating: 0, count: 32), order, [UInt8](repeating: 0xFF, count: 32), next] {
            try require(throwing: .invalidKey(.inconsistent), "another private value") {
                _ = try privateKey(backend, value)
            }
        }
        for count in [0, 31, 33] {
            let expected = CryptoError.invalidLength(of: .privateValue, expected: 32, got: count)
            try require(throwing: expected, "a private value of \(count) octets") {
                _ = try privateKey(backend, [UInt8](repeating: 1, count: count))
            }
        }
    }
}
