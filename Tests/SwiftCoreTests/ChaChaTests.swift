import CryptoBackend
import Testing
import VectorSupport

@testable import SwiftCore

@Suite struct `Every tier of ChaCha20-Poly1305 that this CPU has` {
    /// All lengths to 1,200, and around multiples of every stride beyond, to the longest record of TLS 1.3.
    private static let lengths: [Int] =
        Array(0...1200)
        + [256, 512, 1024].flatMap { stride in
            [3, 4, 8].flatMap { factor in (-17...81).map { stride * factor + $0 } }
        } + [16383, 16384, 16385]

    @Test func `agrees with the portable one on records of every length`() throws {
        var generator = SeededGenerator(seed: 2701)
        let key = SecretBytes(copying: generator.octets(32).span)
        let contexts = try Dispatch.chaChas.map { try SwiftAEAD(.chacha20Poly1305, key: key, chaCha: $0) }
        for length in Self.lengths {
            let (plaintext, nonce) = (generator.octets(length), generator.octets(12))
            let additional = generator.octets(length.isMultiple(of: 3) ? length % 40 : 13)
            // Every alignment comes up: the record begins somewhere in a larger buffer, whose rest must stay as it is.
            let sealed = try contexts.map { try seal($0, plaintext, nonce, additional, length % 17) }
            for other in sealed.dropFirst() { #expect(other == sealed[0], "\(length) octets") }
            for context in contexts {
                #expect(try open(context, sealed[0], nonce, additional) == plaintext, "\(length) octets")
            }
        }
    }

    /// Where r and the accumulator are at their largest, carries are longest.
    @Test func `agrees with the portable one where all bits are ones`() throws {
        var generator = SeededGenerator(seed: 2702)
        for _ in 0..<40 {
            let key = SecretBytes(copying: generator.octets(32).span)
            let nonce = generator.octets(12)
            let additional = [UInt8](repeating: 0xFF, count: 16)
            let contexts = try Dispatch.chaChas.map { try SwiftAEAD(.chacha20Poly1305, key: key, chaCha: $0) }
            // What is encrypted to ones: the key stream's complement.
            let stream = try seal(contexts[0], [UInt8](repeating: 0, count: 1100), nonce, additional, 0)
            let plaintext = stream.prefix(1100).map { ~$0 }
            let sealed = try contexts.map { try seal($0, plaintext, nonce, additional, 0) }
            #expect(sealed[0].prefix(1100).allSatisfy { $0 == 0xFF })
            for other in sealed.dropFirst() { #expect(other == sealed[0]) }
        }
    }

    @Test(arguments: Dispatch.chaChas)
    func `refuses a record that was altered anywhere, and leaves it as it is`(tier: Dispatch.ChaCha) throws {
        var generator = SeededGenerator(seed: 2703)
        let key = SecretBytes(copying: generator.octets(32).span)
        let context = try SwiftAEAD(.chacha20Poly1305, key: key, chaCha: tier)
        let (nonce, additional) = (generator.octets(12), generator.octets(13))
        for length in [0, 1, 15, 16, 17, 128, 300, 540, 1100] {
            let sealed = try seal(context, generator.octets(length), nonce, additional, 0)
            for place in sealed.indices {
                var altered = sealed
                altered[place] ^= 1 << UInt8(place % 8)
                let before = altered
                var span = altered.mutableSpan
                #expect(throws: CryptoError.badRecordTag) {
                    try context.open(&span, nonce: nonce.span, additional: additional.span)
                }
                #expect(altered == before)
            }
        }
    }

    /// RFC 8439 §2.4.2 and appendix A.1: the key of zeros, counter 0.
    @Test func `gives the published key stream`() throws {
        var state = [UInt32](repeating: 0, count: 16)
        for index in 0..<4 { state[index] = ChaCha20.constants[index] }
        for tier in Dispatch.chaChas {
            for wanted in [1, 5, 9] {
                var output = [UInt8](repeating: 0, count: 1024)
                let written = unsafe state.withUnsafeMutableBytes { state in
                    unsafe output.withUnsafeMutableBytes { output in
                        guard let state = state.baseAddress, let output = output.baseAddress else { return 0 }
                        return unsafe tier.writeStream(state, to: output, wanted: wanted)
                    }
                }
                #expect(written >= min(wanted, 4))
                let first = [UInt8](
                    hex: "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
                        + "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586"
                )
                let second = [UInt8](
                    hex: "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed"
                        + "29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f"
                )
                #expect(Array(output[..<64]) == first, "\(tier)")
                #expect(Array(output[64..<128]) == second, "\(tier)")
            }
        }
    }

    private func seal(
        _ context: SwiftAEAD,
        _ plaintext: [UInt8],
        _ nonce: [UInt8],
        _ additional: [UInt8],
        _ offset: Int
    ) throws -> [UInt8] {
        let margin = [UInt8](repeating: 0xAA, count: offset)
        var buffer = margin + plaintext + [UInt8](repeating: 0, count: 16) + [0x55, 0x66]
        let end = buffer.count - 2
        var whole = buffer.mutableSpan
        var record = whole._mutatingExtracting(offset..<end)
        try context.seal(&record, nonce: nonce.span, additional: additional.span)
        let isKept = Array(buffer[..<offset]) == margin && Array(buffer[end...]) == [0x55, 0x66]
        #expect(isKept)
        return Array(buffer[offset..<end])
    }

    private func open(
        _ context: SwiftAEAD,
        _ sealed: [UInt8],
        _ nonce: [UInt8],
        _ additional: [UInt8]
    ) throws -> [UInt8] {
        var buffer = sealed
        var record = buffer.mutableSpan
        try context.open(&record, nonce: nonce.span, additional: additional.span)
        return Array(buffer.dropLast(16))
    }
}
