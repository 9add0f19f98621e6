internal import Glibc

/// Octets that must not stay in memory: lent, never copied by accident, wiped when they go.
///
/// Leaks: only its length.
@safe
public struct SecretBytes: ~Copyable, @unchecked Sendable {
    private let storage: UnsafeMutableBufferPointer<UInt8>

    /// `count` zero octets, to be filled with ``withMutableBytes(_:)``.
    public init(zeroed count: Int) {
        unsafe storage = .allocate(capacity: count)
        unsafe storage.initialize(repeating: 0)
    }

    /// A copy of `octets`.
    public init(copying octets: Span<UInt8>) {
        self.init(zeroed: octets.count)
        for index in octets.indices { unsafe storage[index] = octets[index] }
    }

    /// A second copy, for who must keep one.
    public borrowing func copy() -> SecretBytes {
        withBytes { SecretBytes(copying: $0) }
    }

    /// The length in octets.
    public var count: Int { unsafe storage.count }

    /// Lends the octets for reading.
    public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(unsafe UnsafeBufferPointer(storage).span)
    }

    /// Lends the octets for writing.
    public mutating func withMutableBytes<Result: ~Copyable, Failure: Error>(
        _ body: (inout MutableSpan<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var span = unsafe storage.mutableSpan
        return try body(&span)
    }

    deinit {
        // `explicit_bzero` is not optimised away (explicit_bzero(3)), as a loop over dying memory would be.
        if let base = unsafe storage.baseAddress { unsafe explicit_bzero(base, storage.count) }
        unsafe storage.deallocate()
    }
}

/// Overwrites `octets` with zeros in a way that the optimiser keeps.
public func wipe(_ octets: inout MutableSpan<UInt8>) {
    unsafe octets.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress { unsafe explicit_bzero(base, buffer.count) }
    }
}
