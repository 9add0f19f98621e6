internal import Glibc

/// A thread that runs one function.
@safe final class LoadThread: @unchecked Sendable {
    private let thread: pthread_t

    /// Starts it.
    init(_ body: @escaping @Sendable () -> Void) throws(LoadFailure) {
        var started = pthread_t()
        let work = unsafe Unmanaged.passRetained(Work(body))
        let status = unsafe pthread_create(
            &started,
            nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            },
            work.toOpaque()
        )
        guard status == 0 else {
            unsafe work.release()
            throw LoadFailure(errno: status)
        }
        thread = started
    }

    /// Waits until the function has returned; to be called once.
    func join() { pthread_join(thread, nil) }
}

private final class Work {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
