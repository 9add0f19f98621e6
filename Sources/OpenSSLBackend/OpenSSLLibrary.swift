internal import COpenSSL

/// libcrypto or libssl as this process has loaded it, when it started.
public struct OpenSSLLibrary: Hashable, Sendable {
    /// The file, behind all links.
    public let file: String
    /// What libcrypto reports, whatever headers this was built with: `3.0.19`.
    public let version: String

    /// Without it the backend must not be used: a call ends the process with status 69.
    public static let libcrypto = unsafe result(tlsbench_libcrypto())
    /// Without it LibSSLPeer throws.
    public static let libssl = unsafe result(tlsbench_libssl())

    /// What is wrong with a file that is to be loaded as a shared library of this machine, by its contents alone; nil if nothing is.
    /// Its name for the dynamic linker is not looked at.
    public static func fault(ofFile path: String) -> OpenSSLLibraryFailure? {
        var (name, detail) = ([CChar](repeating: 0, count: 256), [CChar](repeating: 0, count: 256))
        let failure = unsafe tlsbench_inspect_library(path, &name, &detail, name.count)
        let words = String(decoding: detail.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return OpenSSLLibraryFailure.Reason(failure, words).map { OpenSSLLibraryFailure(file: path, reason: $0) }
    }

    private static func result(_ library: tlsbench_openssl_library) -> Result<OpenSSLLibrary, OpenSSLLibraryFailure> {
        let (file, detail) = unsafe (String(cString: library.file), String(cString: library.detail))
        if let reason = unsafe OpenSSLLibraryFailure.Reason(library.failure, detail) {
            return .failure(OpenSSLLibraryFailure(file: file, reason: reason))
        }
        let version = unsafe OpenSSL_version(OPENSSL_VERSION_STRING).map { unsafe String(cString: $0) }
        return .success(OpenSSLLibrary(file: file, version: version ?? "unknown"))
    }
}

/// Why libcrypto or libssl was not loaded.
public struct OpenSSLLibraryFailure: Error, Hashable, Sendable {
    /// What was looked for: a file, or names for the dynamic linker.
    public let file: String
    /// What is wrong with it.
    public let reason: Reason

    /// What can be wrong with a library.
    public enum Reason: Hashable, Sendable {
        /// There is no such file.
        case notFound
        /// A file was named by something other than an absolute path.
        case relativeName
        /// The system does not open it, for a reason of its own.
        case unreadable(String)
        /// The file is no shared library.
        case notALibrary
        /// It is for other processors: `aarch64, 64 bits`.
        case otherMachine(String)
        /// The end of the file is missing.
        case truncated
        /// It has another name for the dynamic linker (DT_SONAME): `libcrypto.so.1.1`, or none.
        case otherName(String)
        /// The dynamic linker does not load it, in the linker's words: a library that it needs, or a version of one, is missing.
        case refused(String)
        /// It has not all the functions that are called; these are missing.
        case incomplete(missing: [String])
        /// Its version is before 3.0.
        case tooOld(version: String)
        /// Another file would be called in its place.
        case shadowed(by: String)
        /// libssl: there is no libcrypto for it.
        case withoutLibcrypto
    }
}

extension OpenSSLLibraryFailure.Reason {
    /// Nil if the library was loaded.
    fileprivate init?(_ failure: tlsbench_openssl_failure, _ detail: String) {
        switch failure {
        case TLSBENCH_OPENSSL_LOADED: return nil
        case TLSBENCH_OPENSSL_NOT_FOUND: self = .notFound
        case TLSBENCH_OPENSSL_RELATIVE: self = .relativeName
        case TLSBENCH_OPENSSL_UNREADABLE: self = .unreadable(detail)
        case TLSBENCH_OPENSSL_NO_LIBRARY: self = .notALibrary
        case TLSBENCH_OPENSSL_OTHER_MACHINE: self = .otherMachine(detail)
        case TLSBENCH_OPENSSL_TRUNCATED: self = .truncated
        case TLSBENCH_OPENSSL_OTHER_NAME: self = .otherName(detail)
        case TLSBENCH_OPENSSL_REFUSED: self = .refused(detail)
        case TLSBENCH_OPENSSL_INCOMPLETE: self = .incomplete(missing: detail.split(separator: " ").map(String.init))
        case TLSBENCH_OPENSSL_TOO_OLD: self = .tooOld(version: detail)
        case TLSBENCH_OPENSSL_SHADOWED: self = .shadowed(by: detail)
        case TLSBENCH_OPENSSL_NO_LIBCRYPTO: self = .withoutLibcrypto
        default: preconditionFailure("loader.c has a reason that is not among these: \(failure)")
        }
    }
}

extension OpenSSLLibraryFailure: CustomStringConvertible {
    /// The file, what is wrong, and in parentheses what to do.
    public var description: String { reason == .withoutLibcrypto ? "\(reason)" : "\(file): \(reason)" }
}

extension OpenSSLLibraryFailure.Reason: CustomStringConvertible {
    /// Without the file.
    public var description: String {
        switch self {
        case .notFound: "not found (install libssl3, or name files in TLSBENCH_LIBCRYPTO and TLSBENCH_LIBSSL)"
        case .relativeName: "not an absolute path"
        case .unreadable(let reason): reason
        case .notALibrary: "not a shared library"
        case .otherMachine(let machine): "built for another machine (\(machine))"
        case .truncated: "truncated: the end of the file is missing"
        case .otherName(""):
            "a library without a name for the dynamic linker (of OpenSSL 3 and 4, name the .so.3 or .so.4)"
        case .otherName(let name): "the file is \(name), not of the OpenSSL 3 or 4 that is needed"
        case .refused(let words): words
        case .incomplete(let missing):
            "lacks \(missing.count == 1 ? "a function" : "functions") called here: \(Self.few(missing))"
        case .tooOld(let version): "\(version), and OpenSSL 3.0 is the oldest that will do"
        case .shadowed(let file): "\(file) is loaded too, and would be called instead (see LD_PRELOAD)"
        case .withoutLibcrypto: "no libcrypto for it"
        }
    }

    private static func few(_ names: [String]) -> String {
        names.count <= 4
            ? names.joined(separator: ", ") : names.prefix(4).joined(separator: ", ") + " and \(names.count - 4) more"
    }
}
