import CryptoBackend
import Testing
import VectorSupport

@testable import SwiftCore

@Suite struct `Every tier of AES-GCM that this CPU has` {
    /// From the portable one to the best that the process may use.
    static let tiers = Dispatch.gcms

    /// All lengths to 1,100, and around multiples of every stride beyond.
    private static let lengths: [Int] =
        Array(0...1100)
        + [112, 128, 256, 512].flatMap { stride in
            [1, 2, 8, 16, 64].flatMap { factor in (-17...17).map { 1100 + stride * factor + $0 } }
        } + [16383, 16384]

    @Test(arguments: [AEADAlgorithm.aes128GCM, .aes256GCM])
    func `agrees with the portable one on records of every length`(algorithm: AEADAlgorithm) throws {
        var generator = SeededGenerator(seed: 2401)
        let key = SecretBytes(copying: generator.octets(algorithm.keyLength).span)
        let contexts = try Self.tiers.map { try SwiftAEAD(algorithm, key: key, tier: $0) }
        for length in Self.lengths {
            let plaintext = generator.octets(length)
            let nonce = generator.octets(12)
            let additional = generator.octets(length.isMultiple(of: 3) ? length % 40 : 13)
            // Every alignment comes up: the record begins somewhere in a larger buffer, whose rest must stay as it is.
            let offset = length % 17
            let sealed = try contexts.map { context in
                try seal(context, plaintext, nonce, additional, offset)
            }
            for other in sealed.dropFirst() { #expect(other == sealed[0], "\(length) octets") }
            for context in contexts {
                #expect(try open(context, sealed[0], nonce, additional) == plaintext, "\(length) octets")
            }
        }
    }

    /// 2¹⁶ blocks and some more; the portable tier would take too long. What the first round of AES shares is made anew for each 256.
    @Test(arguments: [AEADAlgorithm.aes128GCM, .aes256GCM])
    func `agrees with the others where a counter has three octets`(algorithm: AEADAlgorithm) throws {
        let kernels = Self.tiers.filter { $0 != .portable }
        guard let first = kernels.first else { return }
        var generator = SeededGenerator(seed: 2404)
        let key = SecretBytes(copying: generator.octets(algorithm.keyLength).span)
        let plaintext = [UInt8](repeating: 0x5A, count: (1 << 20) + 4321)
        let (nonce, additional) = (generator.octets(12), generator.octets(13))
        let sealed = try seal(SwiftAEAD(algorithm, key: key, tier: first), plaintext, nonce, additional, 3)
        for tier in kernels {
            let context = try SwiftAEAD(algorithm, key: key, tier: tier)
            #expect(try seal(context, plaintext, nonce, additional, 3) == sealed, "\(tier)")
            #expect(try open(context, sealed, nonce, additional) == plaintext, "\(tier)")
        }
    }

    @Test(arguments: tiers, [AEADAlgorithm.aes128GCM, .aes256GCM])
    func `refuses a record that was altered anywhere, and shows nothing of it`(
        tier: Dispatch.GCM,
        algorithm: AEADAlgorithm
    ) throws {
        var generator = SeededGenerator(seed: 2402)
        let context = try SwiftAEAD(
            algorithm,
            key: SecretBytes(copying: generator.octets(algorithm.keyLength).span),
            tier: tier
        )
        let nonce = generator.octets(12)
        let additional = generator.octets(13)
        for length in [0, 1, 15, 16, 17, 128, 300, 540] {
            let plaintext = generator.octets(length)
            let sealed = try seal(context, plaintext, nonce, additional, 0)
            for place in sealed.indices {
                var altered = sealed
                altered[place] ^= 1 << UInt8(place % 8)
                #expect(throws: CryptoError.badRecordTag) { try open(context, altered, nonce, additional) }
                let left = remains(context, altered, nonce, additional)
                #expect(length < 15 || !left.starts(with: plaintext))
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

    /// What a refused record's buffer holds afterwards.
    private func remains(
        _ context: SwiftAEAD,
        _ sealed: [UInt8],
        _ nonce: [UInt8],
        _ additional: [UInt8]
    ) -> [UInt8] {
        var buffer = sealed
        var record = buffer.mutableSpan
        try? context.open(&record, nonce: nonce.span, additional: additional.span)
        return buffer
    }
}

@Suite struct `Every tier of SHA-256 that this CPU has` {
    @Test func `agrees with the portable one`() {
        guard Dispatch.sha256 != .portable else { return }
        var generator = SeededGenerator(seed: 2403)
        for count in 1...20 {
            let blocks = generator.octets(64 * count)
            var portable = SHA256.initialState
            var kernel = SHA256.initialState
            unsafe blocks.withUnsafeBufferPointer { memory in
                guard let base = memory.baseAddress else { return }
                unsafe SHA256.compress(&portable, base, count: count)
                unsafe SHA256.compressInKernel(&kernel, base, count: count)
            }
            for index in portable.indices { #expect(portable[index] == kernel[index]) }
        }
    }

    @Test func `takes two blocks at once as one after the other`() {
        var generator = SeededGenerator(seed: 2405)
        for algorithm in HashAlgorithm.allCases {
            let blocks = (generator.octets(algorithm.blockLength), generator.octets(algorithm.blockLength))
            var single = (SwiftHash.initialState(algorithm), SHA512.initialState)
            for index in single.1.indices { single.1[index] &= algorithm == .sha256 ? 0xffff_ffff : .max }
            var paired = single
            SwiftHash.compress(&single.0, blocks.0.span, count: 1, algorithm)
            SwiftHash.compress(&single.1, blocks.1.span, count: 1, algorithm)
            SwiftHash.compress(&paired.0, blocks.0.span, &paired.1, blocks.1.span, algorithm)
            for index in single.0.indices {
                #expect(single.0[index] == paired.0[index])
                #expect(single.1[index] == paired.1[index])
            }
        }
    }
}

@Suite struct `Every tier of SHA-384 that this CPU has` {
    @Test func `agrees with the portable one`() {
        guard Dispatch.sha512 != .portable else { return }
        var generator = SeededGenerator(seed: 2404)
        for count in 1...20 {
            let blocks = generator.octets(128 * count)
            var portable = SHA512.initialState
            var kernel = SHA512.initialState
            unsafe blocks.withUnsafeBufferPointer { memory in
                guard let base = memory.baseAddress else { return }
                unsafe SHA512.compress(&portable, base, count: count)
                unsafe SHA512.compressInKernel(&kernel, base, count: count)
            }
            for index in portable.indices { #expect(portable[index] == kernel[index]) }
        }
    }
}
