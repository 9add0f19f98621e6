/// The result of a hash: up to 48 octets, inline.
///
/// A digest of the transcript is public; a MAC is key material and goes into ``SecretBytes`` instead.
public struct Digest: Sendable {
    private var storage: [48 of UInt8]
    /// The length in octets.
    public let count: Int

    /// Lends a buffer of the algorithm's length to `fill`.
    public init<Failure: Error>(
        _ algorithm: HashAlgorithm,
        filledBy fill: (inout MutableSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        storage = [48 of UInt8](repeating: 0)
        count = algorithm.digestLength
        var whole = storage.mutableSpan
        var used = whole._mutatingExtracting(first: count)
        try fill(&used)
    }

    /// Lends the octets.
    public func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage.span.extracting(first: count))
    }

    /// The octets, copied.
    public var octets: [UInt8] {
        withBytes { octets in unsafe octets.withUnsafeBufferPointer { unsafe Array($0) } }
    }
}

extension Digest: Hashable {
    /// Equality of public digests, in variable time.
    public static func == (left: Digest, right: Digest) -> Bool { left.octets == right.octets }
    /// Feeds the octets.
    public func hash(into hasher: inout Hasher) { hasher.combine(octets) }
}
