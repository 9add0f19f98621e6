/// What reports say of one row of one column. Every writer for people prints these pieces, and none has words of its own for them.
public struct Cell: Hashable, Sendable {
    /// The time, in the unit of the rows around it.
    public let number: String
    /// The same with its unit.
    public let time: String
    /// `±0.7%`: the median deviation of batches.
    public let spread: String
    /// Where bytes move.
    public let throughput: String?
    /// `2.00×`, `≈1.05×` where it can be equal, or `= swift` where the code is that column's; nil where none of these is known.
    public let speed: String?
    /// How a terminal colours the speed.
    let meaning: Terminal.Meaning?

    /// - Parameter scale: of the rows around it.
    public init(_ measured: MeasuredSide, _ scale: Scale) {
        let statistics = measured.statistics
        number = scale.number(statistics.headline)
        time = scale.text(statistics.headline)
        spread = "±" + Quantities.percent(statistics.mad / statistics.headline)
        throughput = measured.benchmark.bytesPerOp.value.map {
            Quantities.throughput(octets: $0, nanoseconds: statistics.headline)
        }
        speed = measured.owner.note ?? measured.ratio?.text
        meaning = measured.owner.note == nil ? measured.ratio?.meaning : .faint
    }

    /// Of a row that failed: a word, and never a number.
    static let failed = Cell("failed")

    private init(_ word: String) {
        (number, time, spread) = (word, word, "")
        (throughput, speed, meaning) = (nil, nil, nil)
    }

    /// All that is known, in the order of a report.
    public var pieces: [String] { [time, spread, throughput, speed].compactMap(\.self).filter { !$0.isEmpty } }

    /// What stands in the place of a row that a column does not have.
    public static let absent = "–"
}
