extension AESPlanes {
    /// MixColumns (FIPS 197 §5.1.3) of states on which ShiftRows was left out `skipped` times.
    ///
    /// Adomnicai and Peyrin, "Fixslicing AES-like Ciphers" (CHES 2021), §3: instead of moving row r by r columns in each
    /// round, leave the octets where they are and let MixColumns fetch them from there. After k rounds row r is r·k columns
    /// behind, and the row below any row k columns further, the same for all four: one rotation of every lane.
    @inline(__always)
    mutating func mixColumns(skipped: UInt32) {
        let below0 = Self.rowBelow(bit0, skipped)
        let below1 = Self.rowBelow(bit1, skipped)
        let below2 = Self.rowBelow(bit2, skipped)
        let below3 = Self.rowBelow(bit3, skipped)
        let below4 = Self.rowBelow(bit4, skipped)
        let below5 = Self.rowBelow(bit5, skipped)
        let below6 = Self.rowBelow(bit6, skipped)
        let below7 = Self.rowBelow(bit7, skipped)

        // With s the state, b the row below and t = s + b, the column is 2t + b + (t two rows below): all four
        // coefficients of {02}, {03}, {01}, {01} in it.
        let sum0 = bit0 ^ below0
        let sum1 = bit1 ^ below1
        let sum2 = bit2 ^ below2
        let sum3 = bit3 ^ below3
        let sum4 = bit4 ^ below4
        let sum5 = bit5 ^ below5
        let sum6 = bit6 ^ below6
        let sum7 = bit7 ^ below7

        // xtime (FIPS 197 §4.2.1) moves each bit up and adds bit 7 to bits 0, 1, 3 and 4.
        bit0 = below0 ^ Self.twoRowsBelow(sum0, skipped) ^ sum7
        bit1 = below1 ^ Self.twoRowsBelow(sum1, skipped) ^ sum0 ^ sum7
        bit2 = below2 ^ Self.twoRowsBelow(sum2, skipped) ^ sum1
        bit3 = below3 ^ Self.twoRowsBelow(sum3, skipped) ^ sum2 ^ sum7
        bit4 = below4 ^ Self.twoRowsBelow(sum4, skipped) ^ sum3 ^ sum7
        bit5 = below5 ^ Self.twoRowsBelow(sum5, skipped) ^ sum4
        bit6 = below6 ^ Self.twoRowsBelow(sum6, skipped) ^ sum5
        bit7 = below7 ^ Self.twoRowsBelow(sum7, skipped) ^ sum6
    }

    /// The ShiftRows (FIPS 197 §5.1.2) that are due after a number of rounds that is 2 modulo 4: rows 1 and 3 move by two
    /// columns, rows 0 and 2 by a multiple of four.
    @inline(__always)
    mutating func shiftRowsTwice() {
        bit0 = Self.shiftedTwice(bit0)
        bit1 = Self.shiftedTwice(bit1)
        bit2 = Self.shiftedTwice(bit2)
        bit3 = Self.shiftedTwice(bit3)
        bit4 = Self.shiftedTwice(bit4)
        bit5 = Self.shiftedTwice(bit5)
        bit6 = Self.shiftedTwice(bit6)
        bit7 = Self.shiftedTwice(bit7)
    }

    /// For each octet the one a row below, where `skipped` ShiftRows left it.
    @inline(__always)
    private static func rowBelow(_ plane: Lanes, _ skipped: UInt32) -> Lanes {
        plane.nextLanes.rotatedDown(by: 8 &* skipped)
    }

    /// For each octet the one two rows below.
    @inline(__always)
    private static func twoRowsBelow(_ plane: Lanes, _ skipped: UInt32) -> Lanes {
        plane.secondNextLanes.rotatedDown(by: 16 &* (skipped & 1))
    }

    @inline(__always)
    private static func shiftedTwice(_ plane: Lanes) -> Lanes {
        let oddRows = Lanes(SIMD4(0, .max, 0, .max))
        return plane ^ ((plane ^ plane.rotatedDown(by: 16)) & oddRows)
    }
}
