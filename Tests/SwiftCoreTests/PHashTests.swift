import CryptoBackend
import SwiftCore
import Testing
import VectorSupport

/// The PRF on whole blocks against the PRF over HMAC, which has vectors of its own.
@Suite struct `P_hash on whole blocks` {
    private func check(
        _ hash: HashAlgorithm,
        secret: Int,
        seed: Int,
        output: Int,
        _ generator: inout SeededGenerator
    ) throws {
        let secretOctets = generator.octets(secret)
        let seedOctets = generator.octets(seed)
        var results: [[UInt8]] = []
        for isOverMAC in [false, true] {
            let key = SecretBytes(copying: secretOctets.span)
            var derived = [UInt8](repeating: 0, count: output)
            var span = derived.mutableSpan
            if isOverMAC {
                try SwiftBackend.prfOverMAC(
                    key,
                    label: .keyExpansion,
                    seed: seedOctets.span,
                    hash: hash,
                    into: &span
                )
            } else {
                try SwiftBackend.prf(key, label: .keyExpansion, seed: seedOctets.span, hash: hash, into: &span)
            }
            results.append(derived)
        }
        #expect(results[0] == results[1], "\(hash), \(secret) octets of secret, \(seed) of seed, \(output) of output")
    }

    @Test(arguments: HashAlgorithm.allCases)
    func `gives what HMAC gives, for every length of the seed`(hash: HashAlgorithm) throws {
        var generator = SeededGenerator(seed: 1)
        for seed in 0...300 { try check(hash, secret: 48, seed: seed, output: 100, &generator) }
    }

    @Test(arguments: HashAlgorithm.allCases)
    func `and of the secret, also beyond a block`(hash: HashAlgorithm) throws {
        var generator = SeededGenerator(seed: 2)
        for secret in 0...200 { try check(hash, secret: secret, seed: 64, output: 48, &generator) }
    }

    @Test(arguments: HashAlgorithm.allCases)
    func `and of the output, also of none`(hash: HashAlgorithm) throws {
        var generator = SeededGenerator(seed: 3)
        for output in 0...200 { try check(hash, secret: 48, seed: 64, output: output, &generator) }
    }
}
