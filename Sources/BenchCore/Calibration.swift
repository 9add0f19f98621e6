/// How many operations make a batch long enough to time.
struct Calibration {
    /// Grows the batch until it lasts `target` nanoseconds twice in a row; 1 if a single operation does.
    ///
    /// - Parameter time: nanoseconds that count for so many operations.
    static func iterations(
        target: UInt64,
        _ time: (Int) throws(WorkloadFailure) -> UInt64
    ) throws(WorkloadFailure) -> Int {
        var iterations = 1
        var hits = 0
        while true {
            let elapsed = try time(iterations)
            if elapsed >= target {
                hits += 1
                if hits == 2 { return iterations }
                continue
            }
            hits = 0
            // Aims a little beyond the target, and never further than ten times what is known.
            let factor = 1.1 * Double(target) / Double(max(elapsed, 1))
            iterations = max(iterations + 1, Int(Double(iterations) * min(max(factor, 1), 10)))
        }
    }
}
