public import CryptoBackend

/// Why a certificate, a key or a set of authorities could not be had. Each names the file or, for text, what it was for.
public enum TrustError: Error, Hashable, Sendable {
    /// The file cannot be read, with the system's error number.
    case unreadable(file: String, errno: Int32)
    /// There is no certificate in it, but something else.
    case noCertificate(in: String, FoundContents)
    /// A certificate in it is malformed; the first is number 1.
    case malformedCertificate(in: String, number: Int)
    /// There is no private key in it, or none that can be read without a pass phrase.
    case noPrivateKey(in: String, FoundContents)
    /// The private key in it is malformed.
    case malformedKey(in: String)
    /// It is longer than any such file, in bytes.
    case tooLong(file: String, limit: Int)
    /// The key is neither an RSA key nor one of ECDSA on P-256.
    case unsupportedKey(in: String)
    /// The numbers of one kind of key were asked for, and the key is of another.
    case keyOfOtherKind(CertificateKey.Kind, wanted: CertificateKey.Kind)
    /// The key is not the one in the certificate.
    case keyMismatch(certificate: String, key: String)
    /// No libcrypto was loaded when the program started, so that there are no certificates.
    case noLibrary(file: String)
    /// The library failed at something that does not depend on the input, with the function and its code.
    case library(call: String, code: UInt64)
}

extension TrustError: CustomStringConvertible {
    /// One line for people.
    public var description: String {
        switch self {
        case .unreadable(let file, let errno): "\(file): \(systemMessage(errno))"
        case .noCertificate(let file, let found): "\(file): no certificate in PEM: \(found)"
        case .malformedCertificate(let file, let number): "\(file): certificate \(number) is malformed"
        case .noPrivateKey(let file, let found): "\(file): no private key in PEM that can be read: \(found)"
        case .malformedKey(let file): "\(file): the private key is malformed"
        case .tooLong(let file, let limit): "\(file): more than \(limit) bytes, which no certificate or key has"
        case .unsupportedKey(let file):
            "\(file): neither an RSA key nor an ECDSA key on P-256, and other keys are not supported here"
        case .keyOfOtherKind(let kind, let wanted): "the key is \(kind.withArticle), and not \(wanted.withArticle)"
        case .keyMismatch(let certificate, let key): "\(key): not the key of the certificate in \(certificate)"
        case .noLibrary(let file): "\(file): not loaded, and certificates need libcrypto"
        case .library(let call, let code): "\(call): \(libraryText(code))"
        }
    }
}

extension CertificateKey.Kind {
    fileprivate var withArticle: String {
        switch self {
        case .rsa: "an RSA key"
        case .ecdsa: "an ECDSA key"
        }
    }
}
