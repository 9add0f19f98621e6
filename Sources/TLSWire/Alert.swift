/// An alert: two octets (RFC 5246 §7.2).
public struct Alert: Hashable, Sendable {
    /// Whether the connection can go on.
    public let level: Level
    /// What happened.
    public let description: AlertDescription

    /// Any combination.
    public init(_ level: Level, _ description: AlertDescription) {
        self.level = level
        self.description = description
    }

    /// The severity of an alert.
    public enum Level: UInt8, Hashable, Sendable {
        /// The connection may go on.
        case warning = 1
        /// It may not.
        case fatal = 2
    }

    /// Reads a whole alert record.
    public init(decoding octets: [UInt8]) throws(DecodeError) {
        guard octets.count == 2 else { throw .badLength(octets.count, of: .fragment) }
        guard let level = Level(rawValue: octets[0]) else { throw .badValue(Int(octets[0]), of: .alertLevel) }
        self.init(level, AlertDescription(rawValue: octets[1]))
    }

    /// The two octets.
    public var encoded: [UInt8] { [level.rawValue, description.rawValue] }
}

/// What an alert says (RFC 5246 §7.2.2, RFC 8446 §6, RFC 6066 §9, RFC 7507 §4).
public struct AlertDescription: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public let rawValue: UInt8
    /// Any number; a peer may send what nobody here knows.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The sender has nothing more to say.
    public static let closeNotify = AlertDescription(rawValue: 0)
    /// A message that has no place here.
    public static let unexpectedMessage = AlertDescription(rawValue: 10)
    /// A record that does not decrypt.
    public static let badRecordMAC = AlertDescription(rawValue: 20)
    /// A record above the limit.
    public static let recordOverflow = AlertDescription(rawValue: 22)
    /// Nothing in common.
    public static let handshakeFailure = AlertDescription(rawValue: 40)
    /// A certificate that is corrupt, or whose signature does not hold.
    public static let badCertificate = AlertDescription(rawValue: 42)
    /// A certificate of a kind that is not supported.
    public static let unsupportedCertificate = AlertDescription(rawValue: 43)
    /// A certificate that was withdrawn.
    public static let certificateRevoked = AlertDescription(rawValue: 44)
    /// A certificate whose time is over or has not come.
    public static let certificateExpired = AlertDescription(rawValue: 45)
    /// A certificate that is not acceptable for another reason.
    public static let certificateUnknown = AlertDescription(rawValue: 46)
    /// A field with a value that it cannot have.
    public static let illegalParameter = AlertDescription(rawValue: 47)
    /// An authority that is not trusted.
    public static let unknownCA = AlertDescription(rawValue: 48)
    /// A peer that is who it says and may not.
    public static let accessDenied = AlertDescription(rawValue: 49)
    /// Octets that are no message.
    public static let decodeError = AlertDescription(rawValue: 50)
    /// A signature, or verify_data, that does not hold.
    public static let decryptError = AlertDescription(rawValue: 51)
    /// A version that is not supported.
    public static let protocolVersion = AlertDescription(rawValue: 70)
    /// Parameters that are too weak.
    public static let insufficientSecurity = AlertDescription(rawValue: 71)
    /// Nothing that the peer could have done.
    public static let internalError = AlertDescription(rawValue: 80)
    /// A lower version than both have (RFC 7507 §3).
    public static let inappropriateFallback = AlertDescription(rawValue: 86)
    /// Somebody gave up.
    public static let userCanceled = AlertDescription(rawValue: 90)
    /// A renegotiation that is refused.
    public static let noRenegotiation = AlertDescription(rawValue: 100)
    /// An extension that was not offered.
    public static let unsupportedExtension = AlertDescription(rawValue: 110)
    /// A message without an extension that it has to have (RFC 8446 §6.2).
    public static let missingExtension = AlertDescription(rawValue: 109)
    /// A client has to have a certificate (RFC 8446 §6.2).
    public static let certificateRequired = AlertDescription(rawValue: 116)
    /// No application protocol in common (RFC 7301 §3.2).
    public static let noApplicationProtocol = AlertDescription(rawValue: 120)
    /// A server_name that nobody has here (RFC 6066 §3).
    public static let unrecognizedName = AlertDescription(rawValue: 112)
}

extension AlertDescription: CustomStringConvertible {
    /// The name in the RFC, or the number of an alert that is not known here.
    public var description: String { AlertDescription.names[self] ?? "alert \(rawValue)" }

    private static let names: [AlertDescription: String] = [
        .closeNotify: "close_notify", .unexpectedMessage: "unexpected_message", .badRecordMAC: "bad_record_mac",
        .recordOverflow: "record_overflow", .handshakeFailure: "handshake_failure",
        .badCertificate: "bad_certificate", .unsupportedCertificate: "unsupported_certificate",
        .certificateRevoked: "certificate_revoked", .certificateExpired: "certificate_expired",
        .certificateUnknown: "certificate_unknown", .illegalParameter: "illegal_parameter", .unknownCA: "unknown_ca",
        .accessDenied: "access_denied", .decodeError: "decode_error", .decryptError: "decrypt_error",
        .protocolVersion: "protocol_version", .insufficientSecurity: "insufficient_security",
        .internalError: "internal_error", .inappropriateFallback: "inappropriate_fallback",
        .userCanceled: "user_canceled", .noRenegotiation: "no_renegotiation",
        .unsupportedExtension: "unsupported_extension", .unrecognizedName: "unrecognized_name",
        .noApplicationProtocol: "no_application_protocol", .missingExtension: "missing_extension",
        .certificateRequired: "certificate_required",
    ]
}
