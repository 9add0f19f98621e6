extension TLS13 {
    /// A name for this session, under which it may be resumed (RFC 8446 §4.6.1).
    public struct NewSessionTicket: Hashable, Sendable {
        /// In seconds; 0 says to discard it at once, and more than a week is not allowed.
        public var lifetime: UInt32
        /// What hides the age of the ticket from who watches.
        public var ageAdd: UInt32
        /// Another one for each ticket of a connection.
        public var nonce: [UInt8]
        /// Opaque to the client; never empty.
        public var ticket: [UInt8]

        /// The longest lifetime in seconds: seven days.
        public static let maximumLifetime: UInt32 = 604_800

        /// A ticket that allows no early data.
        public init(lifetime: UInt32, ageAdd: UInt32, nonce: [UInt8], ticket: [UInt8]) {
            self.lifetime = lifetime
            self.ageAdd = ageAdd
            self.nonce = nonce
            self.ticket = ticket
        }

        /// Reads the body of a message; its extensions are passed over, for early data are not sent from here.
        public init(decoding body: [UInt8]) throws(DecodeError) {
            var reader = ByteReader(body)
            lifetime = try reader.uint32()
            guard lifetime <= Self.maximumLifetime else { throw .badValue(Int(lifetime), of: .ticketLifetime) }
            ageAdd = try reader.uint32()
            var nonce = try reader.vector8()
            self.nonce = nonce.rest()
            ticket = try reader.nonemptyVector16(.sessionTicket)
            var extensions = try reader.vector16()
            var seen = Set<UInt16>()
            while extensions.left > 0 {
                let type = try extensions.uint16()
                guard seen.insert(type).inserted else { throw .duplicateExtension(type) }
                _ = try extensions.vector16()
            }
            try reader.finish()
        }

        /// The whole message.
        public var encoded: [UInt8] {
            HandshakeType.newSessionTicket.message { writer in
                writer.uint32(lifetime)
                writer.uint32(ageAdd)
                writer.vector8 { $0.opaque(nonce) }
                writer.vector16 { $0.opaque(ticket) }
                writer.vector16 { _ in }
            }
        }
    }
}
