/// How much is measured.
public enum Suite: String, Sendable, Hashable, CaseIterable {
    /// One parameter of each kind, in under a minute.
    case quick
    /// All parameters that differ in kind, in under four minutes.
    case standard
    /// Everything.
    case full

    /// Octets of one bulk transfer in one direction.
    var bulkOctets: Int {
        switch self {
        case .quick: 4 << 20
        case .standard: 16 << 20
        case .full: 64 << 20
        }
    }
}
