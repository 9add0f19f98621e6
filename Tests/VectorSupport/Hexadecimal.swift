internal import VectorFiles

extension Array where Element == UInt8 {
    /// The octets written in `hex`; spaces and line ends between them are skipped, so that long values can be wrapped.
    public init(hex: String) {
        guard let octets = Self(hexadecimal: hex.filter { !$0.isWhitespace }) else {
            preconditionFailure("\(hex) is not hexadecimal")
        }
        self = octets
    }

    /// The octets in hexadecimal, two digits each.
    public var hex: String { hexadecimal }
}
