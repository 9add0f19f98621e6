import VectorSupport

/// A handshake that RFC 8448 writes down: its octets on the wire, and the secrets that its text names. All are in
/// TLS_AES_128_GCM_SHA256.
struct RFC8448Trace: CustomStringConvertible, Sendable {
    /// The section.
    let name: String
    /// The messages before ServerHello: ClientHello; with a retry also HelloRetryRequest, and ClientHello again.
    let hellos: [[UInt8]]
    let serverHello: [UInt8]
    /// Of the session that is resumed.
    let preSharedKey: [UInt8]?
    /// Of the key exchange.
    let sharedSecret: [UInt8]
    /// In hexadecimal, by their names in the key log.
    let secrets: [String: String]
    /// The record with everything from EncryptedExtensions to Finished.
    let serverFlight: [UInt8]
    /// The digest that the server's CertificateVerify signs; nil without one.
    let signedByServer: [UInt8]?
    /// The message between the server's Finished and the client's, which is protected under a secret of early data; empty without one.
    let endOfEarlyData: [UInt8]
    /// The record with the client's Finished.
    let clientFinished: [UInt8]
    /// The client's records after its Finished.
    let clientRecords: [[UInt8]]
    /// The server's records after its flight.
    let serverRecords: [[UInt8]]

    static let all = [simple, resumed, retry]

    /// The nonce of the ticket in §3, whose key §4 resumes with.
    static let ticketNonce: [UInt8] = [0, 0]
    /// What both sides send each other in §3 and §4.
    static let data = [UInt8](0..<50)

    var description: String { name }

    /// The octets in `hex`.
    static func octets(_ hex: String) -> [UInt8] { [UInt8](hex: hex) }
}
