internal import COpenSSL
internal import CryptoBackend

// libcrypto's convention, turned into ours in this one place: 1 or a pointer is success, anything else is an error whose
// code is first in the thread's queue. The queue is emptied, so that no later call finds an old error.

/// Throws unless `result` is 1.
func check(_ result: Int32, _ call: CryptoError.StaticName) throws(CryptoError) {
    guard result == 1 else { throw libraryError(call) }
}

/// Throws if there is no pointer.
func required(_ pointer: OpaquePointer?, _ call: CryptoError.StaticName) throws(CryptoError) -> OpaquePointer {
    guard let pointer = unsafe pointer else { throw libraryError(call) }
    return unsafe pointer
}

/// The first error in the queue, which is then emptied.
func libraryError(_ call: CryptoError.StaticName) -> CryptoError {
    let code = ERR_get_error()
    ERR_clear_error()
    return .library(call: call, code: UInt64(code))
}
