internal import COpenSSL
internal import TLSEngine

extension CertificateRejection {
    /// What libcrypto's code for a failed verification means.
    init(code: Int32, about subject: String) {
        let text = unsafe X509_verify_cert_error_string(Int(code)).map { unsafe String(cString: $0) } ?? "\(code)"
        self.init(Self.reasons[code] ?? .other, detail: subject.isEmpty ? text : "\(text) (\(subject))")
    }

    /// The library failed, not the certificate.
    init(_ error: TrustError) { self.init(.other, detail: error.description) }

    private static let reasons: [Int32: Reason] = [
        X509_V_ERR_CERT_HAS_EXPIRED: .expired,
        X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid,
        X509_V_ERR_HOSTNAME_MISMATCH: .wrongName,
        X509_V_ERR_IP_ADDRESS_MISMATCH: .wrongName,
        X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT: .missingIssuer,
        X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY: .missingIssuer,
        X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: .missingIssuer,
        X509_V_ERR_CERT_UNTRUSTED: .unknownAuthority,
        X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: .selfSigned,
        X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN: .unknownAuthority,
        X509_V_ERR_CERT_SIGNATURE_FAILURE: .badSignature,
        X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE: .badSignature,
        X509_V_ERR_EE_KEY_TOO_SMALL: .weak,
        X509_V_ERR_CA_KEY_TOO_SMALL: .weak,
        X509_V_ERR_CA_MD_TOO_WEAK: .weak,
        X509_V_ERR_INVALID_PURPOSE: .wrongPurpose,
        X509_V_ERR_INVALID_CA: .wrongPurpose,
        X509_V_ERR_KEYUSAGE_NO_CERTSIGN: .wrongPurpose,
        X509_V_ERR_PATH_LENGTH_EXCEEDED: .wrongPurpose,
        X509_V_ERR_PERMITTED_VIOLATION: .outsideConstraints,
        X509_V_ERR_EXCLUDED_VIOLATION: .outsideConstraints,
        X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE: .outsideConstraints,
        X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX: .outsideConstraints,
        X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION: .unknownExtension,
        X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD: .malformed,
        X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD: .malformed,
        X509_V_ERR_CERT_REVOKED: .revoked,
    ]
}
