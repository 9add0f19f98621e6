internal import CryptoBackend

/// HMAC, record protection, the PRF and HKDF: their keys, and what the last two derive.
enum SymmetricChecks<Backend: CryptoBackend> {
    static func secretBytes() throws {
        let secret = watchedSecret(48)
        try follow {
            Owner(secret.copy())
        } using: {
            guard $0.secret.count == 48 else { throw NothingFollowed() }
        }
    }

    static func mac() throws {
        for hash in HashAlgorithm.allCases {
            // Shorter than a block, and longer.
            for length in [32, 200] {
                let key = watchedSecret(length)
                let message = watchedSecret(300)
                try follow {
                    try Backend.MAC(key: key, hash: hash)
                } using: { mac in
                    try message.withBytes { (octets) throws(CryptoError) in try mac.update(octets) }
                    var tag = [UInt8](repeating: 0, count: hash.digestLength)
                    var output = tag.mutableSpan
                    try mac.finalize(into: &output)
                    // A message that is never finished.
                    try message.withBytes { (octets) throws(CryptoError) in try mac.update(octets.extracting(0..<40)) }
                }
            }
        }
    }

    static func aead() throws {
        let (nonce, additional) = ([UInt8](repeating: 9, count: 12), [UInt8](repeating: 9, count: 13))
        for algorithm in Backend.capabilities.aeads {
            let key = watchedSecret(algorithm.keyLength)
            try follow {
                try Backend.AEAD(algorithm, key: key)
            } using: { aead in
                // The octets of the tag come last.
                var record = watchedSecret(1016)
                try record.withMutableBytes { (octets) throws(CryptoError) in
                    try aead.seal(&octets, nonce: nonce.span, additional: additional.span)
                    try aead.open(&octets, nonce: nonce.span, additional: additional.span)
                }
            }
        }
    }

    static func prf() throws {
        let seed = [UInt8](repeating: 9, count: 64)
        for hash in HashAlgorithm.allCases {
            var output = SecretBytes(zeroed: 104)
            let secret = watchedSecret(48)
            // Twice: watched after the first time, so that the second one is looked at.
            for _ in 1...2 {
                try output.withMutableBytes { (octets) throws(CryptoError) in
                    try Backend.prf(secret, label: .keyExpansion, seed: seed.span, hash: hash, into: &octets)
                }
                output.withBytes(watch)
            }
        }
    }

    static func hkdf() throws {
        let info = [UInt8](repeating: 9, count: 64)
        for hash in HashAlgorithm.allCases {
            let salt = watchedSecret(hash.digestLength)
            let material = watchedSecret(32)
            var output = SecretBytes(zeroed: 104)
            // Twice: watched after the first time, so that the second one is looked at.
            for _ in 1...2 {
                let key = try Backend.hkdfExtract(salt: salt, inputKeyMaterial: material, hash: hash)
                key.withBytes(watch)
                try output.withMutableBytes { (octets) throws(CryptoError) in
                    try Backend.hkdfExpand(key, info: info.span, hash: hash, into: &octets)
                }
                output.withBytes(watch)
            }
        }
    }
}
