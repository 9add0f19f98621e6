internal import CryptoBackend
internal import TLSEngine

/// The event loop of one thread, with connections of its own. It shares nothing with others but a board, to which it goes once a
/// second.
///
/// Connections of a rate begin when they are to, or as soon as a slot is free; either way their times count from when they were to
/// begin. So a server that stalls is seen by all who would have come meanwhile (no coordinated omission).
final class LoadLoop<Backend: CryptoBackend> {
    let plan: LoadPlan
    let setup: LoadSetup<Backend>
    let board: LoadBoard
    private let thread: Int
    private let events: EventQueue
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    var slots: [LoadConnection<Backend>?]
    private var free: [Int]
    /// Slots of connections that have more to read. The queue reports each change once, and so does not name them again.
    private var ready: [Int] = []
    private var turns: UInt32 = 0
    private var openCount = 0

    /// What is looked at after a limit, after a connection was closed, after it was held, and after a failure.
    var limits: TimeQueue
    var lingers = TimeQueue(after: 1_000_000_000)
    var holds: TimeQueue
    private var pauses = TimeQueue(after: 100_000_000)

    private var arrivals: Arrivals?
    /// How much of the next resumed connection is due.
    private var resumptionCredit = 0.0
    private var isOutOfDescriptors = false
    /// No further connections begin.
    private(set) var isEnding = false

    var tally = Tally()
    var interval = LoadInterval()
    /// When the last handshake was complete.
    var lastHandshake: UInt64 = 0
    private var begin: UInt64 = 0
    private var end: UInt64 = 0
    private var nextPublication: UInt64 = 0

    init(_ plan: LoadPlan, _ setup: LoadSetup<Backend>, _ board: LoadBoard, thread: Int) throws(LoadFailure) {
        self.plan = plan
        self.setup = setup
        self.board = board
        self.thread = thread
        events = try EventQueue()
        let count = plan.connections(of: thread)
        slots = Array(repeating: nil, count: count)
        free = Array((0..<count).reversed())
        limits = TimeQueue(after: plan.limit.nanoseconds)
        holds = TimeQueue(after: plan.hold.nanoseconds)
        arrivals = plan.rate.map {
            Arrivals(rate: $0, plan.arrivals, thread: thread, of: plan.threads, seed: plan.seed)
        }
    }

    /// Runs until the plan is done or a stop is asked for, and leaves the tally on the board.
    func run() {
        begin = LoadClock.now()
        end = begin &+ plan.duration.nanoseconds
        nextPublication = begin + Self.second
        while !board.isStopped {
            let now = LoadClock.now()
            // Those of a rate that are due begin even then: that this thread was busy is no reason to leave them out.
            if !isEnding, now < end || arrivals != nil { beginDue(now) }
            if now >= end, !isEnding { endHolding() }
            if isEnding, openCount == 0 { break }
            expire(LoadClock.now())
            let longest = ready.isEmpty ? patience(LoadClock.now()) : 0
            events.wait(nanoseconds: longest) { mark, isReadable, hasEnded in
                let slot = Int(mark & 0xffff_ffff)
                // An earlier event may have ended it.
                guard let connection = slots[slot], connection.turn == UInt32(mark >> 32) else { return }
                connection.note(isReadable: isReadable, hasEnded: hasEnded)
                advance(connection, slot)
            }
            advanceReady()
        }
        // Those that only wait for the peer's end have all that they were for.
        tally.abandoned = slots.count(where: { slot in slot.map { $0.state != .closing } ?? false })
        tally.span = max(min(LoadClock.now(), end), lastHandshake) - begin
        countWhatDidNotBegin()
        board.publish(interval, thread: thread)
        board.finish(tally)
    }

    private func advance(_ connection: LoadConnection<Backend>, _ slot: Int) {
        // The session that there was may have expired, or have been dropped for an alert, while this one connected.
        if connection.state == .connecting, connection.purpose == .resumed, !setup.hasSession {
            connection.giveUpResuming()
            resumptionCredit += 1
        }
        while slots[slot] === connection {
            let turn = connection.advance(&buffer)
            switch turn {
            case .waiting: return noteSession(connection, slot)
            case .more:
                if !connection.isReady { ready.append(slot) }
                connection.isReady = true
                return noteSession(connection, slot)
            case .established, .answered, .ended, .failed: take(turn, of: connection, slot)
            }
        }
    }

    /// Lets those read on that had more to read.
    private func advanceReady() {
        guard !ready.isEmpty else { return }
        let listed = ready
        ready = []
        for slot in listed {
            // Another one that has the slot by now is not meant, or is on the list by itself.
            guard let connection = slots[slot], connection.isReady else { continue }
            connection.isReady = false
            advance(connection, slot)
        }
    }

    // MARK: Beginning

    private func beginDue(_ now: UInt64) {
        guard arrivals != nil else {
            while let slot = free.popLast(), begin(slot, intended: now, now) {}
            return
        }
        while let due = dueArrival(now), let slot = free.popLast(), begin(slot, intended: due, now) {
            arrivals?.advance()
        }
    }

    /// When the next arrival was to be, if that is not later than now.
    private func dueArrival(_ now: UInt64) -> UInt64? {
        guard let next = arrivals?.next, next < Double(end - begin) else { return nil }
        let time = begin + UInt64(next)
        return time <= now ? time : nil
    }

    /// Begins a connection; false if nothing can be begun just now.
    private func begin(_ slot: Int, intended: UInt64, _ now: UInt64) -> Bool {
        let purpose = nextPurpose()
        turns &+= 1
        do throws(LoadFailure) {
            let connection = try LoadConnection(
                purpose == .full ? setup.full : setup.resuming,
                purpose,
                to: setup.address,
                intended: intended,
                turn: turns,
                deadline: now + plan.limit.nanoseconds
            )
            try events.watch(connection.socket, mark: UInt64(turns) << 32 | UInt64(slot))
            slots[slot] = connection
            limits.append(slot, turns, now: now)
            openCount += 1
            tally.mostOpen = max(tally.mostOpen, openCount)
            tally.delays.record(now - intended)
        } catch .outOfDescriptors {
            if purpose == .resumed { resumptionCredit += 1 }
            // Once is enough to know it: from here on there are as many slots as connections, or one that tries again.
            if !isOutOfDescriptors { count(.outOfDescriptors) }
            isOutOfDescriptors = true
            free = []
            if openCount == 0 { pauses.append(slot, 0, now: now) }
            return false
        } catch {
            count(error)
            pauses.append(slot, 0, now: now)
        }
        return true
    }

    private func nextPurpose() -> LoadConnection<Backend>.Purpose {
        resumptionCredit += plan.resumedShare
        guard resumptionCredit >= 1 else { return .full }
        guard setup.hasSession else { return .session }
        resumptionCredit -= 1
        return .resumed
    }

    // MARK: Time

    private static var second: UInt64 { 1_000_000_000 }
    /// How long a stop may go unnoticed.
    private static var longestWait: UInt64 { 50_000_000 }

    private func expire(_ now: UInt64) {
        while let due = limits.takeDue(now) { giveUp(due, now) }
        while let due = lingers.takeDue(now) { giveUp(due, now) }
        while let due = holds.takeDue(now) {
            // At the end of the plan all that were held are closed, and only wait for the peer.
            guard let connection = slots[due.slot], connection.turn == due.turn, connection.isHeld else { continue }
            close(connection, due.slot)
        }
        while let due = pauses.takeDue(now) { free.append(due.slot) }
        guard now >= nextPublication else { return }
        nextPublication += Self.second
        publish(now)
    }

    private func giveUp(_ due: TimeQueue.Entry, _ now: UInt64) {
        // A later entry looks at one that has got another deadline meanwhile.
        guard let connection = slots[due.slot], connection.turn == due.turn, connection.deadline <= now else { return }
        switch connection.state {
        case .connecting: take(.failed(.timedOut(.connection)), of: connection, due.slot)
        case .handshaking: take(.failed(.timedOut(.handshake)), of: connection, due.slot)
        case .requesting: take(.failed(.timedOut(.answer)), of: connection, due.slot)
        case .open: take(.failed(.noSession), of: connection, due.slot)
        case .closing: take(.ended, of: connection, due.slot)
        }
    }

    /// Until something is to be done again without an event.
    private func patience(_ now: UInt64) -> UInt64 {
        var next = min(now + Self.longestWait, nextPublication)
        if !isEnding { next = min(next, end) }
        if !isEnding, !free.isEmpty {
            guard let arrival = arrivals?.next else { return 0 }
            if arrival < Double(end - begin) { next = min(next, begin + UInt64(arrival)) }
        }
        for due in [limits.next, lingers.next, holds.next, pauses.next] { next = min(next, due ?? next) }
        return next > now ? next - now : 0
    }

    /// The time for beginnings is over, and so is that of connections that only stay open.
    private func endHolding() {
        isEnding = true
        for slot in slots.indices {
            if let connection = slots[slot], connection.isHeld { close(connection, slot) }
        }
    }

    private func countWhatDidNotBegin() {
        // What a stop leaves of the plan was not to begin yet.
        let last = Double(min(end, max(begin, LoadClock.now())) - begin)
        tally.notBegun = arrivals?.count(before: last) ?? 0
    }

    private func publish(_ now: UInt64) {
        interval.open = openCount
        interval.lag = dueArrival(now).map { now - $0 } ?? 0
        board.publish(interval, thread: thread)
        interval = LoadInterval()
    }

    /// Lets a slot go.
    func release(_ slot: Int, pausing: Bool) {
        slots[slot] = nil
        openCount -= 1
        // Without a rate, what fails at once would begin again at once.
        if pausing, arrivals == nil {
            pauses.append(slot, 0, now: LoadClock.now())
        } else {
            free.append(slot)
        }
    }
}
