import TLSLoad
import Testing

@Suite struct HTTPAnswerTests {
    /// The answer as it stands after `text`, taken in pieces of `size` octets.
    private func answer(_ text: String, size: Int) -> HTTPAnswer {
        var answer = HTTPAnswer()
        let octets = [UInt8](text.utf8)
        for start in stride(from: 0, to: octets.count, by: size) {
            answer.append(Array(octets[start..<min(start + size, octets.count)]))
        }
        return answer
    }

    @Test(arguments: 1...40)
    func `a body of its Content-Length is complete, however it is cut`(size: Int) {
        let answer = answer("HTTP/1.0 200 OK\r\ncontent-LENGTH: 5\r\nA: b\r\n\r\nhello", size: size)
        #expect(answer.isCompleteByLength)
        #expect(!answer.isShort)
    }

    @Test(arguments: 1...40)
    func `a shorter body is not`(size: Int) {
        let answer = answer("HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\nhello", size: size)
        #expect(!answer.isCompleteByLength)
        #expect(answer.isShort)
    }

    @Test(arguments: [
        "HTTP/1.0 200 OK\r\n\r\nhello", "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n", "no HTTP at all",
        "HTTP/1.0 200 OK\r\nContent-Length: five\r\n\r\nhello", "HTTP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.0 200 OK\r\n\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi",
    ])
    func `without a Content-Length nothing tells that it is complete`(text: String) {
        let answer = answer(text, size: 7)
        #expect(!answer.isCompleteByLength)
        #expect(!answer.isShort)
        #expect(!answer.isEmpty)
    }

    @Test func `two lengths that differ say nothing`() {
        let answer = answer("HTTP/1.0 200 OK\r\nContent-Length: 5\r\nContent-Length: 3\r\n\r\nhello", size: 100)
        #expect(!answer.isCompleteByLength)
    }

    @Test(arguments: [
        "HTTP/1.0 200 OK\r\n\r\n", "HTTP/1.0 200 OK\r\nA: b\r\n\r\nhello", "HTTP/1.0 200 OK\nA: b\n\nhello",
        "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.0 200 OK\r\nA: " + String(repeating: "b", count: 70_000),
    ])
    func `the end completes what has a head`(text: String) {
        #expect(answer(text, size: 7).isCompleteAtEnd)
    }

    @Test(arguments: [
        "", "no HTTP at all", "HTTP/1.0 200 OK\r\n", "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n",
        "HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\nhello",
    ])
    func `the end completes neither a head nor a body that is cut off`(text: String) {
        #expect(!answer(text, size: 7).isCompleteAtEnd)
    }

    @Test func `nothing is empty`() {
        #expect(HTTPAnswer().isEmpty)
    }
}
