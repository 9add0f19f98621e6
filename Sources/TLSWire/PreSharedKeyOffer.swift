/// What a client says of the sessions that it could resume (RFC 8446 §4.2.11).
public struct PreSharedKeyOffer: Hashable, Sendable {
    /// As many as ``binders``.
    public var identities: [Identity]
    /// Proofs that the client has the keys: 32 to 255 octets each, over ClientHello up to, not including, this list.
    public var binders: [[UInt8]]

    /// A session by the name that the server gave it.
    public struct Identity: Hashable, Sendable {
        /// The ticket.
        public var identity: [UInt8]
        /// How long ago it came, in milliseconds, plus the ticket's ticket_age_add, modulo 2³².
        public var obfuscatedTicketAge: UInt32

        /// Any ticket that is not empty.
        public init(identity: [UInt8], obfuscatedTicketAge: UInt32) {
            self.identity = identity
            self.obfuscatedTicketAge = obfuscatedTicketAge
        }
    }

    /// Any number of sessions; a binder may be filled in later, and has its length from the start.
    public init(identities: [Identity], binders: [[UInt8]]) {
        self.identities = identities
        self.binders = binders
    }

    /// How many octets at the end of ClientHello are the list of binders, which no binder covers (RFC 8446 §4.2.11.2).
    public var bindersLength: Int { binders.reduce(2) { $0 + 1 + $1.count } }

    init(_ reader: inout ByteReader) throws(DecodeError) {
        var list = try reader.vector16()
        identities = []
        repeat {
            let identity = try list.nonemptyVector16(.preSharedKey)
            identities.append(Identity(identity: identity, obfuscatedTicketAge: try list.uint32()))
        } while list.left > 0
        var entries = try reader.vector16()
        binders = []
        repeat {
            var binder = try entries.vector8()
            guard binder.left >= 32 else { throw .badLength(binder.left, of: .preSharedKey) }
            binders.append(binder.rest())
        } while entries.left > 0
        guard binders.count == identities.count else { throw .badValue(binders.count, of: .preSharedKey) }
    }

    func encode(into writer: inout ByteWriter) {
        writer.vector16 { list in
            for entry in identities {
                list.vector16 { $0.opaque(entry.identity) }
                list.uint32(entry.obfuscatedTicketAge)
            }
        }
        writer.vector16 { list in
            for binder in binders { list.vector8 { $0.opaque(binder) } }
        }
    }
}
