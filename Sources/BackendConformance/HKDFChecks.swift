internal import CryptoBackend

/// HKDF, of which TLS 1.3 makes its key schedule.
enum HKDFChecks {
    static let all = [
        ConformanceCheck("hkdf", "gives the published answers, without a salt too") { try examples($0) },
        ConformanceCheck("hkdf", "gives prefixes of one stream, up to 255 digests and no more") { try lengths($0) },
    ]

    private struct Answer {
        let hash: HashAlgorithm
        let input: [UInt8]
        let salt: [UInt8]
        let info: [UInt8]
        /// Nothing where the source has none.
        let key: String
        let output: String
    }

    /// RFC 5869 appendices A.1 to A.3; Wycheproof's hkdf_sha384_test.json, tests 3, 12 and 20.
    private static let answers = [
        Answer(
            hash: .sha256,
            input: [UInt8](repeating: 0x0b, count: 22),
            salt: Array(0x00...0x0c),
            info: Array(0xf0...0xf9),
            key: "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
            output: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        ),
        Answer(
            hash: .sha256,
            input: Array(0x00...0x4f),
            salt: Array(0x60...0xaf),
            info: Array(0xb0...0xff),
            key: "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
            output: """
                b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c
                2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87
                """
        ),
        Answer(
            hash: .sha256,
            input: [UInt8](repeating: 0x0b, count: 22),
            salt: [],
            info: [],
            key: "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
            output: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
        ),
        Answer(
            hash: .sha384,
            input: octets("a4748031a14d3e6aafe42aa20c568f5f"),
            salt: [],
            info: [],
            key: "",
            output: """
                61c0d2797276f1b789397e5a4be75c961a77bdbad4cca2bd9a4160cb85fafb1b32f95d610c58766f29769d0c68b0bcfb15916d49b7
                2e52ad2f3e7315618175d3
                """
        ),
        Answer(
            hash: .sha384,
            input: octets("7a00817689a3d79001825a864c69c120"),
            salt: octets("08bc01c053a6406c7c4a667c9b9b3894"),
            info: octets("967ccd75395be6e96a67759f070487c9e2107791"),
            key: "",
            output: """
                bd02e16b6024f2c3b752d1c1d3047583697731915fbbb34418f479b0c9bf84a86bd8e715eca198da8f9b39b25a1229c311853f8623
                40cdefe46ddf41dcf256d9
                """
        ),
        Answer(
            hash: .sha384,
            input: octets("24a37db03dbcffbe9e28d582d0d8c60a"),
            salt: octets(
                """
                4c3d3b4f5436418713fbe2fbc4d647095ce5d5392dcfffd20327187e14fb68360b94c5122203292d8b648a754ab70f6d3d61e0650f
                06d55c4b5762cba0231e27
                """
            ),
            info: octets("8cd9e7b786a74bd370bae434e31a559bdf75d65f"),
            key: "",
            output: "f96e579b4f583cce512cc410132c5b89054d952b0b6964ce8fb1d37808f43f8a7b8739a1c78c77771107"
        ),
    ]

    private static func expand<Backend: CryptoBackend>(
        _: Backend.Type,
        _ key: borrowing SecretBytes,
        _ info: [UInt8],
        _ hash: HashAlgorithm,
        _ length: Int
    ) throws -> [UInt8] {
        var result = [UInt8](repeating: 0, count: length)
        var output = result.mutableSpan
        try Backend.hkdfExpand(key, info: info.span, hash: hash, into: &output)
        return result
    }

    private static func examples<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        for answer in answers where Backend.capabilities.hashes.contains(answer.hash) {
            let key = try Backend.hkdfExtract(
                salt: secret(answer.salt),
                inputKeyMaterial: secret(answer.input),
                hash: answer.hash
            )
            let name = "\(answer.hash), a salt of \(answer.salt.count) octets"
            try require(key.count == answer.hash.digestLength, "HKDF-Extract with \(name): \(key.count) octets")
            if !answer.key.isEmpty { try require(open(key) == octets(answer.key), "HKDF-Extract with \(name)") }
            let expected = octets(answer.output)
            let output = try expand(backend, key, answer.info, answer.hash, expected.count)
            try require(output == expected, "HKDF-Expand with \(name)")
        }
    }

    private static func lengths<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        for hash in Backend.capabilities.hashes {
            let (digest, info) = (hash.digestLength, Array("tls13 key".utf8))
            let key = secret([UInt8](repeating: 5, count: digest))
            let long = try expand(backend, key, info, hash, 255 * digest)
            for length in [0, 1, 12, 16, 32, digest - 1, digest, digest + 1, 2 * digest, 100, 254 * digest + 1] {
                let short = try expand(backend, key, info, hash, length)
                try require(short == Array(long[..<length]), "\(length) octets with \(hash)")
            }
            let other = try expand(backend, key, Array("tls13 iv".utf8), hash, 32)
            try require(other != Array(long[..<32]), "another info gives the same with \(hash)")
            // RFC 5869 §2.3: L is at most 255 digests.
            let tooLong = 255 * digest + 1
            let expected = CryptoError.invalidLength(of: .output, expected: 255 * digest, got: tooLong)
            try require(throwing: expected, "\(tooLong) octets with \(hash)") {
                _ = try expand(backend, key, info, hash, tooLong)
            }
        }
    }
}
