public import BenchCore
public import CryptoBackend
public import StackSeam
internal import TLSEngine
internal import TLSWire

/// All that can be measured.
public enum ScenarioCatalogue {
    /// Whole TLS stacks that have rows of their own in this build, and are no backends.
    public static var peers: [StackIdentity] { BuiltInPeers.all.map { $0.identity } }

    /// The groups of a suite, in the order of the report.
    ///
    /// - Parameters:
    ///   - engineAlone: backends without security: they have rows only where the engine is what is measured.
    ///   - references: what results of `backends` are held against; without, no row of theirs can be made ready.
    public static func groups(
        backends: [any CryptoBackend.Type],
        engineAlone: [any CryptoBackend.Type] = [],
        suite: Suite,
        references: References? = nil
    ) -> [BenchmarkGroup] {
        scenarios(suite).compactMap { scenario in
            scenario.group(
                scenario.isOfEngineAlone ? [] : backends,
                engineAlone: scenario.measuresEngine ? engineAlone : [],
                references
            )
        }
    }

    /// The names of all operations, in the order of the report.
    public static var operations: [String] {
        scenarios(.full).map(\.op).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// What a gate looks at when nobody says which: each kernel, library and layer once, so that it is over in minutes.
    public static let gated: Set<String> = [
        "rsa-encrypt/2048/swift", "rsa-decrypt/2048/swift", "rsa-decrypt/2048/gmp", "rsa-decrypt/2048/openssl",
        "prf-master-secret/sha256/swift", "prf-master-secret/sha256/openssl", "prf-key-block/sha384/swift",
        "record-seal/aes-128-gcm/16/swift", "record-seal/aes-128-gcm/1350/swift",
        "record-seal/aes-128-gcm/1350/openssl", "record-seal/aes-256-gcm/16384/swift",
        "record-seal/chacha20-poly1305/16384/swift", "record-open/aes-128-gcm/1350/swift",
        "record-open/aes-128-gcm/16384/swift",
        "handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/both/openssl",
        "handshake-full/ECDHE_RSA_WITH_AES_128_GCM_SHA256/x25519/2048/memory/both/swift",
        "handshake-full/TLS_AES_128_GCM_SHA256/x25519/ecdsa-p256/memory/both/null",
        "handshake-full/TLS_AES_128_GCM_SHA256/x25519/ecdsa-p256/memory/both/swift",
        "handshake-full/TLS_AES_128_GCM_SHA256/X25519MLKEM768/ecdsa-p256/memory/both/swift",
        "handshake-resumed-ticket/RSA_WITH_AES_128_GCM_SHA256/memory/both/swift",
        "handshake-resumed-psk/TLS_AES_128_GCM_SHA256/x25519/memory/both/swift",
        "bulk/aes-128-gcm/memory/both/swift",
    ]

    /// What another build of a library can change: libcrypto's kernels at the lengths that differ, what a handshake takes of it,
    /// whole handshakes and transfers of its libssl from either end; and what GMP does.
    public static let ofLibraries: Set<String> = [
        "rsa-decrypt/2048/openssl", "rsa-decrypt/3072/openssl", "rsa-decrypt/4096/openssl",
        "rsa-encrypt/2048/openssl", "key-share/x25519/openssl", "key-share/secp256r1/openssl",
        "key-agreement/x25519/openssl", "key-agreement/secp256r1/openssl", "prf-master-secret/sha256/openssl",
        "prf-master-secret/sha384/openssl", "record-seal/aes-128-gcm/16/openssl",
        "record-seal/aes-128-gcm/1350/openssl", "record-seal/aes-128-gcm/16384/openssl",
        "record-open/aes-256-gcm/16384/openssl", "record-seal/chacha20-poly1305/1350/openssl",
        "ecdsa-sign/p256/openssl", "ecdsa-verify/p256/openssl",
        "handshake-full/TLS_AES_128_GCM_SHA256/x25519/ecdsa-p256/memory/both/peer:libssl",
        "handshake-resumed-psk/TLS_AES_128_GCM_SHA256/x25519/memory/both/peer:libssl",
        "handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/client/peer:libssl",
        "handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/server/peer:libssl",
        "handshake-full/ECDHE_RSA_WITH_AES_128_GCM_SHA256/x25519/2048/memory/both/peer:libssl",
        "handshake-resumed-id/RSA_WITH_AES_128_GCM_SHA256/memory/both/peer:libssl",
        "handshake-resumed-ticket/RSA_WITH_AES_128_GCM_SHA256/memory/both/peer:libssl",
        "handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/both/openssl",
        "bulk/aes-128-gcm/memory/both/peer:libssl", "rsa-decrypt/2048/gmp", "rsa-decrypt/4096/gmp",
    ]

    private static func scenarios(_ suite: Suite) -> [any Scenario] {
        primitives(suite) + handshakes(suite) + transfers(suite)
    }

    private static func primitives(_ suite: Suite) -> [any Scenario] {
        let keyLengths = suite == .quick ? [2048] : [2048, 3072, 4096]
        let signedLengths = suite == .full ? keyLengths : [2048]
        let schemes: [SignatureScheme] = suite == .full ? rsaSchemes : [.rsaPKCS1SHA256, .rsaPSSSHA256]
        let recordLengths = suite == .quick ? [16, 1350, 16384] : [16, 256, 1350, 4096, 16384]
        let groups: [NamedGroup] = suite == .quick ? [.x25519] : NamedGroup.allCases

        var all: [any Scenario] = []
        all += keyLengths.map { RSAEncrypt(bits: $0) }
        all += keyLengths.map { RSADecrypt(bits: $0) }
        all += (suite == .full ? keyLengths : [2048]).map { RSADecryptPlain(bits: $0) }
        if suite == .quick {
            all.append(RSASign(scheme: .rsaPKCS1SHA256, bits: 2048))
        } else {
            all += schemes.flatMap { scheme in signedLengths.map { RSASign(scheme: scheme, bits: $0) } }
            all += schemes.flatMap { scheme in signedLengths.map { RSAVerify(scheme: scheme, bits: $0) } }
            all += [ECDSASign(), ECDSAVerify()]
        }
        all += groups.map { KeyShareMaking(group: $0) }
        all += groups.map { KeyAgreement(group: $0) }
        all += KEMAlgorithm.allCases.map { KEMKeyMaking(algorithm: $0) }
        all += KEMAlgorithm.allCases.map { KEMEncapsulating(algorithm: $0) }
        all += KEMAlgorithm.allCases.map { KEMDecapsulating(algorithm: $0) }
        all += HashAlgorithm.allCases.map { PRF(.masterSecret, $0) }
        all += HashAlgorithm.allCases.map { PRF(.keyBlock, $0) }
        all += HashAlgorithm.allCases.map { KeyScheduling($0) }
        all += AEADAlgorithm.allCases.flatMap { cipher in recordLengths.map { RecordSeal(cipher, bytes: $0) } }
        all += AEADAlgorithm.allCases.flatMap { cipher in recordLengths.map { RecordOpen(cipher, bytes: $0) } }
        if suite != .quick {
            all += recordLengths.map { RecordSeal(.aes128GCM, .tls13, bytes: $0) }
            all += recordLengths.map { RecordOpen(.aes128GCM, .tls13, bytes: $0) }
        }
        return all
    }

    private static let rsaSchemes = SignatureScheme.allCases.filter { $0.keyKind == .rsa }

    private static func handshakes(_ suite: Suite) -> [any Scenario] {
        var all: [any Scenario] = suite.rsaKeys.map { ChainVerify(key: $0) }
        if suite != .quick { all.append(ChainVerify(key: .p256)) }
        for (shape, key) in suite.handshakes {
            all += Side.allCases.map { HandshakeInMemory(shape, key, side: $0) }
            all.append(HandshakeEngine(shape: shape, key: key))
            all.append(HandshakeOverTCP(shape, key))
            if suite != .quick {
                all += [.client, .server].map { HandshakePhases(shape, key, side: $0) }
            }
        }
        all += suite.brieflyShown.map { HandshakeInMemory($0, $1, side: .both) }
        all += (suite.resumed + suite.resumedTLS13).flatMap { shape -> [any Scenario] in
            let sides: [Side] = suite == .quick ? [.both] : Side.allCases
            return sides.map { HandshakeInMemory(shape, .rsa(bits: 2048), side: $0) }
                + (suite == .quick ? [] : [HandshakeOverTCP(shape, .rsa(bits: 2048))])
        }
        all.append(TCPConnect())
        return all
    }

    private static func transfers(_ suite: Suite) -> [any Scenario] {
        suite.bulkShapes.flatMap { shape in
            Direction.allCases.map { BulkInMemory(shape, $0, octets: suite.bulkOctets) as any Scenario }
                + Direction.allCases.map { BulkOverTCP(shape, $0, octets: suite.bulkOctets) }
        }
    }
}

extension Suite {
    /// The lengths of RSA keys in certificates.
    fileprivate var rsaKeys: [BenchmarkKey] {
        (self == .full ? [2048, 3072, 4096] : [2048]).map { .rsa(bits: $0) }
    }

    /// Full handshakes that are measured in every way: the textbook's first, then today's.
    fileprivate var handshakes: [(HandshakeShape, BenchmarkKey)] {
        let rsa = BenchmarkKey.rsa(bits: 2048)
        switch self {
        case .quick: return [(.full(.rsaWithAES128GCMSHA256), rsa)]
        case .standard:
            return [
                (.full(.rsaWithAES128GCMSHA256), rsa), (.full(.rsaWithAES256GCMSHA384), rsa),
                (.full(.ecdheRSAWithAES128GCMSHA256, .x25519), rsa),
                (.full(.aes128GCMSHA256, .x25519), rsa),
                (.full(.aes128GCMSHA256, .x25519), .p256),
                (.full(.aes128GCMSHA256, .x25519MLKEM768), .p256),
            ]
        case .full:
            let suites = CipherSuite.supported + CipherSuite.supportedTLS13
            return (rsaKeys + [.p256]).flatMap { key in
                suites.filter { $0.keyKind == nil || $0.keyKind == key.kind }.flatMap(Self.shapes).map { ($0, key) }
            }
        }
    }

    /// Full handshakes with a suite, in each group that it may have.
    private static func shapes(_ suite: CipherSuite) -> [HandshakeShape] {
        switch suite.keyExchange {
        case .rsa: [.full(suite)]
        // The certificate's curve has to be among the client's, which has the one group.
        case .ecdhe where suite.keyKind == .ecdsa: [.full(suite, .secp256r1)]
        case let exchange?:
            NamedGroup.allCases.filter { $0.keyExchange == exchange }.map { .full(suite, KeyExchangeGroup($0)) }
        case nil: KeyExchangeGroup.all.filter { $0.classical.keyExchange == .ecdhe }.map { .full(suite, $0) }
        }
    }

    /// Full handshakes of which the whole is enough.
    fileprivate var brieflyShown: [(HandshakeShape, BenchmarkKey)] {
        let rsa = BenchmarkKey.rsa(bits: 2048)
        return switch self {
        case .quick:
            [
                (.full(.ecdheRSAWithAES128GCMSHA256, .x25519), rsa), (.full(.aes128GCMSHA256, .x25519), rsa),
                (.full(.aes128GCMSHA256, .x25519), .p256), (.full(.aes128GCMSHA256, .x25519MLKEM768), .p256),
            ]
        case .standard:
            [
                (.full(.ecdheRSAWithAES256GCMSHA384, .secp256r1), rsa),
                (.full(.dheRSAWithAES128GCMSHA256, .ffdhe2048), rsa),
                (.full(.ecdheECDSAWithAES128GCMSHA256, .secp256r1), .p256),
                (.full(.aes256GCMSHA384, .secp256r1), rsa),
                (.full(.chacha20Poly1305SHA256, .x25519), .p256),
            ]
        case .full: []
        }
    }

    fileprivate var resumed: [HandshakeShape] {
        let suites: [CipherSuite] =
            self == .full ? [.rsaWithAES128GCMSHA256, .rsaWithAES256GCMSHA384] : [.rsaWithAES128GCMSHA256]
        let kinds: [HandshakeShape.Resumption] = self == .quick ? [.ticket] : [.sessionID, .ticket]
        return suites.flatMap { suite in kinds.map { .resumed(suite, by: $0) } }
    }

    /// The same of TLS 1.3, which brings a key exchange.
    fileprivate var resumedTLS13: [HandshakeShape] { [.resumed(.aes128GCMSHA256, in: .x25519)] }

    /// One for each cipher, with the exchange that every backend and peer can do; and one of TLS 1.3, whose records are others.
    fileprivate var bulkShapes: [HandshakeShape] {
        let suites: [CipherSuite] =
            self == .quick
            ? [.ecdheRSAWithAES128GCMSHA256]
            : [.ecdheRSAWithAES128GCMSHA256, .ecdheRSAWithAES256GCMSHA384, .aes128GCMSHA256]
        return suites.map { .full($0, .x25519) }
    }
}
