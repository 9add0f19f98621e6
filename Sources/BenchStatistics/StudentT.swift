internal import Glibc

/// Student's t distribution.
public enum StudentT {
    /// P(T ≤ t) with `degrees` degrees of freedom (Abramowitz and Stegun 26.7.1).
    public static func cumulative(_ t: Double, degrees: Double) -> Double {
        let tail = 0.5 * incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
        return t > 0 ? 1 - tail : tail
    }

    /// The t with P(T ≤ t) = `probability`, by bisection: the function is monotone, and speed does not matter here.
    public static func quantile(_ probability: Double, degrees: Double) -> Double {
        var low = -1.0
        var high = 1.0
        while cumulative(low, degrees: degrees) > probability { low *= 2 }
        while cumulative(high, degrees: degrees) < probability { high *= 2 }
        for _ in 0..<200 where high - low > 1e-13 * max(1, abs(low)) {
            let middle = (low + high) / 2
            if cumulative(middle, degrees: degrees) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The regularised incomplete beta function I_x(a, b), by its continued fraction (Abramowitz and Stegun 26.5.8) with
    /// Lentz's method, on the side where it converges fast.
    static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        let logarithm = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)
        let front = exp(logarithm)
        if x < (a + 1) / (a + b + 2) { return front * continuedFraction(x, a, b) / a }
        return 1 - front * continuedFraction(1 - x, b, a) / b
    }

    private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        var c = 1.0
        var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
        var result = d
        for index in 1...300 {
            let m = Double(index)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / nonzero(1 + even * d)
            c = nonzero(1 + even / c)
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / nonzero(1 + odd * d)
            c = nonzero(1 + odd / c)
            result *= d * c
            if abs(d * c - 1) < 1e-15 { break }
        }
        return result

        func nonzero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    }
}
