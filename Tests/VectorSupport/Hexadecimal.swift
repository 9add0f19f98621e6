extension Array where Element == UInt8 {
    /// The octets written in `hex`; spaces and line ends between them are skipped, so that long values can be wrapped.
    public init(hex: String) {
        let digits = hex.filter { !$0.isWhitespace }.map { digit in
            guard let value = digit.hexDigitValue else { preconditionFailure("'\(digit)' in \(hex) is no digit") }
            return UInt8(value)
        }
        precondition(digits.count.isMultiple(of: 2), "half an octet in \(hex)")
        self = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// The octets in hexadecimal, two digits each.
    public var hex: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
