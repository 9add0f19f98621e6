internal import COpenSSL
internal import Glibc

/// What libssl or libcrypto refused, with the function and the library's own words.
public struct LibSSLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The function that was called.
    public let call: String
    /// The library's first error, as it prints it.
    public let reason: String

    /// Takes the first error of the thread's queue, and empties it.
    init(_ call: String) {
        self.call = call
        var text = [CChar](repeating: 0, count: 256)
        unsafe ERR_error_string_n(ERR_get_error(), &text, text.count)
        ERR_clear_error()
        reason = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// What was refused before the call.
    init(_ call: String, reason: String) {
        self.call = call
        self.reason = reason
    }

    /// What the system refused.
    init(_ call: String, errno: Int32) {
        self.call = call
        reason = unsafe String(cString: strerror(errno))
    }

    /// One line for people.
    public var description: String { "\(call): \(reason)" }
}

/// Throws unless `result` is positive, which is success for every function that is used here.
func check(_ result: Int, _ call: String) throws(LibSSLError) {
    guard result > 0 else { throw LibSSLError(call) }
}

/// Throws if there is no pointer.
func required(_ pointer: OpaquePointer?, _ call: String) throws(LibSSLError) -> OpaquePointer {
    guard let pointer = unsafe pointer else { throw LibSSLError(call) }
    return unsafe pointer
}
