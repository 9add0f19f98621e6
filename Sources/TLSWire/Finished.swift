/// Steps 10 and 12: the first protected message, which binds all that went before (RFC 5246 §7.4.9).
public struct Finished: Hashable, Sendable {
    /// The length of verify_data in every suite that is known here.
    public static let verifyDataLength = 12
    /// PRF(master_secret, finished_label, Hash(handshake_messages)), 12 octets.
    public var verifyData: [UInt8]

    /// Any verify_data.
    public init(verifyData: [UInt8]) { self.verifyData = verifyData }

    /// Reads the body of a message.
    public init(decoding body: [UInt8]) throws(DecodeError) {
        guard body.count == Finished.verifyDataLength else { throw .badLength(body.count, of: .verifyData) }
        verifyData = body
    }

    /// The whole message.
    public var encoded: [UInt8] {
        HandshakeType.finished.message { $0.opaque(verifyData) }
    }
}
