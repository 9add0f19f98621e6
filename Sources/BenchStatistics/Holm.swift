/// The p-values of a family of tests, adjusted so that all may be held against one level together (Holm 1979, step-down):
/// the chance that any true null hypothesis is rejected stays below the level, whatever the tests have to do with each other.
///
/// - Parameter pValues: each 0 to 1, in any order.
/// - Returns: the adjusted values in the same order, each at most 1.
public func holmAdjusted(_ pValues: [Double]) -> [Double] {
    precondition(pValues.allSatisfy { $0 >= 0 && $0 <= 1 }, "a p-value is a probability")
    var adjusted = pValues
    var largest = 0.0
    for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
        // A value is never below that of a smaller p: the procedure stops at the first test that it does not reject.
        largest = max(largest, min(1, Double(pValues.count - rank) * pValues[index]))
        adjusted[index] = largest
    }
    return adjusted
}
