internal import BenchCore
internal import Glibc
public import TLSTrust

/// Certificates over the benchmark keys: made today, so that they never expire, and the same for all processes of a day, so that
/// they do the same work. Their private keys are public: they are for peers within one machine that have nothing to hide.
public enum BenchmarkPKI {
    /// A certificate for localhost and 127.0.0.1 under the benchmarks' authority. No key has to be generated, which would take
    /// longer than all handshakes of a check.
    ///
    /// - Parameter bits: 2048, 3072 or 4096; throws for any other.
    public static func make(bits: Int) throws -> TestPKI {
        guard let key = BenchmarkKeys.pem(bits: bits) else {
            throw WorkloadFailure("there is no benchmark key of \(bits) bits")
        }
        return try TestPKI.mint(
            serverNames: ["localhost", "127.0.0.1"],
            keyPEM: key,
            authorityKeyPEM: BenchmarkKeys.authority,
            day: time(nil) / 86400
        )
    }

    /// The same with keys on P-256, of the authority too. Throws what libcrypto throws.
    public static func makeP256() throws -> TestPKI {
        try TestPKI.mint(
            serverNames: ["localhost", "127.0.0.1"],
            keyPEM: BenchmarkKeys.p256,
            authorityKeyPEM: BenchmarkKeys.p256Authority,
            day: time(nil) / 86400
        )
    }
}
