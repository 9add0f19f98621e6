import CryptoBackend
import Testing

@Suite struct `Constant-time choices` {
    @Test(arguments: [0, 1, 2, 1 << 63, UInt64.max] as [UInt64])
    func `zero is told from everything else`(value: UInt64) {
        #expect(Choice(isZero: value).declassify() == (value == 0))
    }

    @Test(arguments: [0, 1, 5, 1 << 63, .max - 1, .max] as [UInt64], [0, 1, 5, 1 << 63, .max - 1, .max] as [UInt64])
    func `comparison agrees with the operator`(left: UInt64, right: UInt64) {
        #expect(Choice(left, isBelow: right).declassify() == (left < right))
        #expect(Choice(left, equals: right).declassify() == (left == right))
    }

    @Test func `selection takes the left on yes and the right on no`() {
        #expect(Choice.yes.select(7 as UInt64, 9) == 7)
        #expect(Choice.no.select(7 as UInt64, 9) == 9)
        #expect(Choice.yes.select(7 as UInt8, 9) == 7)
        #expect((!Choice.yes).select(7 as UInt8, 9) == 9)
    }

    @Test func `octets are equal only if all are`() {
        let octets: [UInt8] = Array(0..<48)
        #expect(agree(octets, octets))
        for index in octets.indices {
            var other = octets
            other[index] ^= 0x80
            #expect(!agree(octets, other))
        }
        #expect(!agree(octets, Array(0..<47)))
    }

    private func agree(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        ConstantTime.equal(left.span, right.span).declassify()
    }
}
