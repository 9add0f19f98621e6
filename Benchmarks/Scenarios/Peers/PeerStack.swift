internal import BenchCore

/// A whole TLS stack of somebody else's, client and server: what users would pick instead of this engine. What is timed of it is
/// written once, for all of them.
protocol PeerStack: Sendable {
    /// Who it is.
    var identity: PeerIdentity { get }
    /// Whether it can do such handshakes; it has no row where it cannot.
    func offers(_ shape: HandshakeShape) -> Bool
    /// Its client and its server in one thread, with the fixture's certificate, key and authority.
    ///
    /// - Parameter chunk: what they send each other afterwards.
    func pair(_ fixture: Fixture, _ shape: HandshakeShape, chunk: [UInt8]) throws -> any PeerPair
    /// Its server on a thread of its own, and its client, over loopback TCP.
    ///
    /// - Parameter pattern: what the client sends, over and over.
    func overTCP(
        _ fixture: Fixture,
        _ shape: HandshakeShape,
        _ service: PeerService,
        pattern: [UInt8]
    ) throws -> any PeerOverTCP
}

/// What a report says of a peer.
public struct PeerIdentity: Hashable, Sendable {
    /// The name of its rows.
    public let name: String
    /// What people call it.
    public let library: String
    /// As it says of itself, or as it was built in.
    public let version: String
    /// Which code runs.
    public let codePath: String
}

/// Two ends in memory. A session that is to go on has begun before.
protocol PeerPair: AnyObject {
    /// Two new ends that have not begun.
    func reset() throws
    /// Lets the client go as far as it can; whether its handshake is over.
    func stepClient() throws -> Bool
    /// Lets the server go as far as it can; whether its handshake is over.
    func stepServer() throws -> Bool
    /// Sends the chunk; throws unless as many octets come out, the first and the last as they were sent.
    func carry(from end: PeerEnd) throws
    /// Sends the chunk; what comes out.
    func received(from end: PeerEnd) throws -> [UInt8]
    /// Throws unless handshakes end with what was asked for.
    func check() throws
}

extension PeerPair {
    /// Lets both go until their handshakes are over.
    func handshake() throws {
        var isOver = false
        while !isOver {
            let isClientDone = try stepClient()
            isOver = try stepServer() && isClientDone
        }
    }
}

/// One of two in memory.
enum PeerEnd: CaseIterable { case client, server }

/// What a server over TCP does with application data.
enum PeerService {
    /// Sends back what comes.
    case echo
    /// Drops what comes, and sends one octet each time that so many octets more are complete.
    case discard(acknowledging: Int)
    /// Sends so many octets for each octet that comes.
    case source(octets: Int)
}

/// A server and a client over TCP.
protocol PeerOverTCP: AnyObject {
    /// Where the server listens on 127.0.0.1.
    var port: Int { get }
    /// A connection of the client to any port of 127.0.0.1, whose handshake is over.
    func connect(to port: Int) throws -> any PeerConnection
    /// Throws if a connection broke, or unless handshakes end with what was asked for.
    func check() throws
    /// Ends both.
    func stop()
}

extension PeerOverTCP {
    /// A connection to its own server.
    func connect() throws -> any PeerConnection { try connect(to: port) }
}

/// An established connection, as its client has it.
protocol PeerConnection: AnyObject {
    /// Sends `sending` octets of the pattern, and meanwhile drops the next `skipping` octets that come.
    func exchange(sending: Int, skipping: Int) throws
    /// Sends the pattern once; as many octets as come back.
    func echo() throws -> [UInt8]
    /// Throws unless its handshake ended with what was asked for, as far as a connection tells.
    func check() throws
    /// Waits until both sides have ended.
    func close() throws
}
