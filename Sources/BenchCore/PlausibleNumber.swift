/// Numbers that another process says: read as what they can be, or not at all.
///
/// The limits are far beyond what any machine gives, and low enough that no sum of millions of them overflows.
enum PlausibleNumber {
    /// No answer is waited for as long.
    static let nanoseconds: UInt64 = 1_000_000_000_000
    /// The same on a thousand processors.
    static let processorNanoseconds: UInt64 = 1000 * nanoseconds
    /// Operations of a batch, page faults, switches.
    static let most: UInt64 = 1 << 40

    /// Decimal digits alone, and in the range.
    static func read(_ text: some StringProtocol, _ range: ClosedRange<UInt64>) -> UInt64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt64(text),
            range.contains(number)
        else { return nil }
        return number
    }

    /// The same as an `Int`.
    static func count(_ text: some StringProtocol, _ range: ClosedRange<Int> = 0...Int(most)) -> Int? {
        read(text, UInt64(max(0, range.lowerBound))...UInt64(max(0, range.upperBound))).map { Int($0) }
    }
}
