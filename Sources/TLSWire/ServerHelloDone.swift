/// Step 6: the server's flight ends, and the client's turn begins (RFC 5246 §7.4.5). It has no content.
public enum ServerHelloDone {
    /// Reads the body of a message.
    public static func decode(_ body: [UInt8]) throws(DecodeError) {
        try ByteReader(body).finish()
    }

    /// The whole message.
    public static let encoded = HandshakeType.serverHelloDone.message { _ in }
}
