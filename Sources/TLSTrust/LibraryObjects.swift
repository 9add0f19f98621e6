internal import COpenSSL
internal import CryptoBackend
internal import Synchronization

// Owners of libcrypto's objects, one short class each, so that everything else needs no `defer`.

/// X509.
@safe final class Certificate: @unchecked Sendable {
    let pointer: OpaquePointer
    private let key = Mutex<CertificateKey??>(nil)

    /// The key's numbers, read when first asked for; nil if it is of a kind that is not supported.
    var publicKey: CertificateKey? {
        key.withLock { known in
            if let known { return known }
            let read = unsafe TLSTrust.publicKey(of: pointer)
            known = .some(read)
            return read
        }
    }

    /// Takes ownership.
    init(owning pointer: OpaquePointer) { unsafe self.pointer = unsafe pointer }

    /// Reads DER; nil if it is malformed or has something behind it.
    convenience init?(der: [UInt8]) {
        let parsed: OpaquePointer? = unsafe der.withUnsafeBufferPointer { memory in
            var cursor = memory.baseAddress
            let parsed = unsafe d2i_X509(nil, &cursor, memory.count)
            let isWhole = unsafe cursor == memory.baseAddress.map { unsafe $0 + memory.count }
            guard isWhole else {
                unsafe X509_free(parsed)
                return nil
            }
            return unsafe parsed
        }
        ERR_clear_error()
        guard let parsed = unsafe parsed else { return nil }
        unsafe self.init(owning: parsed)
    }

    /// DER.
    var der: [UInt8] {
        let count = unsafe i2d_X509(pointer, nil)
        guard count > 0 else { return [] }
        return unsafe [UInt8](unsafeUninitializedCapacity: Int(count)) { memory, initialized in
            var cursor = memory.baseAddress
            unsafe initialized = Int(i2d_X509(pointer, &cursor))
        }
    }

    deinit { unsafe X509_free(pointer) }
}

/// EVP_PKEY.
@safe final class Key: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes ownership.
    init(owning pointer: OpaquePointer) { unsafe self.pointer = unsafe pointer }

    deinit { unsafe EVP_PKEY_free(pointer) }
}

/// BIO over memory.
@safe final class MemoryBIO {
    let pointer: OpaquePointer

    /// For reading `octets`, which are copied.
    init(_ octets: [UInt8]) throws(TrustError) {
        try requireLibrary()
        unsafe pointer = try required(BIO_new(BIO_s_mem()), "BIO_new")
        let written = unsafe BIO_write(pointer, octets, Int32(octets.count))
        guard Int(written) == octets.count || octets.isEmpty else { throw libraryError("BIO_write") }
    }

    /// What was written and not read.
    var text: String {
        var octets = [UInt8](repeating: 0, count: Int(unsafe BIO_ctrl_pending(pointer)))
        let count = unsafe BIO_read(pointer, &octets, Int32(octets.count))
        return String(decoding: octets.prefix(max(0, Int(count))), as: UTF8.self)
    }

    deinit { unsafe BIO_free(pointer) }
}

/// Throws where a call of the library would end the process. What has one of its objects has asked.
func requireLibrary() throws(TrustError) {
    let library = unsafe tlsbench_libcrypto()
    guard unsafe library.failure == TLSBENCH_OPENSSL_LOADED else {
        throw unsafe .noLibrary(file: String(cString: library.file))
    }
}

/// Throws unless `result` is positive, which is success for every function that is used here.
func check(_ result: Int32, _ call: String) throws(TrustError) {
    guard result > 0 else { throw libraryError(call) }
}

/// Throws if there is no pointer.
func required(_ pointer: OpaquePointer?, _ call: String) throws(TrustError) -> OpaquePointer {
    guard let pointer = unsafe pointer else { throw libraryError(call) }
    return unsafe pointer
}

/// The first error in the thread's queue, which is then emptied.
func libraryError(_ call: String) -> TrustError {
    let code = ERR_get_error()
    ERR_clear_error()
    return .library(call: call, code: UInt64(code))
}

/// The library's own words for a code of its queue (ERR_error_string_n).
func libraryText(_ code: UInt64) -> String {
    guard code != 0 else { return "no reason in the queue of errors" }
    var text = [CChar](repeating: 0, count: 256)
    unsafe ERR_error_string_n(UInt(code), &text, text.count)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
