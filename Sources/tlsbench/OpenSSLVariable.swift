internal import Foundation

/// The user's own `OPENSSL_ia32cap`.
enum OpenSSLVariable {
    /// Traps of OpenSSL before 3.5 (OPENSSL_ia32cap(3)). What is no number, and an empty value, count as 0, so that the CPU has
    /// nothing at all. And without a second word behind a colon it has nothing of that word: no AVX2, BMI, ADX or SHA, so that
    /// RSA and hashes become slower too.
    static func warning(for value: String?) -> String? {
        guard let value else { return nil }
        let words = value.split(separator: ":", omittingEmptySubsequences: false)
        let isWrong = value.isEmpty || words.contains { !$0.isEmpty && !isNumber($0) }
        if isWrong {
            return
                "OPENSSL_ia32cap='\(value)' has what is no number, which OpenSSL takes for 0: it leaves features of this CPU "
                + "alone (unset it, or see OPENSSL_ia32cap(3))"
        }
        guard words.count < 2 || words[1].isEmpty else { return nil }
        return
            "OPENSSL_ia32cap=\(value) has no second word behind a colon, which takes AVX2, BMI, ADX and SHA away too before "
            + "OpenSSL 3.5 (use \(words[0]):~0x0)"
    }

    /// `0x200000200000000`, `~0x20`: hexadecimal, octal or decimal, as strtoull(3) reads it; a tilde alone takes nothing away.
    private static func isNumber(_ word: Substring) -> Bool {
        guard word != "~" else { return true }
        let digits = (word.hasPrefix("~") ? word.dropFirst() : word).lowercased()
        if digits.hasPrefix("0x") { return UInt64(digits.dropFirst(2), radix: 16) != nil }
        return UInt64(digits) != nil
    }

    /// Of this process's environment.
    static var warning: String? { warning(for: ProcessInfo.processInfo.environment["OPENSSL_ia32cap"]) }
}
