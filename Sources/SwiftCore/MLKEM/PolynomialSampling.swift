// SampleNTT and SamplePolyCBD of FIPS 203 §4.2.2.

extension Polynomial {
    /// Goes on with a polynomial of numbers below q from `octets` octets of an XOF, three at a time, and gives how many numbers
    /// there are then.
    ///
    /// In variable time: the matrix is public, and its seed with it.
    @unsafe
    static func sampleVartime(
        _ octets: UnsafePointer<UInt8>,
        _ length: Int,
        into f: UnsafeMutablePointer<Int16>,
        from found: Int
    ) -> Int {
        var found = found
        var place = 0
        while place < length && found < count {
            let (a, b, c) = unsafe (UInt16(octets[place]), UInt16(octets[place &+ 1]), UInt16(octets[place &+ 2]))
            let (first, second) = (a | b &<< 8 & 0xFFF, b &>> 4 | c &<< 4)
            place &+= 3
            unsafe f[found] = Int16(truncatingIfNeeded: first)
            found &+= first < 3329 ? 1 : 0
            if found == count { break }
            unsafe f[found] = Int16(truncatingIfNeeded: second)
            found &+= second < 3329 ? 1 : 0
        }
        return found
    }

    /// SamplePolyCBD₂ of 128 octets: differences of two sums of two bits.
    @unsafe
    static func sampleCentredBinomial(_ octets: UnsafePointer<UInt8>, into f: UnsafeMutablePointer<Int16>) {
        for place in 0..<count / 2 {
            let octet = unsafe UInt32(octets[place])
            let sums = octet & 0x55 &+ octet &>> 1 & 0x55
            let (low, high) = (Int16(truncatingIfNeeded: sums & 15), Int16(truncatingIfNeeded: sums &>> 4))
            unsafe f[2 &* place] = low & 3 &- low &>> 2
            unsafe f[2 &* place &+ 1] = high & 3 &- high &>> 2
        }
    }
}
