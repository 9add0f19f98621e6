/// Slots that are looked at after a fixed time, in the order in which they were appended.
struct TimeQueue {
    /// A slot, and the connection that had it.
    struct Entry {
        let time: UInt64
        let slot: Int
        let turn: UInt32
    }

    private let delay: UInt64
    private var entries: [Entry] = []
    private var first = 0

    /// - Parameter delay: in nanoseconds.
    init(after delay: UInt64) { self.delay = delay }

    /// When the next one is due; nil if there is none.
    var next: UInt64? { first < entries.count ? entries[first].time : nil }

    mutating func append(_ slot: Int, _ turn: UInt32, now: UInt64) {
        entries.append(Entry(time: now + delay, slot: slot, turn: turn))
    }

    /// Takes the next one if it is due.
    mutating func takeDue(_ now: UInt64) -> Entry? {
        guard let next, next <= now else { return nil }
        defer {
            first += 1
            // Moving what is left costs less than one step for each entry that was taken.
            if first > 64, first * 2 > entries.count {
                entries.removeFirst(first)
                first = 0
            }
        }
        return entries[first]
    }
}
