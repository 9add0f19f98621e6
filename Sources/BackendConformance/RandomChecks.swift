internal import CryptoBackend

/// The source of randoms and premaster secrets. No test shows that it is good, but some failures are easy to see.
enum RandomChecks {
    static let all = [
        ConformanceCheck("random", "fills everything, and never with the same octets") { try differs($0) }
    ]

    private static func differs<Backend: CryptoBackend>(_: Backend.Type) throws {
        var seen: Set<[UInt8]> = []
        var everSet: [UInt8] = Array(repeating: 0, count: 48)
        for _ in 0..<64 {
            var octets = [UInt8](repeating: 0, count: 48)
            var span = octets.mutableSpan
            try Backend.fillRandom(&span)
            try require(seen.insert(octets).inserted, "the same 48 octets twice")
            for index in octets.indices { everSet[index] |= octets[index] }
        }
        // An octet that is zero 64 times over has a chance of 2⁻⁵¹².
        try require(!everSet.contains(0), "an octet that is never filled")
    }
}
