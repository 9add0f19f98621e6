import Testing

@testable import SwiftCore

@Suite struct `Secret words` {
    @Test func `they begin as zeros and keep what is written`() {
        var words = SecretWords(zeroed: 3)
        let before = words.withWords { span in span.indices.map { span[$0] } }
        words.withMutableWords { $0[2] = 7 }
        let after = words.withWords { span in span.indices.map { span[$0] } }
        #expect(before == [0, 0, 0])
        #expect(after == [0, 0, 7])
        #expect(words.count == 3)
    }
}
