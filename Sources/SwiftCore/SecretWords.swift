internal import Glibc

/// 64-bit words that must not stay in memory: lent, never copied by accident, wiped when they go.
///
/// The words begin on a cache line, so that vectors can be loaded from them. Leaks: only its length.
@safe
public struct SecretWords: ~Copyable, @unchecked Sendable {
    private let storage: UnsafeMutableBufferPointer<UInt64>

    /// `count` words of zero.
    public init(zeroed count: Int) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count * 8, alignment: 64)
        unsafe storage = memory.bindMemory(to: UInt64.self)
        unsafe storage.initialize(repeating: 0)
    }

    /// The length in words.
    public var count: Int { unsafe storage.count }

    /// Lends the words for reading.
    @inline(__always)
    public borrowing func withWords<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt64>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(unsafe UnsafeBufferPointer(storage).span)
    }

    /// Lends the words for writing.
    @inline(__always)
    public mutating func withMutableWords<Result: ~Copyable, Failure: Error>(
        _ body: (inout MutableSpan<UInt64>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var span = unsafe storage.mutableSpan
        return try body(&span)
    }

    /// Lends the words to a kernel that answers for its own bounds.
    @unsafe
    @inline(__always)
    public borrowing func withUnsafeWords<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafePointer<UInt64>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let base = unsafe storage.baseAddress else { preconditionFailure("allocated in init") }
        return try unsafe body(UnsafePointer(base))
    }

    /// Lends the words for writing to a kernel that answers for its own bounds.
    @unsafe
    @inline(__always)
    public mutating func withUnsafeMutableWords<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeMutablePointer<UInt64>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let base = unsafe storage.baseAddress else { preconditionFailure("allocated in init") }
        return try unsafe body(base)
    }

    deinit {
        // `explicit_bzero` is not optimised away (explicit_bzero(3)), as a loop over dying memory would be.
        if let base = unsafe storage.baseAddress { unsafe explicit_bzero(base, storage.count * 8) }
        unsafe storage.deallocate()
    }
}
