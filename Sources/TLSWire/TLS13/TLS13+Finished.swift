extension TLS13 {
    /// The proof that a side has the handshake's keys and has seen the same messages (RFC 8446 §4.4.4).
    public struct Finished: Hashable, Sendable {
        /// HMAC of the transcript's hash, as long as a digest.
        public var verifyData: [UInt8]

        /// Any verify_data.
        public init(verifyData: [UInt8]) { self.verifyData = verifyData }

        /// Reads the body of a message, of the length that the suite's hash has.
        public init(decoding body: [UInt8], digestLength: Int) throws(DecodeError) {
            guard body.count == digestLength else { throw .badLength(body.count, of: .verifyData) }
            verifyData = body
        }

        /// The whole message.
        public var encoded: [UInt8] { HandshakeType.finished.message { $0.opaque(verifyData) } }
    }
}
