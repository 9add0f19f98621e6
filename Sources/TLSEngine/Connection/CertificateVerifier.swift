public import CryptoBackend
public import TLSWire

/// What a client asks about the server's certificates. The engine knows no X.509; who does, conforms.
public protocol CertificateVerifier: Sendable {
    /// The public key of the first certificate, if `chain` leads to an authority that is trusted, names the server and lets its
    /// key be used so.
    ///
    /// - Parameters:
    ///   - chain: DER, the server's own certificate first; never empty.
    ///   - serverName: what the certificate must name.
    ///   - usage: what the key exchange needs the key for.
    func verify(
        _ chain: [[UInt8]],
        serverName: ServerName,
        usage: KeyUsage
    ) throws(CertificateRejection) -> CertificateKey
}

/// What a server asks about a client's certificates.
public protocol ClientCertificateVerifier: Sendable {
    /// The public key of the first certificate, if `chain` leads to an authority that is trusted, and is for clients and for
    /// signatures.
    ///
    /// - Parameter chain: DER, the client's own certificate first; never empty.
    func verifyClient(_ chain: [[UInt8]]) throws(CertificateRejection) -> CertificateKey
}

/// Why a chain of certificates is not trusted.
public struct CertificateRejection: Error, Hashable, Sendable {
    /// What kind of reason it is; it decides the alert.
    public let reason: Reason
    /// One line for people, from who verified.
    public let detail: String

    /// Both go into errors and logs; they name certificates, never keys.
    public init(_ reason: Reason, detail: String) {
        self.reason = reason
        self.detail = detail
    }

    /// The kinds of reason.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Its time is over.
        case expired = "certificate has expired"
        /// Its time has not come.
        case notYetValid = "certificate is not yet valid"
        /// It is for another host.
        case wrongName = "certificate is for another name"
        /// The chain ends at an authority that is not trusted.
        case unknownAuthority = "issuer is not trusted"
        /// The chain ends before an authority: a certificate between is missing, or its authority is an unknown one.
        case missingIssuer = "issuer is neither sent nor trusted"
        /// It has signed itself and is not trusted.
        case selfSigned = "certificate is self-signed and not trusted"
        /// A signature in the chain does not hold.
        case badSignature = "signature does not verify"
        /// A key or a hash below what is safe.
        case weak = "key or signature algorithm is too weak"
        /// A key of a kind that is not supported.
        case unsupportedKey = "key type is not supported"
        /// It is not meant for servers, or an authority is none.
        case wrongPurpose = "certificate is not for this purpose"
        /// Its names are not among those that an authority above may certify (RFC 5280 §4.2.1.10).
        case outsideConstraints = "name is outside what the issuer may certify"
        /// An extension is critical, and not known (RFC 5280 §4.2).
        case unknownExtension = "critical extension is not known"
        /// No certificate at all.
        case malformed = "certificate is malformed"
        /// It was withdrawn.
        case revoked = "certificate was revoked"
        /// Anything else.
        case other = "certificate was refused"
    }

    /// The alert that RFC 5246 §7.2.2 has for it.
    public var alert: AlertDescription {
        switch reason {
        case .expired, .notYetValid: .certificateExpired
        case .unknownAuthority, .missingIssuer, .selfSigned: .unknownCA
        case .badSignature, .malformed: .badCertificate
        case .weak, .unsupportedKey, .wrongPurpose: .unsupportedCertificate
        case .revoked: .certificateRevoked
        case .wrongName, .outsideConstraints, .unknownExtension, .other: .certificateUnknown
        }
    }
}

extension CertificateRejection: CustomStringConvertible {
    /// The kind of reason, and the verifier's own words.
    public var description: String { detail.isEmpty ? reason.rawValue : "\(reason.rawValue): \(detail)" }
}
