internal import BenchCore
internal import CryptoBackend
internal import TLSWire

/// Opening of one record, in place, with the nonce and the additional data that its version has.
struct RecordOpen: Scenario {
    private let cipher: AEADAlgorithm
    private let version: ProtocolVersion
    private let bytes: Int

    /// - Parameter bytes: of content, which has its type behind it in TLS 1.3.
    init(_ cipher: AEADAlgorithm, _ version: ProtocolVersion = .tls12, bytes: Int) {
        self.cipher = cipher
        self.version = version
        self.bytes = bytes
    }

    var op: String { "record-open" }
    var primitives: [Primitive] { [.aead(cipher)] }
    var parameters: [Benchmark.Parameter] { [.init("cipher", cipher.name(in: version)), .init("bytes", bytes)] }
    var bytesPerOperation: Int? { bytes }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        try Opening<Backend.AEAD>(cipher, RecordFixture(cipher, version, bytes: bytes, seed: seed))
    }

    /// Opening destroys the ciphertext, so there is a shelf of sealed records, about 48 KiB of them: they are copied from
    /// the originals while the watch is stopped, and then opened one after the other.
    private final class Opening<AEAD: RecordAEAD>: ReferredWorkload {
        private let aead: AEAD
        private let cipher: AEADAlgorithm
        private let fixture: RecordFixture
        private let length: Int
        private let shelf: Int
        private let sealed: [UInt8]
        private var records: [UInt8]
        /// How many of the shelf were opened last.
        private var opened = 0

        init(_ cipher: AEADAlgorithm, _ fixture: RecordFixture) throws {
            self.cipher = cipher
            self.fixture = fixture
            let aead = try AEAD(cipher, key: SecretBytes(copying: fixture.key.span))
            self.aead = aead
            length = fixture.plaintext.count + AEADAlgorithm.tagLength
            shelf = max(4, min(256, 48 * 1024 / length))
            var counter = fixture
            var sealed: [UInt8] = []
            for _ in 0..<shelf {
                var record = fixture.plaintext + [UInt8](repeating: 0, count: AEADAlgorithm.tagLength)
                var span = record.mutableSpan
                try aead.seal(&span, nonce: counter.nonce.span, additional: counter.additional.span)
                counter.advance()
                sealed += record
            }
            self.sealed = sealed
            records = sealed
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                // Locals, so that the span depends on nothing that the loop touches.
                let (aead, additional) = (aead, fixture.additional)
                var records: [UInt8] = []
                swap(&records, &self.records)
                defer { swap(&records, &self.records) }
                var left = iterations
                while left > 0 {
                    let count = min(left, shelf)
                    records.replaceSubrange(0..<count * length, with: sealed[0..<count * length])
                    var counter = fixture
                    var all = records.mutableSpan
                    stopwatch.start()
                    for index in 0..<count {
                        var record = all._mutatingExtracting(index * length..<(index + 1) * length)
                        try aead.open(&record, nonce: counter.nonce.span, additional: additional.span)
                        counter.advance()
                    }
                    stopwatch.stop()
                    opened = count
                    left -= count
                }
            }
        }

        /// All that was opened last is the plaintext, and a record whose tag was altered is refused.
        func check() throws(WorkloadFailure) -> [UInt8] {
            for index in 0..<max(1, opened) {
                let isPlaintext = records[(index * length)...].starts(with: fixture.plaintext)
                try expect(isPlaintext, "the record opens to something else")
            }
            let fixture = fixture
            var altered = Array(sealed[..<length])
            altered[length - 1] ^= 1
            var span = altered.mutableSpan
            let isRefused =
                (try? aead.open(&span, nonce: fixture.nonce.span, additional: fixture.additional.span)) == nil
            try expect(isRefused, "a record with another tag was opened")
            return Array(sealed[fixture.plaintext.count..<length])
        }

        /// What was opened is what the reference seals.
        func hold<Reference: CryptoBackend>(against _: Reference.Type) throws(WorkloadFailure) {
            let expected = try failing { try fixture.sealed(by: Reference.AEAD.self, cipher) }
            try expect(sealed.starts(with: expected), "what was opened is sealed to something else")
        }
    }
}
