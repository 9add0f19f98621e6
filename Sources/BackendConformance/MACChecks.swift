internal import CryptoBackend

/// HMAC as the PRF uses it.
enum MACChecks {
    static let all = [
        ConformanceCheck("mac", "gives the MACs of RFC 4231, again and again under one key") { try examples($0) },
        ConformanceCheck("mac", "refuses an output of another length") { try lengths($0) },
    ]

    /// RFC 4231 §4.3 (test case 2) and §4.7 (test case 6: a key longer than a block).
    private static let answers: [(hash: HashAlgorithm, key: [UInt8], message: String, mac: String)] = [
        (
            .sha256, Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            .sha384, Array("Jefe".utf8), "what do ya want for nothing?",
            "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649"
        ),
        (
            .sha256, Array(repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        (
            .sha384, Array(repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952"
        ),
    ]

    private static func examples<Backend: CryptoBackend>(_: Backend.Type) throws {
        for answer in answers where Backend.capabilities.hashes.contains(answer.hash) {
            let mac = try Backend.MAC(key: secret(answer.key), hash: answer.hash)
            let message = Array(answer.message.utf8)
            for attempt in 1...3 {
                // Cut in another place each time.
                try mac.update(message.span.extracting(0..<attempt))
                try mac.update(message.span.extracting(attempt..<message.count))
                var result = [UInt8](repeating: 0, count: answer.hash.digestLength)
                var output = result.mutableSpan
                try mac.finalize(into: &output)
                try require(result == octets(answer.mac), "HMAC-\(answer.hash), time \(attempt)")
            }
        }
    }

    private static func lengths<Backend: CryptoBackend>(_: Backend.Type) throws {
        for hash in Backend.capabilities.hashes {
            let mac = try Backend.MAC(key: secret([1]), hash: hash)
            for length in [0, hash.digestLength - 1, hash.digestLength + 1] {
                var result = [UInt8](repeating: 0, count: length)
                let expected = CryptoError.invalidLength(of: .output, expected: hash.digestLength, got: length)
                try require(throwing: expected, "\(length) octets for HMAC-\(hash)") {
                    var output = result.mutableSpan
                    try mac.finalize(into: &output)
                }
            }
        }
    }
}
