internal import CryptoBackend
internal import Synchronization

/// Contexts of the library that are made once and used again, by any number of threads, each by one at a time.
final class ContextPool<Context: AnyObject>: Sendable {
    /// Only ever held by one thread at a time, which is what makes it safe to send.
    private struct Idle: @unchecked Sendable {
        let context: Context
    }

    private let idle = Mutex<[Idle]>([])
    private let make: @Sendable () throws(CryptoError) -> Context

    init(_ make: @escaping @Sendable () throws(CryptoError) -> Context) { self.make = make }

    /// Lends a context. One that failed is not used again.
    func with<Result: ~Copyable>(
        _ body: (Context) throws(CryptoError) -> Result
    ) throws(CryptoError) -> Result {
        let waiting = idle.withLock { $0.popLast() }
        let context = if let waiting { waiting.context } else { try make() }
        let result = try body(context)
        let entry = Idle(context: context)
        idle.withLock { $0.append(entry) }
        return result
    }
}
