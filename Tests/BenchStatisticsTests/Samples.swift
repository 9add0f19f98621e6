/// Whether two numbers agree to a share of the right one, or of 1 if that is larger.
func isClose(_ left: Double, _ right: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(left - right) <= tolerance * max(1, abs(right))
}

/// Whether two numbers agree to a share of the right one, however small it is.
func agrees(_ left: Double, _ right: Double, _ tolerance: Double = 1e-11) -> Bool {
    abs(left - right) <= tolerance * abs(right)
}

/// What the expected values were computed from: as Python, `x, d, e = [4.1, …], [0.021, …], [0.002, …]`; as R, `d = c(0.021, …)`.
enum Samples {
    /// Ten times with one far out.
    static let x = [4.1, 3.9, 4.4, 5.2, 4.0, 4.2, 9.7, 4.05, 3.8, 4.3]
    /// Sixteen differences above 0, one of them far out.
    static let d = [
        0.021, 0.034, 0.012, 0.027, -0.003, 0.019, 0.031, 0.024, 0.016, 0.022, 0.4, 0.018, 0.025, 0.02, 0.023, 0.029,
    ]
    /// Eight differences around 0.
    static let e = [0.002, -0.001, 0.0015, -0.0021, 0.0007, -0.0004, 0.0012, -0.0009]
}
