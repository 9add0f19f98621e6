internal import Synchronization
public import TLSWire

/// A server's sessions by their ids: no more than ``capacity``, none longer than ``lifetime``.
public final class SessionCache: Sendable {
    /// The most sessions that are kept; the oldest goes for a new one.
    public let capacity: Int
    /// How long a session may be resumed, in seconds (RFC 5246 §F.1.4 advises a day at most).
    public let lifetime: SessionTime
    private let clock: SessionClock
    private let sessions = Mutex(BoundedSessions<[UInt8], Session>())

    /// None yet.
    public init(capacity: Int = 20_000, lifetime: SessionTime = 7_200, clock: @escaping SessionClock) {
        self.capacity = capacity
        self.lifetime = lifetime
        self.clock = clock
    }

    /// How many there are.
    public var count: Int { sessions.withLock { $0.count } }

    /// When a session that begins now ends.
    var expiry: SessionTime { clock() + lifetime }

    /// The session of an id, if it has not expired.
    func find(_ id: [UInt8]) -> Session? {
        let now = clock()
        return sessions.withLock { sessions in
            guard let session = sessions[id] else { return nil }
            if session.expiry > now { return session }
            sessions.remove(id)
            return nil
        }
    }

    func insert(_ session: Session, id: [UInt8]) {
        sessions.withLock { $0.insert(session, for: id, capacity: capacity) }
    }

    /// After a fatal alert a session is not resumed (RFC 5246 §7.2.2).
    func remove(_ id: [UInt8]) { sessions.withLock { $0.remove(id) } }
}

/// A client's sessions by the servers' names, the newest of each; the oldest goes for a new one.
public final class ClientSessionCache: Sendable {
    /// The most sessions that are kept.
    public let capacity: Int
    private let clock: SessionClock
    private let sessions = Mutex(BoundedSessions<ServerName, ResumableSession>())

    /// None yet.
    public init(capacity: Int = 64, clock: @escaping SessionClock) {
        self.capacity = capacity
        self.clock = clock
    }

    /// The session that was kept last for a server, if it has not expired.
    public func session(for serverName: ServerName) -> ResumableSession? {
        let now = clock()
        return sessions.withLock { sessions in
            guard let found = sessions[serverName], found.session.expiry > now else { return nil }
            return found
        }
    }

    /// When a session that begins now ends; as long as the server says, and a day if it says nothing.
    func expiry(lifetimeHint: UInt32) -> SessionTime {
        clock() + (lifetimeHint == 0 ? 86_400 : SessionTime(lifetimeHint))
    }

    /// The time by the clock of this cache.
    var now: SessionTime { clock() }

    /// How long ago a session began, in milliseconds (RFC 8446 §4.2.11); the clock has seconds.
    func age(of session: Session) -> UInt32 {
        let now = clock()
        return UInt32(truncatingIfNeeded: now > session.beginning ? (now - session.beginning) * 1000 : 0)
    }

    func insert(_ session: ResumableSession, for serverName: ServerName) {
        sessions.withLock { $0.insert(session, for: serverName, capacity: capacity) }
    }

    func remove(_ serverName: ServerName) { sessions.withLock { $0.remove(serverName) } }
}

/// Values by their keys, and the order in which they came.
private struct BoundedSessions<Key: Hashable & Sendable, Value: Sendable> {
    private var entries: [Key: (value: Value, turn: UInt64)] = [:]
    private var order: [(key: Key, turn: UInt64)] = []
    private var oldest = 0
    private var turns: UInt64 = 0

    var count: Int { entries.count }

    subscript(key: Key) -> Value? { entries[key]?.value }

    mutating func remove(_ key: Key) { entries[key] = nil }

    mutating func insert(_ value: Value, for key: Key, capacity: Int) {
        guard capacity > 0 else { return }
        turns += 1
        entries[key] = (value, turns)
        order.append((key, turns))
        while entries.count > capacity || order.count - oldest > 2 * capacity {
            // An entry that was replaced or removed has another turn, or none, and has gone already.
            let first = order[oldest]
            if entries[first.key]?.turn == first.turn { entries[first.key] = nil }
            oldest += 1
        }
        if oldest > capacity {
            order.removeFirst(oldest)
            oldest = 0
        }
    }
}
