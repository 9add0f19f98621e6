internal import Glibc

/// Student's t distribution.
public enum StudentT {
    /// P(T ≥ t) with `degrees` degrees of freedom (Abramowitz and Stegun 26.7.1): half of I_x(degrees / 2, 1 / 2) with
    /// x = degrees / (degrees + t²), never 1 − P(T ≤ t), which knows nothing of what is below 1e-16.
    public static func upperTail(_ t: Double, degrees: Double) -> Double {
        // 1 − x is given beside x: near the middle it is far smaller than what x rounds away.
        let tail = 0.5 * incompleteBeta(1 / (1 + t * t / degrees), 1 / (1 + degrees / (t * t)), degrees / 2, 0.5)
        return t > 0 ? tail : 1 - tail
    }

    /// P(T ≤ t) with `degrees` degrees of freedom.
    public static func cumulative(_ t: Double, degrees: Double) -> Double { upperTail(-t, degrees: degrees) }

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

    /// The regularised incomplete beta function I_x(a, b) of `x` and `y` = 1 − x, by its continued fraction (Abramowitz and
    /// Stegun 26.5.8) with Lentz's method, on the side where it converges fast.
    private static func incompleteBeta(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard y > 0 else { return 1 }
        let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(y))
        if x < (a + 1) / (a + b + 2) { return front * continuedFraction(x, a, b) / a }
        return 1 - front * continuedFraction(y, b, a) / b
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
