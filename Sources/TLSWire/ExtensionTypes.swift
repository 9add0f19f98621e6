/// A set of numbers of extensions. Those that occur in every hello take a bit each; a ClientHello may hold sixteen thousand others.
struct ExtensionTypes {
    private var low: UInt64 = 0
    private var hasRenegotiationInfo = false
    private var others: Set<UInt16> = []

    func contains(_ type: UInt16) -> Bool {
        if type < 64 { return low >> UInt64(type) & 1 == 1 }
        return type == ExtensionType.renegotiationInfo ? hasRenegotiationInfo : others.contains(type)
    }

    /// False if it is there already.
    mutating func insert(_ type: UInt16) -> Bool {
        if type < 64 {
            let bit: UInt64 = 1 << UInt64(type)
            defer { low |= bit }
            return low & bit == 0
        }
        if type == ExtensionType.renegotiationInfo {
            defer { hasRenegotiationInfo = true }
            return !hasRenegotiationInfo
        }
        return others.insert(type).inserted
    }
}
