/// Why octets are not the message that they should be.
public enum DecodeError: Error, Hashable, Sendable {
    /// The message ends before a field does: `needed` octets of it, and `left` are there.
    case truncated(needed: Int, left: Int)
    /// Octets are left behind the last field.
    case trailing(Int)
    /// A vector whose length is outside its bounds, or no multiple of its element's.
    case badLength(Int, of: Field)
    /// A field with a value that it cannot have.
    case badValue(Int, of: Field)
    /// An extension that occurs twice (RFC 5246 §7.4.1.4).
    case duplicateExtension(UInt16)
    /// An extension that nobody asked for, in a message that may hold only what was asked for.
    case unsolicitedExtension(UInt16)
    /// A message without an extension that it has to have (RFC 8446 §9.2).
    case missingExtension(UInt16)
    /// Two names of one name_type (RFC 6066 §3).
    case duplicateServerName(UInt8)

    /// The fields that have bounds, by their names in the RFCs.
    public enum Field: String, Hashable, Sendable {
        /// TLSPlaintext or TLSCiphertext (RFC 5246 §6.2).
        case fragment
        /// The one octet of ChangeCipherSpec.
        case changeCipherSpec = "change_cipher_spec"
        /// The severity of an alert.
        case alertLevel = "AlertLevel"
        /// A handshake message's length, or its whole body.
        case handshake = "Handshake"
        /// At most 32 octets.
        case sessionID = "session_id"
        /// At least one suite.
        case cipherSuites = "cipher_suites"
        /// At least one method, null among them.
        case compressionMethods = "compression_methods"
        /// RFC 6066 §3.
        case serverNameList = "server_name_list"
        /// RFC 5246 §7.4.1.4.1.
        case signatureAlgorithms = "supported_signature_algorithms"
        /// RFC 8422 §5.1.1, RFC 7919 §2.
        case supportedGroups = "named_group_list"
        /// RFC 8422 §5.1.2.
        case pointFormats = "ec_point_format_list"
        /// RFC 7301 §3.1.
        case protocolNames = "protocol_name_list"
        /// RFC 8449 §4.
        case recordSizeLimit = "RecordSizeLimit"
        /// RFC 8422 §5.4.
        case curveType = "curve_type"
        /// A point, or a number of a finite field.
        case publicValue = "public value"
        /// RFC 5246 §7.4.4.
        case certificateTypes = "certificate_types"
        /// RFC 5246 §7.4.4.
        case certificateAuthorities = "certificate_authorities"
        /// RFC 7627 §5.1: empty.
        case extendedMasterSecret = "extended_master_secret"
        /// RFC 5746 §3.2.
        case renegotiatedConnection = "renegotiated_connection"
        /// At least one certificate, none of them empty.
        case certificateList = "certificate_list"
        /// RFC 8446 §4.2.1.
        case supportedVersions = "supported_versions"
        /// RFC 8446 §4.2.8.
        case keyShare = "key_share"
        /// RFC 8446 §4.2.2.
        case cookie
        /// RFC 8446 §4.2.9.
        case pskModes = "psk_key_exchange_modes"
        /// RFC 8446 §4.2.11: the last extension.
        case preSharedKey = "pre_shared_key"
        /// RFC 8446 §4.6.3.
        case keyUpdateRequest = "request_update"
        /// RFC 8446 §4.6.1: seven days at most.
        case ticketLifetime = "ticket_lifetime"
        /// RFC 8446 §4.6.1.
        case sessionTicket = "ticket"
        /// 12 octets (RFC 5246 §7.4.9); in TLS 1.3 a digest's.
        case verifyData = "verify_data"
    }
}
