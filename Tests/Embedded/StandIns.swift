internal import Glibc

// Compiled into SwiftCore in place of what the embedded standard library lacks. A program of one thread alone.

/// glibc's own is a macro of C, which glibc's module for Swift turns into this.
var errno: Int32 { unsafe __errno_location().pointee }

/// Synchronization's, with nothing to wait for.
struct Mutex<Value>: Sendable {
    private final class Held: @unchecked Sendable {
        var value: Value
        init(_ value: Value) { self.value = value }
    }

    private let held: Held

    init(_ value: Value) { held = Held(value) }

    func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(&held.value)
    }
}
