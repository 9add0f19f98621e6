import Testing

/// One backend with one cipher suite, as every party spells it.
struct Combination: Sendable, CustomTestStringConvertible {
    let backend: String
    let suite: Suite

    enum Suite: String, Sendable, CaseIterable {
        case aes128 = "TLS_RSA_WITH_AES_128_GCM_SHA256"
        case aes256 = "TLS_RSA_WITH_AES_256_GCM_SHA384"

        var openSSLName: String {
            switch self {
            case .aes128: "AES128-GCM-SHA256"
            case .aes256: "AES256-GCM-SHA384"
            }
        }

        /// A GnuTLS priority string that leaves TLS 1.2, RSA key exchange and this cipher alone.
        var gnuTLSPriority: String {
            let cipher =
                switch self {
                case .aes128: "AES-128-GCM"
                case .aes256: "AES-256-GCM"
                }
            return "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+RSA:-CIPHER-ALL:+\(cipher)"
        }
    }

    static let all = ["swift", "gmp", "openssl"].flatMap { backend in
        Suite.allCases.map { Combination(backend: backend, suite: $0) }
    }

    var testDescription: String { "\(backend) \(suite.rawValue)" }
}
