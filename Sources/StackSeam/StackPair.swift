/// A client and a server in one thread, for any number of handshakes one after the other. A session that is to be resumed has begun.
///
/// The steps are those of the two sides, so that each can be timed apart from the other: making an end and ending the one before it
/// belong to its side.
public protocol StackPair: AnyObject {
    /// Puts a new client in the place of the last, and lets it say its ClientHello.
    func startClient() throws
    /// Puts a new server in the place of the last, and lets it answer the ClientHello.
    func startServer() throws
    /// Lets the client go as far as it can; whether its handshake is over.
    func stepClient() throws -> Bool
    /// Lets the server go as far as it can; whether its handshake is over.
    func stepServer() throws -> Bool
    /// Sends the chunk; throws unless as many octets come out, the first and the last as they were sent.
    func carry(from end: PairEnd) throws
    /// Sends the chunk; what comes out.
    func received(from end: PairEnd) throws -> [UInt8]
    /// What the ends agreed on. A stack that does not report it makes one handshake more, which it observes and whose ends take the place
    /// of the others.
    func outcome() throws -> HandshakeOutcome
    /// What depends on the seed of a worker's random octets alone in one handshake more, which it verifies; empty for a stack that draws
    /// its own.
    func reproducibleOctets() throws -> [UInt8]
}

/// One of two in memory.
public enum PairEnd: Sendable, CaseIterable {
    /// Who begins.
    case client
    /// Who answers.
    case server
}

extension StackPair {
    /// Steps 2 to 12, between new ends.
    ///
    /// - Parameter turn: given each turn of a side, in order; takes it, and returns what it returned.
    public func handshake(_ turn: (PairEnd, () throws -> Bool) throws -> Bool = { _, body in try body() }) throws {
        var isClientDone = try turn(.client) {
            try startClient()
            return false
        }
        var isServerDone = try turn(.server) {
            try startServer()
            return false
        }
        // In a full handshake of TLS 1.2 the client is done last; in a resumed one, and in TLS 1.3, the server: nobody has a turn
        // after that.
        while true {
            if !isClientDone { isClientDone = try turn(.client) { try stepClient() } }
            if isClientDone, isServerDone { return }
            if !isServerDone { isServerDone = try turn(.server) { try stepServer() } }
            if isClientDone, isServerDone { return }
        }
    }

    /// Nothing: it draws its own.
    public func reproducibleOctets() -> [UInt8] { [] }
}
