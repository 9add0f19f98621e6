import CIntrinsics
import CryptoBackend
import Testing
import VectorSupport

@testable import SwiftCore

/// What valgrind cannot execute, the processor itself can, an instruction at a time: whatever the secrets are, each kernel that this
/// CPU has takes the same branches. Addresses of data are not seen; that kernels have no tables of secrets is by their
/// construction. The portable tiers are left to valgrind, for a step takes ten microseconds.
@Suite(.serialized) struct `The instructions of a kernel` {
    /// One of random octets, and one of zeros.
    private static func secrets(_ count: Int) -> [[UInt8]] {
        var generator = SeededGenerator(seed: 2601)
        return [generator.octets(count), [UInt8](repeating: 0, count: count)]
    }

    /// What happens once in a process, for ``trace(_:)`` itself, is over.
    init() throws { _ = try hash {} }

    /// A hash of all that was executed of this program between the beginning and the end of `body`, once it is warm.
    private func trace(_ body: () throws -> Void) throws -> UInt64 {
        try body()
        let (hash, executed) = try hash(body)
        #expect(executed > 100)
        return hash
    }

    private func hash(_ body: () throws -> Void) throws -> (UInt64, executed: UInt64) {
        try #require(tlsbench_prepare_stepping() == 0)
        tlsbench_toggle_stepping()
        let outcome = Result { try body() }
        tlsbench_toggle_stepping()
        var count = 0
        let table = unsafe tlsbench_steps(&count)
        let executed = (0..<count).reduce(0) { unsafe $0 + (table?[$1].count ?? 0) }
        try outcome.get()
        return (tlsbench_step_trace(), executed)
    }

    @Test(arguments: [Dispatch.GCM.aesclmul, .vaes, .vaes512].filter { $0.isHere }, [0, 16, 37, 300, 1100])
    func `of AES-GCM are the same for all keys and plaintexts`(tier: Dispatch.GCM, count: Int) throws {
        var traces: Set<UInt64> = []
        for secret in Self.secrets(32 + count) {
            let aead = try SwiftAEAD(.aes256GCM, key: SecretBytes(Array(secret.prefix(32))), tier: tier)
            var record = Array(secret.dropFirst(32)) + [UInt8](repeating: 0, count: 16)
            let (nonce, additional) = ([UInt8](repeating: 7, count: 12), [UInt8](repeating: 9, count: 13))
            traces.insert(
                try trace {
                    var span = record.mutableSpan
                    try aead.seal(&span, nonce: nonce.span, additional: additional.span)
                    try aead.open(&span, nonce: nonce.span, additional: additional.span)
                }
            )
        }
        #expect(traces.count == 1)
    }

    @Test(arguments: Dispatch.chaChas.filter { $0 != .portable }, [0, 16, 37, 300, 1100, 2200])
    func `of ChaCha20-Poly1305 are the same for all keys and plaintexts`(tier: Dispatch.ChaCha, count: Int) throws {
        var traces: Set<UInt64> = []
        for secret in Self.secrets(32 + count) {
            let key = SecretBytes(Array(secret.prefix(32)))
            let aead = try SwiftAEAD(.chacha20Poly1305, key: key, chaCha: tier)
            var record = Array(secret.dropFirst(32)) + [UInt8](repeating: 0, count: 16)
            let (nonce, additional) = ([UInt8](repeating: 7, count: 12), [UInt8](repeating: 9, count: 13))
            traces.insert(
                try trace {
                    var span = record.mutableSpan
                    try aead.seal(&span, nonce: nonce.span, additional: additional.span)
                    try aead.open(&span, nonce: nonce.span, additional: additional.span)
                }
            )
        }
        #expect(traces.count == 1)
    }

    @Test(arguments: HashAlgorithm.allCases)
    func `of the PRF are the same for all secrets`(hash: HashAlgorithm) throws {
        var traces: Set<UInt64> = []
        for secret in Self.secrets(48) {
            let secret = SecretBytes(secret)
            let seed = [UInt8](repeating: 3, count: 64)
            var output = [UInt8](repeating: 0, count: 48)
            traces.insert(
                try trace {
                    var span = output.mutableSpan
                    try SwiftBackend.prf(secret, label: .masterSecret, seed: seed.span, hash: hash, into: &span)
                }
            )
        }
        #expect(traces.count == 1)
    }

    @Test(arguments: Dispatch.bignums.filter { $0 != .portable })
    func `of a power are the same for all moduli, bases and exponents of a length`(tier: Dispatch.Bignum) throws {
        var traces: Set<UInt64> = []
        for secret in Self.secrets(64 + 64 + 3) {
            // Odd and large enough for any base of these.
            let modulus = try MontgomeryModulus(
                oddModulus: SecretBytes([0xff] + secret[1..<63] + [0x01]),
                tier: tier
            )
            let base = SecretBytes([0x7f] + secret[65..<128])
            let exponent = SecretBytes(Array(secret.suffix(3)))
            traces.insert(try trace { _ = try modulus.power(base, secretExponent: exponent) })
        }
        #expect(traces.count == 1)
    }

    /// Of five blocks, whose multiplication is written out, and of three.
    @Test(arguments: [64, 128])
    func `of two powers at once are so too`(count: Int) throws {
        var traces: Set<UInt64> = []
        for secret in Self.secrets(count + count + 3) {
            let first = try MontgomeryModulus(oddModulus: SecretBytes([0xff] + secret[1..<count - 1] + [0x01]))
            let second = try MontgomeryModulus(oddModulus: SecretBytes([0xfe] + secret[1..<count - 1] + [0x03]))
            let base = SecretBytes([0x7f] + secret[count + 1..<2 * count])
            let exponent = SecretBytes(Array(secret.suffix(3)))
            traces.insert(
                try trace {
                    let powers = try MontgomeryModulus.powers(
                        base,
                        secretExponent: exponent,
                        modulo: first,
                        base,
                        secretExponent: exponent,
                        modulo: second
                    )
                    _ = powers.first.count
                }
            )
        }
        #expect(traces.count == 1)
    }

    /// The scalar's windows, the kernel, the inversion.
    @Test(arguments: [Dispatch.curve].filter { $0 != .portable })
    func `of the curves are the same for all private values`(tier: Dispatch.Curve) throws {
        var traces: [Set<UInt64>] = [[], [], [], []]
        let point: [UInt8] = [5] + [UInt8](repeating: 0, count: 31)
        for octets in Self.secrets(31) {
            let secret = SecretBytes([1] + octets)
            traces[0].insert(try trace { _ = X25519.multiplyBase(secret, tier: tier).count })
            traces[1].insert(try trace { _ = X25519.multiply(secret, point.span, tier: tier).count })
            traces[2].insert(try trace { _ = P256.multiplyBase(secret, tier: tier).count })
            traces[3].insert(try trace { _ = P256.multiply(secret, .base, tier: tier).count })
        }
        #expect(traces.map(\.count) == [1, 1, 1, 1])
    }

    /// Or the tests above could not fail.
    @Test func `of code that branches on a secret differ`() throws {
        var traces: Set<UInt64> = []
        for secret in Self.secrets(200) {
            var sum = 0
            traces.insert(try trace { for octet in secret where octet & 1 == 1 { sum += Int(octet) } })
        }
        #expect(traces.count == 2)
    }
}

extension Dispatch.GCM {
    /// Whether this CPU has what it takes.
    fileprivate var isHere: Bool { Dispatch.gcms.contains(self) }
}
