internal import BenchCore
internal import CryptoBackend
internal import TLSWire

/// Protection of one record, in place, with the nonce and the additional data that its version has.
struct RecordSeal: Scenario {
    private let cipher: AEADAlgorithm
    private let version: ProtocolVersion
    private let bytes: Int

    /// - Parameter bytes: of content, which has its type behind it in TLS 1.3.
    init(_ cipher: AEADAlgorithm, _ version: ProtocolVersion = .tls12, bytes: Int) {
        self.cipher = cipher
        self.version = version
        self.bytes = bytes
    }

    var op: String { "record-seal" }
    var primitives: [Primitive] { [.aead(cipher)] }
    var parameters: [Benchmark.Parameter] { [.init("cipher", cipher.name(in: version)), .init("bytes", bytes)] }
    var bytesPerOperation: Int? { bytes }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        try Sealing<Backend.AEAD>(cipher, RecordFixture(cipher, version, bytes: bytes, seed: seed))
    }

    /// Generic over the AEAD alone: finding the backend's AEAD anew for each record would take 10 ns.
    final class Sealing<AEAD: RecordAEAD>: ReferredWorkload {
        private let aead: AEAD
        private let cipher: AEADAlgorithm
        private let fixture: RecordFixture
        private var record: [UInt8]
        /// How many records the last batch sealed, each with the nonce after the one before.
        private var sealedRecords = 0

        init(_ cipher: AEADAlgorithm, _ fixture: RecordFixture) throws {
            self.cipher = cipher
            self.fixture = fixture
            aead = try AEAD(cipher, key: SecretBytes(copying: fixture.key.span))
            record = fixture.plaintext + [UInt8](repeating: 0, count: AEADAlgorithm.tagLength)
        }

        /// Each record is the ciphertext of the one before: the cipher does not care what it encrypts.
        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                // Locals, so that the span depends on nothing that the loop touches.
                let (aead, additional) = (aead, fixture.additional)
                var counter = fixture
                var record = self.record
                defer { self.record = record }
                var span = record.mutableSpan
                stopwatch.start()
                for _ in 0..<iterations {
                    try aead.seal(&span, nonce: counter.nonce.span, additional: additional.span)
                    counter.advance()
                }
                stopwatch.stop()
                sealedRecords = iterations
            }
        }

        /// The same context seals the plaintext once more and opens it; every backend must give the same octets.
        func check() throws(WorkloadFailure) -> [UInt8] {
            let (sealed, fixture) = (try sealOnce(), fixture)
            var proof = sealed
            try failing {
                var span = proof.mutableSpan
                try aead.open(&span, nonce: fixture.nonce.span, additional: fixture.additional.span)
            }
            try expect(proof.starts(with: fixture.plaintext), "the record opens to something else")
            return Array(sealed.suffix(AEADAlgorithm.tagLength))
        }

        private func sealOnce() throws(WorkloadFailure) -> [UInt8] {
            try failing {
                let fixture = fixture
                var record = fixture.plaintext + [UInt8](repeating: 0, count: AEADAlgorithm.tagLength)
                var span = record.mutableSpan
                try aead.seal(&span, nonce: fixture.nonce.span, additional: fixture.additional.span)
                return record
            }
        }

        /// The plaintext sealed, octet by octet; and the last record that was timed, whose tag holds there.
        func hold<Reference: CryptoBackend>(against _: Reference.Type) throws(WorkloadFailure) {
            let expected = try failing { try fixture.sealed(by: Reference.AEAD.self, cipher) }
            try expect(try sealOnce() == expected, "the record is sealed to something else")
            guard sealedRecords > 0 else { return }
            try failing { try fixture.after(sealedRecords - 1).open(record, by: Reference.AEAD.self, cipher) }
        }
    }
}
