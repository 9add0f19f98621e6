/// A server of a stack on a thread of its own, until ``stop()``.
public protocol StackServer: AnyObject {
    /// Where it listens on 127.0.0.1.
    var port: Int { get }
    /// Connections that broke.
    var failedConnections: Int { get }
    /// Stops listening, and ends the thread.
    func stop()
}

/// A client of a stack, for one thread that blocks while it waits.
public protocol StackClient: AnyObject {
    /// Its connections.
    associatedtype Opened: StackConnection
    /// Connects to a port of 127.0.0.1; returns when the handshake is over. If sessions are resumed, it is that of the first.
    func connect(to port: Int) throws -> Opened
    /// What depends on the seed of a worker's random octets alone in one handshake more, which it verifies; empty for a stack that draws
    /// its own.
    func reproducibleOctets(from port: Int) throws -> [UInt8]
    /// Ends its thread, if it has one.
    func stop()
}

extension StackClient {
    /// Nothing: it draws its own.
    public func reproducibleOctets(from port: Int) -> [UInt8] { [] }
}

/// An established connection, as its client has it.
public protocol StackConnection: AnyObject {
    /// What was agreed on. A client that does not report it makes one handshake more with the same server, which it observes; of a server
    /// that has one connection at a time it is to be asked after ``close()``.
    func outcome() throws -> HandshakeOutcome
    /// Sends `sending` octets of the pattern, and meanwhile drops the next `skipping` octets that come; throws if the connection ends
    /// before.
    func exchange(sending: Int, skipping: Int) throws
    /// Sends the pattern once; as many octets as come back.
    func echo() throws -> [UInt8]
    /// Sends close_notify, and waits until both sides have ended. What a server of TLS 1.3 has sent after the handshake for another one to
    /// begin with (RFC 8446 §4.6.1) is read by then.
    func close() throws
}
