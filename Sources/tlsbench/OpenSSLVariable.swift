internal import Foundation

/// The user's own `OPENSSL_ia32cap`, or `OPENSSL_armcap`.
enum OpenSSLVariable {
    /// Traps of OPENSSL_ia32cap(3), in 3.0 as in 3.5, 3.6 and 4.0. What is not a number, and an empty value, count as 0, so that
    /// the CPU has nothing at all. And words that are not named are 0: without a second one there is no AVX2, BMI, ADX or SHA, so
    /// that RSA and hashes become slower too; without the third to fifth, which 3.5 brought, no VAES or AVX-512 of its newest code.
    static func warning(for value: String?) -> String? {
        guard let value else { return nil }
        let words = value.split(separator: ":", omittingEmptySubsequences: false)
        let isWrong = value.isEmpty || words.contains { !$0.isEmpty && !isNumber($0) }
        if isWrong {
            return
                "OPENSSL_ia32cap='\(value)' is not a number; OpenSSL reads it as 0 and does not use the features of "
                + "this CPU (unset it, or see OPENSSL_ia32cap(3))"
        }
        guard words.count < 2 || words[1].isEmpty else { return nil }
        return
            "OPENSSL_ia32cap=\(value) has no second word behind a colon, which takes AVX2, BMI, ADX and SHA away too (name "
            + "every word: \(words[0]):~0x0:~0x0:~0x0:~0x0)"
    }

    /// `0x200000200000000`, `~0x20`: hexadecimal, octal or decimal, as strtoull(3) reads it; a tilde alone takes nothing away.
    private static func isNumber(_ word: Substring) -> Bool {
        guard word != "~" else { return true }
        let digits = (word.hasPrefix("~") ? word.dropFirst() : word).lowercased()
        if digits.hasPrefix("0x") { return UInt64(digits.dropFirst(2), radix: 16) != nil }
        return UInt64(digits) != nil
    }

    /// Traps of `OPENSSL_armcap` (crypto/armcap.c): it is the word itself and no mask, and what is not a number is 0.
    static func armWarning(for value: String?) -> String? {
        guard let value else { return nil }
        let isMask = value.hasPrefix("~")
        guard isMask || value.isEmpty || !isNumber(Substring(value)) else { return nil }
        return
            "OPENSSL_armcap='\(value)' is \(isMask ? "a mask, which OpenSSL does not know here" : "not a number"); it reads 0 and "
            + "does not use the features of this CPU (unset it, or name the whole word, as `openssl info -cpusettings` has it)"
    }

    #if arch(arm64)
    /// Of this process's environment.
    static var warning: String? { armWarning(for: ProcessInfo.processInfo.environment["OPENSSL_armcap"]) }
    #else
    /// Of this process's environment.
    static var warning: String? { warning(for: ProcessInfo.processInfo.environment["OPENSSL_ia32cap"]) }
    #endif
}
