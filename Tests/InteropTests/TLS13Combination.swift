import CryptoBackend
import TLSEngine
import TLSWire
import Testing

@testable import tlsbench

/// One backend with one cipher suite of TLS 1.3 and one group, as every party spells them.
struct TLS13Combination: Sendable, CustomTestStringConvertible {
    let backend: String
    var suite = Suite.aes128
    var group = Group.x25519

    enum Suite: String, Sendable, CaseIterable {
        case aes128 = "TLS_AES_128_GCM_SHA256"
        case aes256 = "TLS_AES_256_GCM_SHA384"
        case chacha20 = "TLS_CHACHA20_POLY1305_SHA256"

        var gnuTLSName: String {
            switch self {
            case .aes128: "AES-128-GCM"
            case .aes256: "AES-256-GCM"
            case .chacha20: "CHACHA20-POLY1305"
            }
        }

        /// The number in the registry, as NSS's tools take it.
        var nssName: String {
            switch self {
            case .aes128: ":1301"
            case .aes256: ":1302"
            case .chacha20: ":1303"
            }
        }
    }

    enum Group: String, Sendable, CaseIterable {
        case x25519, secp256r1
        case hybrid = "X25519MLKEM768"

        /// Those that every program here has. GnuTLS 3.7, NSS 3.87 and OpenSSL 3.0 have no hybrid.
        static let curves = [Group.x25519, .secp256r1]

        var openSSLName: String {
            switch self {
            case .x25519: "X25519"
            case .secp256r1: "P-256"
            case .hybrid: "X25519MLKEM768"
            }
        }

        var gnuTLSName: String { "GROUP-\(rawValue.uppercased())" }
        var nssName: String { self == .secp256r1 ? "P256" : rawValue }

        /// One that a client sends a share for without one for this.
        var other: Group { self == .secp256r1 ? .x25519 : .secp256r1 }
    }

    /// Every suite with every group that the backend can do.
    static func all(of backend: String, among groups: [Group] = Group.allCases) -> [TLS13Combination] {
        guard let type = Registry.backends.first(where: { $0.identity.name == backend }) else { return [] }
        let suites = Suite.allCases.filter { suite in
            CipherSuite.supportedTLS13.contains { $0.name == suite.rawValue && type.canDo($0) }
        }
        let offered = KeyExchangeGroup.all.filter { $0.isOffered(by: type.capabilities) }.map(\.name)
        return suites.flatMap { suite in
            groups.filter { offered.contains($0.rawValue) }
                .map { TLS13Combination(backend: backend, suite: suite, group: $0) }
        }
    }

    /// Every suite with every group at once, and each group once after a retry; with ECDSA the first group alone, for suite and
    /// certificate have nothing to do with each other.
    static func cases(
        of backend: String,
        with kind: CertificateKind,
        among groups: [Group] = Group.allCases
    ) -> [(combination: TLS13Combination, isRetried: Bool)] {
        (kind == .rsa ? groups[...] : groups.prefix(1)).flatMap { group in
            let combinations = all(of: backend, among: [group])
            return combinations.map { ($0, false) } + combinations.suffix(1).map { ($0, true) }
        }
    }

    /// Certificates of RSA with every backend, and of ECDSA with the first: what other programs make of those does not depend on
    /// who signs here, and `openssl` meets all.
    static let backendsAndKinds: [(String, CertificateKind)] =
        Combination.backends.map { ($0, .rsa) } + Combination.backends.prefix(1).map { ($0, .ecdsa) }

    /// What `serve` and `connect` are told.
    var options: [String] { ["--backend", backend, "--cipher-suite", suite.rawValue, "--groups", group.rawValue] }

    /// A GnuTLS priority string that leaves this suite and these groups alone.
    func gnuTLSPriority(_ groups: [String]) -> String {
        Self.gnuTLSPriority(groups) + ":-CIPHER-ALL:+\(suite.gnuTLSName)"
    }

    /// One with every suite of TLS 1.3.
    static func gnuTLSPriority(_ groups: [String] = Group.curves.map(\.gnuTLSName)) -> String {
        "NORMAL:-VERS-ALL:+VERS-TLS1.3:-GROUP-ALL" + groups.map { ":+\($0)" }.joined()
    }

    /// What the page of `serve` and the output of `connect` show.
    func isNegotiated(in text: String) -> Bool {
        text.contains("protocol: TLS 1.3\n") && text.contains("cipher suite: \(suite.rawValue)\n")
            && text.contains("group: \(group.rawValue)\n")
    }

    var testDescription: String { "\(backend) \(suite.rawValue) \(group.rawValue)" }
}
