/// The order in which the benchmarks of a group take turns.
enum LatinSquare {
    /// One row for each round: every benchmark stands once in each round and, over as many rounds as there are
    /// benchmarks, once in each place; the order around the circle is shuffled once for all of them.
    static func rows(_ count: Int, rounds: Int, using generator: inout SeededGenerator) -> [[Int]] {
        let circle = Array(0..<count).shuffled(using: &generator)
        let starts = Array(0..<count).shuffled(using: &generator)
        return (0..<rounds).map { round in
            let start = starts[round % count]
            // Every other lap runs backwards, so that nobody always follows the same neighbour.
            let row = (0..<count).map { circle[(start + $0) % count] }
            return (round / count).isMultiple(of: 2) ? row : row.reversed()
        }
    }
}
