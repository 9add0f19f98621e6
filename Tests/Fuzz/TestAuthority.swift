internal import Glibc
internal import TLSTrust

/// A server's certificate and its authority, over the benchmarks' keys: the same in every process of a day.
enum TestAuthority {
    static let serverName = "localhost"

    static let pki: TestPKI = {
        do {
            return try TestPKI.mint(
                serverNames: [serverName],
                keyPEM: BenchmarkKeys.pem(bits: 2048) ?? "",
                authorityKeyPEM: BenchmarkKeys.authority,
                day: time(nil) / 86_400
            )
        } catch { fatalError("\(error)") }
    }()
}
