import CryptoBackend
import TLSEngine
import TLSWire
import Testing

@testable import tlsbench

/// One backend with one cipher suite, and a group where the suite needs one, as every party spells them.
struct Combination: Sendable, CustomTestStringConvertible {
    let backend: String
    let suite: Suite
    var group: Group?

    enum Suite: String, Sendable, CaseIterable {
        case aes128 = "TLS_RSA_WITH_AES_128_GCM_SHA256"
        case aes256 = "TLS_RSA_WITH_AES_256_GCM_SHA384"
        case ecdheAES128 = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
        case ecdheAES256 = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
        case dheAES128 = "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"
        case dheAES256 = "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"

        var openSSLName: String { exchange.openSSLPrefix + (isAES256 ? "AES256-GCM-SHA384" : "AES128-GCM-SHA256") }

        /// A GnuTLS priority string that leaves TLS 1.2, this key exchange and this cipher alone.
        var gnuTLSPriority: String {
            "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+\(exchange.gnuTLSName):-CIPHER-ALL:+"
                + (isAES256 ? "AES-256-GCM" : "AES-128-GCM")
        }

        /// The number in the registry, as NSS's tools take it.
        var nssName: String {
            switch self {
            case .aes128: ":009C"
            case .aes256: ":009D"
            case .ecdheAES128: ":C02F"
            case .ecdheAES256: ":C030"
            case .dheAES128: ":009E"
            case .dheAES256: ":009F"
            }
        }

        var exchange: Exchange {
            switch self {
            case .aes128, .aes256: .rsa
            case .ecdheAES128, .ecdheAES256: .ecdhe
            case .dheAES128, .dheAES256: .dhe
            }
        }

        private var isAES256: Bool { [.aes256, .ecdheAES256, .dheAES256].contains(self) }
    }

    enum Exchange: Sendable {
        case rsa, ecdhe, dhe

        fileprivate var openSSLPrefix: String {
            switch self {
            case .rsa: ""
            case .ecdhe: "ECDHE-RSA-"
            case .dhe: "DHE-RSA-"
            }
        }

        fileprivate var gnuTLSName: String {
            switch self {
            case .rsa: "RSA"
            case .ecdhe: "ECDHE-RSA"
            case .dhe: "DHE-RSA"
            }
        }

        var groups: [Group?] {
            switch self {
            case .rsa: [nil]
            case .ecdhe: [.x25519, .secp256r1]
            case .dhe: [.ffdhe2048, .ffdhe3072]
            }
        }
    }

    enum Group: String, Sendable, CaseIterable {
        case x25519, secp256r1, ffdhe2048, ffdhe3072

        var nssName: String {
            switch self {
            case .x25519: "x25519"
            case .secp256r1: "P256"
            case .ffdhe2048: "FF2048"
            case .ffdhe3072: "FF3072"
            }
        }
    }

    static let backends = Registry.backends.map { $0.identity.name }

    /// Every suite with every group on every backend that can do it.
    static let all = backends.flatMap { backend in
        suites(of: backend).flatMap { suite in
            suite.exchange.groups.map { Combination(backend: backend, suite: suite, group: $0) }
        }
    }

    /// Every suite once on every backend that can do it.
    static let everySuite = backends.flatMap { backend in
        suites(of: backend).map { Combination(backend: backend, suite: $0, group: $0.exchange.groups[0]) }
    }

    private static func suites(of backend: String) -> [Suite] {
        guard let type = Registry.backends.first(where: { $0.identity.name == backend }) else { return [] }
        return Suite.allCases.filter { suite in
            CipherSuite.supported.contains { $0.name == suite.rawValue && type.canDo($0) }
        }
    }

    /// What `serve` and `connect` are told.
    var options: [String] {
        ["--backend", backend, "--cipher-suite", suite.rawValue] + (group.map { ["--groups", $0.rawValue] } ?? [])
    }

    var testDescription: String { "\(backend) \(suite.rawValue) \(group?.rawValue ?? "")" }
}
