public import BenchCore
public import CryptoBackend
internal import TLSTrust

/// A place at which the time of an answer could tell whether a premaster secret was a good one.
public protocol TimingTrial: AnyObject {
    /// What is timed, in a few words.
    var place: String { get }

    /// A ciphertext for it, which is made before anything is timed.
    func ciphertext(_ fault: PremasterFault) throws -> [UInt8]

    /// Nanoseconds from handing it over to the answer, which is the same whatever the fault; throws if it is not.
    func time(_ ciphertext: [UInt8], _ clock: Clock) throws -> UInt64
}

/// All places, for one backend.
public enum TimingTrials {
    /// The private operation; the server's side of a handshake without a transport; and the same over loopback TCP.
    ///
    /// - Parameters:
    ///   - modulus: computes the public operation on blocks that no backend would make.
    ///   - bits: of the server's key: 2048, 3072 or 4096.
    public static func all<Backend: CryptoBackend, Modulus: ModularArithmetic>(
        on _: Backend.Type,
        forgingWith _: Modulus.Type,
        bits: Int
    ) throws -> [any TimingTrial] {
        let fixture = try Fixture(.rsa(bits: bits))
        let forger = try PremasterForger<Backend, Modulus>(fixture.pki.credentials.rsaPrivateKey().publicComponents)
        let key = try Backend.PrivateKey(fixture.pki.credentials.rsaPrivateKey())
        return [
            DecryptionTrial(key: key, forger: forger), MemoryTrial(try ServerUnderTrial(fixture, forger)),
            try LoopbackTrial(ServerUnderTrial(fixture, forger)),
        ]
    }
}

/// ``RSAPrivateKey/decryptPremaster(_:clientVersion:)`` alone.
private final class DecryptionTrial<Backend: CryptoBackend, Modulus: ModularArithmetic>: TimingTrial {
    private let key: Backend.PrivateKey
    private let forger: PremasterForger<Backend, Modulus>

    init(key: Backend.PrivateKey, forger: PremasterForger<Backend, Modulus>) {
        self.key = key
        self.forger = forger
    }

    var place: String { "decryption" }

    func ciphertext(_ fault: PremasterFault) throws -> [UInt8] { try forger.ciphertext(fault) }

    func time(_ ciphertext: [UInt8], _ clock: Clock) throws -> UInt64 {
        let begin = clock.now()
        let secret = try key.decryptPremaster(ciphertext.span, clientVersion: 0x0303)
        let end = clock.now()
        try expect(secret.count == 48, "the premaster secret has \(secret.count) octets")
        return end - begin
    }
}
