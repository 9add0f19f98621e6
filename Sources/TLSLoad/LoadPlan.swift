public import CryptoBackend
public import TLSWire

/// What a load client is to do.
public struct LoadPlan: Sendable {
    /// The most sockets that are open at once, of all threads together; 1 at least, and one for each thread.
    public var connections: Int
    /// Event loops, each on a thread and with connections of its own.
    public var threads: Int
    /// How many connections are to begin in a second, whatever becomes of them; nil to begin one as soon as another has ended.
    public var rate: Double?
    /// The gaps between those of a rate.
    public var arrivals = ArrivalPattern.poisson
    /// For how long connections begin. Those that have begun are waited for.
    public var duration: Duration
    /// The share of connections that resume a session, from 0 to 1.
    public var resumedShare = 0.0
    /// What is sent over each connection, and answered in HTTP; nil for handshakes alone.
    public var request: [UInt8]?
    /// How long a connection stays open after its handshake; not with a request.
    public var hold = Duration.zero
    /// How long a handshake may take from its first packet, and how long an answer.
    public var limit = Duration.seconds(5)
    /// What handshakes must have agreed on.
    public var expectation = ExpectedAgreement()
    /// Decides the gaps between arrivals.
    public var seed: UInt64

    /// A plan without a rate, for handshakes alone.
    public init(connections: Int, threads: Int = 1, duration: Duration, seed: UInt64) {
        self.connections = connections
        self.threads = threads
        self.duration = duration
        self.seed = seed
    }

    /// How many connections one of the threads has.
    func connections(of thread: Int) -> Int { connections / threads + (thread < connections % threads ? 1 : 0) }
}

/// How connections of a rate are spread over time.
public enum ArrivalPattern: String, Sendable, CaseIterable {
    /// Independent of each other, as those of many users are: the gaps are exponentially distributed.
    case poisson
    /// At equal distances.
    case fixed
}

/// What a handshake must have agreed on; an empty list allows anything that was offered.
public struct ExpectedAgreement: Sendable, Hashable {
    /// Any of these versions.
    public var versions: [ProtocolVersion]
    /// Any of these suites.
    public var cipherSuites: [CipherSuite]
    /// Any of these groups; a session of TLS 1.2 is resumed without one.
    public var groups: [KeyExchangeGroup]

    /// Without arguments, anything.
    public init(
        versions: [ProtocolVersion] = [],
        cipherSuites: [CipherSuite] = [],
        groups: [KeyExchangeGroup] = []
    ) {
        self.versions = versions
        self.cipherSuites = cipherSuites
        self.groups = groups
    }
}
