public import BenchCore
public import CryptoBackend
internal import TLSWire

/// All that can be measured.
public enum ScenarioCatalogue {
    /// The name of the rows of libssl itself, which is no backend.
    public static let libssl = "peer:libssl"

    /// The groups of a suite, in the order of the report.
    ///
    /// - Parameter engineAlone: backends without security: they have rows only where the engine is what is measured.
    public static func groups(
        backends: [any CryptoBackend.Type],
        engineAlone: [any CryptoBackend.Type] = [],
        suite: Suite
    ) -> [BenchmarkGroup] {
        scenarios(suite).compactMap { scenario in
            scenario.group(
                (scenario.isOfEngineAlone ? [] : backends) + (scenario.measuresEngine ? engineAlone : [])
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
        "record-open/aes-128-gcm/1350/swift", "record-open/aes-128-gcm/16384/swift",
        "handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/both/null",
        "handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/both/openssl",
        "handshake-full/RSA_WITH_AES_256_GCM_SHA384/2048/memory/both/swift",
    ]

    private static func scenarios(_ suite: Suite) -> [any Scenario] {
        let keyLengths = suite == .quick ? [2048] : [2048, 3072, 4096]
        let recordLengths = suite == .quick ? [16, 1350, 16384] : [16, 256, 1350, 4096, 16384]
        let handshakeKeyLengths = suite == .full ? keyLengths : [2048]
        let suites: [CipherSuite] =
            suite == .quick ? [.rsaWithAES128GCMSHA256] : [.rsaWithAES128GCMSHA256, .rsaWithAES256GCMSHA384]

        var all: [any Scenario] = []
        all += keyLengths.map { RSAEncrypt(bits: $0) }
        all += keyLengths.map { RSADecrypt(bits: $0) }
        all += HashAlgorithm.allCases.map { PRF(.masterSecret, $0) }
        all += HashAlgorithm.allCases.map { PRF(.keyBlock, $0) }
        all += AEADAlgorithm.allCases.flatMap { cipher in recordLengths.map { RecordSeal(cipher, bytes: $0) } }
        all += AEADAlgorithm.allCases.flatMap { cipher in recordLengths.map { RecordOpen(cipher, bytes: $0) } }
        all += handshakeKeyLengths.map { ChainVerify(bits: $0) }
        for bits in handshakeKeyLengths {
            for cipherSuite in suites {
                all += Side.allCases.map { HandshakeInMemory(cipherSuite, bits: bits, side: $0) }
                all.append(HandshakeEngine(suite: cipherSuite, bits: bits))
                all.append(HandshakeOverTCP(cipherSuite, bits: bits))
                if suite != .quick {
                    all += [Side.client, .server].map { HandshakePhases(cipherSuite, bits: bits, side: $0) }
                }
            }
        }
        all.append(TCPConnect())
        for cipherSuite in suites {
            all += Direction.allCases.map { BulkInMemory(cipherSuite, $0, octets: suite.bulkOctets) }
            all += Direction.allCases.map { BulkOverTCP(cipherSuite, $0, octets: suite.bulkOctets) }
        }
        return all
    }
}
