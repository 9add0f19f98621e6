internal import Foundation

/// Numbers as people read them: three digits and a unit.
public enum Quantities {
    /// A time from nanoseconds.
    public static func duration(_ nanoseconds: Double) -> String {
        switch nanoseconds {
        case ..<1e3: "\(threeDigits(nanoseconds)) ns"
        case ..<1e6: "\(threeDigits(nanoseconds / 1e3)) µs"
        case ..<1e9: "\(threeDigits(nanoseconds / 1e6)) ms"
        default: "\(threeDigits(nanoseconds / 1e9)) s"
        }
    }

    /// A throughput in millions or thousands of millions of octets a second.
    public static func throughput(octets: Int, nanoseconds: Double) -> String {
        let perSecond = Double(octets) / nanoseconds * 1e9
        return perSecond < 1e9 ? "\(threeDigits(perSecond / 1e6)) MB/s" : "\(threeDigits(perSecond / 1e9)) GB/s"
    }

    /// What one octet adds: far below a nanosecond where a vector unit works on many at once.
    public static func perOctet(_ nanoseconds: Double) -> String {
        nanoseconds < 9.995 ? String(format: "%#.3g ns/octet", nanoseconds) : "\(duration(nanoseconds))/octet"
    }

    /// A share of a whole.
    public static func percent(_ share: Double) -> String {
        String(format: share < 0.0995 ? "%.1f%%" : "%.0f%%", share * 100)
    }

    /// The same with its sign.
    public static func signedPercent(_ share: Double) -> String { String(format: "%+.1f%%", share * 100) }

    /// A count of an operation: whole from a thousand on, with its thousands apart.
    static func count(_ value: Double) -> String {
        guard value >= 999.5 else { return threeDigits(value) }
        var digits = String(format: "%.0f", value)
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = String(digits.dropLast(3))
        }
        return ([digits[...]] + groups).joined(separator: ",")
    }

    /// A probability.
    static func chance(_ value: Double) -> String { String(format: value < 0.001 ? "%.0e" : "%.3f", value) }

    /// A ratio.
    public static func ratio(_ value: Double) -> String {
        value < 0.0995 ? String(format: "%.3f×", value) : "\(threeDigits(value))×"
    }

    private static func threeDigits(_ value: Double) -> String {
        switch value {
        case ..<9.995: String(format: "%.2f", value)
        case ..<99.95: String(format: "%.1f", value)
        default: String(format: "%.0f", value)
        }
    }
}
