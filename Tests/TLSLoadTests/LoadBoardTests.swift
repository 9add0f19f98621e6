import Testing

@testable import TLSLoad

@Suite struct `The board of a load` {
    @Test func `adds what was counted, and takes the last of what is open from each thread`() {
        let board = LoadBoard()
        func publish(_ failures: Int, _ open: Int, thread: Int) {
            var interval = LoadInterval()
            interval.failures = failures
            interval.open = open
            board.publish(interval, thread: thread)
        }
        publish(1, 9, thread: 0)
        publish(2, 3, thread: 0)
        publish(4, 2, thread: 1)
        let first = board.takeInterval()
        #expect(first.failures == 7 && first.open == 5)
        // Nothing came from the second thread meanwhile, which still has its two.
        publish(1, 1, thread: 0)
        let second = board.takeInterval()
        #expect(second.failures == 1 && second.open == 3)
        publish(0, 0, thread: 0)
        publish(0, 0, thread: 1)
        #expect(board.takeInterval().open == 0)
    }
}
