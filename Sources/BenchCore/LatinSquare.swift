/// The order in which the benchmarks of a group take turns.
///
/// Every benchmark stands once in each row and, over as many rows as there are benchmarks, once in each place; the order around
/// the circle is shuffled once for all of them.
struct LatinSquare {
    private let circle: [Int]
    private let starts: [Int]

    /// - Parameter count: how many take turns.
    init(_ count: Int, using generator: inout SeededGenerator) {
        circle = Array(0..<count).shuffled(using: &generator)
        starts = Array(0..<count).shuffled(using: &generator)
    }

    /// One round. Every other lap runs backwards, so that nobody always follows the same neighbour.
    func row(_ round: Int) -> [Int] {
        let start = starts[round % circle.count]
        let row = circle.indices.map { circle[(start + $0) % circle.count] }
        return (round / circle.count).isMultiple(of: 2) ? row : row.reversed()
    }
}
