public import BenchCore
public import CryptoBackend
internal import TLSWire

/// All that can be measured.
public enum ScenarioCatalogue {
    /// The groups of a suite, in the order of the report.
    ///
    /// - Parameter engineAlone: backends without security: they have rows only where the engine is what is measured.
    public static func groups(
        backends: [any CryptoBackend.Type],
        engineAlone: [any CryptoBackend.Type] = [],
        suite: Suite
    ) -> [BenchmarkGroup] {
        scenarios(suite).compactMap { scenario in
            scenario.group(backends + (scenario.measuresEngine ? engineAlone : []))
        }
    }

    /// The names of all operations, in the order of the report.
    public static var operations: [String] {
        scenarios(.full).map(\.op).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func scenarios(_ suite: Suite) -> [any Scenario] {
        let keyLengths = suite == .quick ? [2048] : [2048, 3072, 4096]
        let recordLengths = suite == .quick ? [16, 1350, 16384] : [16, 256, 1350, 4096, 16384]
        let handshakeKeyLengths = suite == .full ? keyLengths : [2048]
        let suites: [CipherSuite] = suite == .quick ? [.rsaWithAES128GCMSHA256] : CipherSuite.supported

        var all: [any Scenario] = []
        all += keyLengths.map { RSAEncrypt(bits: $0) }
        all += keyLengths.map { RSADecrypt(bits: $0) }
        all += HashAlgorithm.allCases.map { PRF(.masterSecret, $0) }
        all += HashAlgorithm.allCases.map { PRF(.keyBlock, $0) }
        all += AEADAlgorithm.allCases.flatMap { cipher in recordLengths.map { RecordSeal(cipher, bytes: $0) } }
        all += AEADAlgorithm.allCases.flatMap { cipher in recordLengths.map { RecordOpen(cipher, bytes: $0) } }
        for bits in handshakeKeyLengths {
            for cipherSuite in suites {
                all += Side.allCases.map { HandshakeInMemory(cipherSuite, bits: bits, side: $0) }
                all.append(HandshakeOverTCP(cipherSuite, bits: bits))
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
