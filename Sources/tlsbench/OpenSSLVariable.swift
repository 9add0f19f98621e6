internal import Foundation

/// The user's own `OPENSSL_ia32cap`.
enum OpenSSLVariable {
    /// A well-known trap: OpenSSL before 3.5 takes a value without a colon to mean that the CPU has nothing of the second
    /// word (OPENSSL_ia32cap(3)): no AVX2, BMI, ADX or SHA either, so that RSA and hashes become slower too.
    static func warning(for value: String?) -> String? {
        guard let value, !value.isEmpty, !value.contains(":") else { return nil }
        return "OPENSSL_ia32cap=\(value) has no colon, which takes AVX2, BMI, ADX and SHA away too before OpenSSL 3.5 "
            + "(use \(value):~0x0)"
    }

    /// Of this process's environment.
    static var warning: String? { warning(for: ProcessInfo.processInfo.environment["OPENSSL_ia32cap"]) }
}
