import Testing

@testable import TLSTransport

@Suite struct RecordBoundaryTests {
    /// Three records: of 3 octets, of none, and of 300.
    private let stream: [UInt8] =
        [22, 3, 3, 0, 3, 9, 9, 9] + [23, 3, 3, 0, 0] + [23, 3, 3, 1, 44] + [UInt8](repeating: 7, count: 300)

    /// Where records end, if the stream comes in pieces of `size` octets.
    private func ends(inPiecesOf size: Int) -> Set<Int> {
        var boundary = RecordBoundary()
        var ends: Set<Int> = []
        for first in stride(from: 0, to: stream.count, by: size) {
            let piece = Array(stream[first..<min(first + size, stream.count)])
            var start = 0
            while start < piece.count {
                start = boundary.end(in: piece.span, from: start)
                ends.insert(first + start)
            }
        }
        return ends
    }

    @Test func `a whole stream is cut at the end of each record`() {
        #expect(ends(inPiecesOf: stream.count) == [8, 13, 318])
    }

    @Test(arguments: 1...20)
    func `pieces are cut at their own ends and at those of records`(size: Int) {
        let pieces = Set(stride(from: size, to: stream.count, by: size))
        #expect(ends(inPiecesOf: size) == pieces.union([8, 13, 318]))
    }
}
