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

/// What an alert says (RFC 5246 §7.2.2, RFC 6066 §9, RFC 7507 §4).
public struct AlertDescription: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public let rawValue: UInt8
    /// Any number; a peer may send what nobody here knows.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let closeNotify = AlertDescription(rawValue: 0)
    public static let unexpectedMessage = AlertDescription(rawValue: 10)
    public static let badRecordMAC = AlertDescription(rawValue: 20)
    public static let recordOverflow = AlertDescription(rawValue: 22)
    public static let handshakeFailure = AlertDescription(rawValue: 40)
    public static let badCertificate = AlertDescription(rawValue: 42)
    public static let unsupportedCertificate = AlertDescription(rawValue: 43)
    public static let certificateRevoked = AlertDescription(rawValue: 44)
    public static let certificateExpired = AlertDescription(rawValue: 45)
    public static let certificateUnknown = AlertDescription(rawValue: 46)
    public static let illegalParameter = AlertDescription(rawValue: 47)
    public static let unknownCA = AlertDescription(rawValue: 48)
    public static let accessDenied = AlertDescription(rawValue: 49)
    public static let decodeError = AlertDescription(rawValue: 50)
    public static let decryptError = AlertDescription(rawValue: 51)
    public static let protocolVersion = AlertDescription(rawValue: 70)
    public static let insufficientSecurity = AlertDescription(rawValue: 71)
    public static let internalError = AlertDescription(rawValue: 80)
    public static let inappropriateFallback = AlertDescription(rawValue: 86)
    public static let userCanceled = AlertDescription(rawValue: 90)
    public static let noRenegotiation = AlertDescription(rawValue: 100)
    public static let unsupportedExtension = AlertDescription(rawValue: 110)
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
    ]
}
