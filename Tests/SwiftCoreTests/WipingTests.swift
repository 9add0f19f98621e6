import CryptoBackend
import Testing

@testable import SwiftCore

/// Secrets are looked for in memory that was given back a moment ago. The allocator writes its own links into the first
/// two words of it and leaves the others; nothing else is allocated in between on the same thread.
@Suite struct `Wiping` {
    @Test func `secret words leave zeros behind`() {
        var words: SecretWords? = SecretWords(zeroed: 40)
        words?.withMutableWords { span in for index in span.indices { span[index] = .max } }
        var memory: UnsafeRawPointer?
        unsafe words?.withUnsafeWords { unsafe memory = UnsafeRawPointer($0) }
        let traces = unsafe Traces(of: memory, count: 320)
        #expect(traces.nonzero() == 304)
        words = nil
        #expect(traces.nonzero() == 0)
    }

    @Test(arguments: [0, 7, 64, 100])
    func `a MAC leaves nothing of key and message behind`(length: Int) throws {
        let message = [UInt8](repeating: 0xa5, count: length)
        var mac: SwiftMAC? = SwiftMAC(key: SecretBytes(copying: message.span), hash: .sha256)
        var tag = [UInt8](repeating: 0, count: 32)
        var output = tag.mutableSpan
        try mac?.finalize(into: &output)
        mac?.update(message.span)
        let object = unsafe mac.map { unsafe UnsafeRawPointer(Unmanaged.passUnretained($0).toOpaque()) }
        // The object is its header and the HMAC.
        let traces = unsafe Traces(of: object, count: 16 + MemoryLayout<HMAC>.size)
        #expect(traces.nonzero() > 128)
        mac = nil
        #expect(traces.nonzero() == 0)
    }
}

/// Looks at memory behind the allocator's two words, whoever owns it by then.
@safe
private struct Traces {
    let memory: UnsafeRawPointer?
    let count: Int

    @unsafe
    init(of memory: UnsafeRawPointer?, count: Int) {
        unsafe self.memory = memory
        self.count = count
    }

    /// How many octets are not zero.
    func nonzero() -> Int {
        guard let memory = unsafe memory else { return -1 }
        var nonzero = 0
        for offset in 16..<count where unsafe memory.load(fromByteOffset: offset, as: UInt8.self) != 0 {
            nonzero += 1
        }
        return nonzero
    }
}
