internal import CryptoBackend
internal import TLSEngine

/// One connection of a load client, from its first packet to its end. It moves octets and says what it has come to; what follows from
/// that is the loop's to decide.
final class LoadConnection<Backend: CryptoBackend> {
    /// What it is for.
    enum Purpose {
        /// A full handshake.
        case full
        /// The same, and a session to be resumed by others.
        case session
        /// A resumed handshake.
        case resumed
    }

    enum State { case connecting, handshaking, requesting, open, closing }

    /// What it has come to.
    enum Turn {
        /// It waits for the peer.
        case waiting
        /// It has read for as long as it may while others wait; there may be more, of which no event tells again.
        case more
        case established(Agreement)
        /// The answer to its request is whole.
        case answered
        /// The peer has closed it after we had.
        case ended
        case failed(LoadFailure)
    }

    let socket: TCPSocket
    /// Decided when it begins to connect; the handshake begins later, and by then a session may have gone.
    private(set) var purpose: Purpose
    /// When it was to begin.
    let intended: UInt64
    /// The number of those that had its slot before.
    let turn: UInt32
    private(set) var state = State.connecting
    /// When it is given up; never while it is held.
    var deadline: UInt64
    /// When its request was sent.
    private(set) var requested: UInt64 = 0
    /// Whether the loop has it on the list of those that have more to read.
    var isReady = false
    /// Whether reading may give something.
    private var mayRead = false
    private var hasEnded = false
    private let client: TLSClient<Backend>
    private var answer = HTTPAnswer()
    /// What the system did not take yet.
    private var unsent: [UInt8] = []

    /// Begins to connect.
    init(
        _ configuration: ClientConfiguration<Backend>,
        _ purpose: Purpose,
        to address: SocketAddress,
        intended: UInt64,
        turn: UInt32,
        deadline: UInt64
    ) throws(LoadFailure) {
        socket = try TCPSocket(connectingTo: address)
        client = TLSClient(configuration)
        self.purpose = purpose
        self.intended = intended
        self.turn = turn
        self.deadline = deadline
    }

    /// The status of the answer; nil if it has none.
    var status: Int? { answer.status }

    /// Whether it is open for no other reason than to be.
    var isHeld: Bool { state == .open && deadline == .max }

    /// Whether all that the peer has to say was said.
    var peerHasEnded: Bool { client.phase == .closed }

    /// Makes a full handshake that brings a session of one that was to resume one.
    func giveUpResuming() {
        precondition(state == .connecting && purpose == .resumed, "the hello offers the session")
        purpose = .session
    }

    /// Takes note of what the system reports of the socket.
    func note(isReadable: Bool, hasEnded: Bool) {
        mayRead = mayRead || isReadable
        self.hasEnded = self.hasEnded || hasEnded
    }

    /// How often one reads before others may: a peer that never stops sending must not keep the thread for itself.
    private static var readsInTurn: Int { 16 }

    /// Goes on until something has come of it; again and again until it waits or has more.
    ///
    /// - Parameter buffer: of the thread, for what is read.
    func advance(_ buffer: inout [UInt8]) -> Turn {
        if state == .connecting {
            if let failure = socket.takeError() { return .failed(failure) }
            state = .handshaking
            do { try client.start() } catch { return .failed(LoadFailure(error)) }
        }
        flush()
        if let turn = turnOfData() { return turn }
        var reads = 0
        while mayRead {
            if reads == Self.readsInTurn { return .more }
            reads += 1
            switch socket.read(into: &buffer) {
            case .moved(0):
                mayRead = false
                return turnOfEnd()
            case .moved(let count):
                // Less than there was room for: nothing is left, unless the end stands behind it.
                mayRead = count == buffer.count || hasEnded
                if let turn = take(buffer.span.extracting(first: count)) { return turn }
            case .later: mayRead = false
            case .failed(let failure):
                mayRead = false
                return state == .closing ? .ended : .failed(failure)
            }
        }
        return .waiting
    }

    /// Sends a request, whose answer is waited for.
    func request(_ octets: [UInt8], at now: UInt64) -> LoadFailure? {
        do { try client.send(octets.span) } catch { return LoadFailure(error) }
        state = .requesting
        requested = now
        flush()
        return nil
    }

    /// Says close_notify and FIN, and then waits for the peer's: a socket that is closed before would answer what still comes with a
    /// reset.
    func close() {
        client.close()
        flush()
        socket.endOutput()
        state = .closing
    }

    private func take(_ octets: Span<UInt8>) -> Turn? {
        guard state != .closing else { return nil }
        do { try client.receive(octets) } catch {
            // The alert that tells the peer.
            flush()
            return .failed(LoadFailure(error))
        }
        flush()
        if state == .handshaking, let negotiated = client.negotiated {
            state = .open
            return .established(Agreement(negotiated))
        }
        return turnOfData()
    }

    /// What follows from the application data that came, and from a close_notify.
    private func turnOfData() -> Turn? {
        let isOver = client.phase == .closed
        switch state {
        case .connecting, .closing: return nil
        case .handshaking: return isOver ? .failed(.closedEarly) : nil
        case .requesting:
            let received = client.takeReceived()
            if !received.isEmpty { answer.append(received) }
            if answer.isCompleteByLength || (isOver && answer.isCompleteAtEnd) { return .answered }
            return isOver ? .failed(.noWholeAnswer) : nil
        case .open:
            client.drainReceived { _ in }
            return isOver ? .failed(.closedWhileHeld) : nil
        }
    }

    /// What follows from FIN: whatever was awaited does not come.
    private func turnOfEnd() -> Turn {
        switch state {
        case .connecting, .handshaking: .failed(.closedEarly)
        case .requesting: .failed(.noWholeAnswer)
        case .open: .failed(.closedWhileHeld)
        case .closing: .ended
        }
    }

    /// Hands over what the system takes. Whom it cannot be sent to has said why, or ended: the next read tells.
    private func flush() {
        if !unsent.isEmpty { unsent.removeFirst(written(unsent.span)) }
        guard client.hasOutgoing else { return }
        let mustWait = !unsent.isEmpty
        client.drainOutgoing { octets in
            let count = mustWait ? 0 : written(octets)
            for index in count..<octets.count { unsent.append(octets[index]) }
        }
    }

    /// How many octets the system took; all where they can no longer arrive.
    private func written(_ octets: Span<UInt8>) -> Int {
        switch socket.write(octets) {
        case .moved(let count): return count
        case .later: return 0
        case .failed:
            mayRead = true
            return octets.count
        }
    }
}
