internal import CryptoBackend

/// The pseudorandom function of TLS 1.2.
enum PRFChecks {
    static let all = [
        ConformanceCheck("prf", "gives the published answers") { try examples($0) },
        ConformanceCheck("prf", "gives prefixes of one stream, and another stream for another label") {
            try streams($0)
        },
        ConformanceCheck("prf", "gives the same a thousand times") { try repetitions($0) },
    ]

    /// From the IETF's TLS list, message 03416, the first 100 and 148 octets of each.
    private static let answers: [(hash: HashAlgorithm, secret: String, seed: String, output: String)] = [
        (
            .sha256, "9bbe436ba940f017b17652849a71db35", "a0ba9f936cda311827a6f796ffd5198c",
            """
            e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7
            077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66
            """
        ),
        (
            .sha384, "b80b733d6ceefcdc71566ea48e5567df", "cd665cf6a8447dd6ff8b27555edb7465",
            """
            7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cde9ca0faa60be9fe34f82b1233c9146a0e534cb40
            0fed2700884f9dc236f80edd8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad05d9184259b5bf8cd4d90fa0d
            31e2dec479e4f1a26066f2eea9a69236a3e52655c9e9aee691c8f3a26854308d5eaa3be85e0990703d73e56f
            """
        ),
    ]

    private static func derive<Backend: CryptoBackend>(
        _: Backend.Type,
        _ key: [UInt8],
        _ label: String,
        _ seed: [UInt8],
        _ hash: HashAlgorithm,
        _ length: Int
    ) throws -> [UInt8] {
        var result = [UInt8](repeating: 0, count: length)
        var output = result.mutableSpan
        let label = PRFLabel(octets: Array(label.utf8))
        try Backend.prf(secret(key), label: label, seed: seed.span, hash: hash, into: &output)
        return result
    }

    private static func examples<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        for answer in answers where Backend.capabilities.hashes.contains(answer.hash) {
            let expected = octets(answer.output)
            let key = octets(answer.secret)
            let output = try derive(backend, key, "test label", octets(answer.seed), answer.hash, expected.count)
            try require(output == expected, "PRF with \(answer.hash)")
        }
    }

    private static func streams<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        let key = [UInt8](repeating: 7, count: 48)
        let seed = [UInt8](repeating: 9, count: 64)
        for hash in Backend.capabilities.hashes {
            let long = try derive(backend, key, "key expansion", seed, hash, 200)
            for length in [1, 12, 31, 32, 33, 47, 48, 49, 72, 96, 104, 199] {
                let short = try derive(backend, key, "key expansion", seed, hash, length)
                try require(short == Array(long[..<length]), "\(length) octets with \(hash)")
            }
            let other = try derive(backend, key, "master secret", seed, hash, 200)
            try require(other != long, "another label gives the same with \(hash)")
        }
    }

    private static func repetitions<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard let answer = answers.first(where: { Backend.capabilities.hashes.contains($0.hash) }) else { return }
        let key = octets(answer.secret)
        let seed = octets(answer.seed)
        let expected = Array(octets(answer.output)[..<48])
        for attempt in 1...1000 {
            let output = try derive(backend, key, "test label", seed, answer.hash, 48)
            try require(output == expected, "time \(attempt)")
        }
    }
}
