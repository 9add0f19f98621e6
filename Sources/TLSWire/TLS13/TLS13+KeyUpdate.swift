extension TLS13 {
    /// The sender's next record is under its next key (RFC 8446 §4.6.3).
    public struct KeyUpdate: Hashable, Sendable {
        /// Whether the receiver is to do the same.
        public var isRequested: Bool

        /// Either kind.
        public init(isRequested: Bool) { self.isRequested = isRequested }

        /// Reads the body of a message.
        public init(decoding body: [UInt8]) throws(DecodeError) {
            var reader = ByteReader(body)
            let request = try reader.uint8()
            guard request <= 1 else { throw .badValue(Int(request), of: .keyUpdateRequest) }
            isRequested = request == 1
            try reader.finish()
        }

        /// The whole message.
        public var encoded: [UInt8] { HandshakeType.keyUpdate.message { $0.uint8(isRequested ? 1 : 0) } }
    }
}
