/// How a time is divided among those of whom each needs some least of it.
enum FairShare {
    /// What each gets that needs no more than that; the others get what they need. All of them together get `total`, or what they
    /// need if that is more.
    ///
    /// - Parameter needs: with none, nobody gets anything.
    static func level(_ needs: [UInt64], of total: UInt64) -> UInt64 {
        guard !needs.isEmpty else { return 0 }
        var (left, count) = (total, UInt64(needs.count))
        for need in needs.sorted(by: >) {
            guard need > left / count else { break }
            left -= min(left, need)
            count -= 1
            if count == 0 { return 0 }
        }
        return left / count
    }
}
