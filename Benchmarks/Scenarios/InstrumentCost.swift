public import BenchCore
internal import CryptoBackend

/// What the instrument itself adds to each operation that it measures.
public enum InstrumentCost {
    /// Nanoseconds for a turn of the shortest workload's loop around an operation that does nothing: the loop, the call
    /// through the seam, and the nonce that moves on. The fastest of eleven batches; it takes some milliseconds.
    public static func perOperation(_ clock: Clock) -> Double {
        guard let workload = try? sealing(with: Nothing.self) else { return 0 }
        let iterations = 20_000
        let batches = (0..<11).compactMap { _ -> UInt64? in
            var stopwatch = Stopwatch(clock)
            guard (try? workload.run(iterations: iterations, stopwatch: &stopwatch)) != nil else { return nil }
            return stopwatch.elapsed
        }
        return Double(batches.min() ?? 0) / Double(iterations)
    }

    /// Like every backend's: nothing is known of the type where the loop is compiled.
    @inline(never)
    private static func sealing(with type: any RecordAEAD.Type) throws -> any Workload {
        func open<AEAD: RecordAEAD>(_: AEAD.Type) throws -> any Workload {
            try RecordSeal.Sealing<AEAD>(.aes128GCM, RecordFixture(.aes128GCM, bytes: 16, seed: 0))
        }
        return try open(type)
    }

    /// Does nothing.
    private final class Nothing: RecordAEAD {
        init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) {}
        func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) {}
        func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) {}
    }
}
