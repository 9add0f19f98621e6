/// Follows a stream of records (RFC 5246 §6.2.1), so that each can be handed on, and answered, by itself.
struct RecordBoundary {
    /// Octets of the header: type, version, length.
    private static let headerLength = 5

    private var headerSeen = 0
    private var fragmentLeft = 0

    /// The index after the end of the record that `octets` is in at `start`, or the count if it does not end there.
    mutating func end(in octets: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < octets.count && headerSeen < Self.headerLength {
            // The length is the last two octets of the header; what is shifted out are those before it.
            fragmentLeft = (fragmentLeft << 8 | Int(octets[index])) & 0xffff
            headerSeen += 1
            index += 1
        }
        let step = headerSeen == Self.headerLength ? min(fragmentLeft, octets.count - index) : 0
        fragmentLeft -= step
        if headerSeen == Self.headerLength && fragmentLeft == 0 { headerSeen = 0 }
        return index + step
    }
}
