import CryptoBackend

@testable import SwiftCore

/// Every tier against the portable one.
enum Agreement {
    private static let algorithms: [AEADAlgorithm] = [.aes128GCM, .aes256GCM]

    /// All lengths to 1,100, around multiples of the stride beyond, and the longest record.
    private static let lengths =
        Array(0...1100) + [1280, 2048, 4096].flatMap { middle in (middle - 17)...(middle + 17) } + [16383, 16384]

    /// In place, at every alignment, with octets before and behind that must stay as they are.
    static func sealed(_ report: inout Report) {
        var generator = Generator(seed: 2401)
        for algorithm in algorithms {
            let key = Secret.copy(generator.octets(algorithm.keyLength))
            let contexts = Dispatch.gcms.compactMap { try? SwiftAEAD(algorithm, key: key, tier: $0) }
            report.expect(contexts.count == Dispatch.gcms.count, "AES-GCM tiers", contexts.count)
            for length in lengths {
                let plaintext = generator.octets(length)
                let nonce = generator.octets(12)
                let additional = generator.octets(length % 3 == 0 ? length % 40 : 13)
                var first: [UInt8] = []
                for context in contexts {
                    let sealed = seal(context, plaintext, nonce, additional, offset: length % 17)
                    if first.isEmpty { first = sealed }
                    report.expect(sealed == first && sealed.count == length + 16, "AES-GCM sealed alike", length)
                    let opened = open(context, sealed, nonce, additional)
                    report.expect(opened == plaintext, "AES-GCM opened", length)
                }
            }
        }
    }

    /// A record with one bit changed, at every place.
    static func refused(_ report: inout Report) {
        var generator = Generator(seed: 2402)
        for algorithm in algorithms {
            let key = Secret.copy(generator.octets(algorithm.keyLength))
            let contexts = Dispatch.gcms.compactMap { try? SwiftAEAD(algorithm, key: key, tier: $0) }
            let nonce = generator.octets(12)
            let additional = generator.octets(13)
            for length in [0, 1, 16, 17, 128, 300] {
                for context in contexts {
                    let sealed = seal(context, generator.octets(length), nonce, additional, offset: 0)
                    for place in sealed.indices {
                        var altered = sealed
                        altered[place] ^= 1 << UInt8(place % 8)
                        report.expect(open(context, altered, nonce, additional) == nil, "AES-GCM refused", place)
                    }
                }
            }
        }
    }

    static func sha256(_ report: inout Report) {
        var generator = Generator(seed: 2403)
        for count in 1...20 {
            let blocks = generator.octets(64 * count + 1)
            var portable = SHA256.initialState
            var kernel = SHA256.initialState
            unsafe blocks.withUnsafeBufferPointer { memory in
                guard let base = memory.baseAddress else { return }
                // An odd address.
                unsafe SHA256.compress(&portable, base + 1, count: count)
                guard Dispatch.sha256 != .portable else { return kernel = portable }
                unsafe SHA256.compressInKernel(&kernel, base + 1, count: count)
            }
            report.expect(equal(portable, kernel), "SHA-256 alike", count)
        }
    }

    static func sha384(_ report: inout Report) {
        var generator = Generator(seed: 2404)
        for count in 1...20 {
            let blocks = generator.octets(128 * count + 1)
            var portable = SHA512.initialState
            var kernel = SHA512.initialState
            unsafe blocks.withUnsafeBufferPointer { memory in
                guard let base = memory.baseAddress else { return }
                unsafe SHA512.compress(&portable, base + 1, count: count)
                guard Dispatch.sha512 != .portable else { return kernel = portable }
                unsafe SHA512.compressInKernel(&kernel, base + 1, count: count)
            }
            report.expect(equal(portable, kernel), "SHA-384 alike", count)
        }
    }

    private static func equal(_ left: [8 of UInt64], _ right: [8 of UInt64]) -> Bool {
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// The sealed record; nothing if an octet around it was changed.
    private static func seal(
        _ context: SwiftAEAD,
        _ plaintext: [UInt8],
        _ nonce: [UInt8],
        _ additional: [UInt8],
        offset: Int
    ) -> [UInt8] {
        let room = [UInt8](repeating: 0, count: 16)
        var buffer = [UInt8](repeating: 0xAA, count: offset) + plaintext + room + [0x55, 0x66]
        let end = buffer.count - 2
        var whole = buffer.mutableSpan
        var record = whole._mutatingExtracting(offset..<end)
        guard (try? context.seal(&record, nonce: nonce.span, additional: additional.span)) != nil else { return [] }
        let isKept = buffer[..<offset].allSatisfy { $0 == 0xAA } && buffer[end] == 0x55 && buffer[end + 1] == 0x66
        return isKept ? Array(buffer[offset..<end]) : []
    }

    /// The record's data; nil if it is refused.
    private static func open(
        _ context: SwiftAEAD,
        _ sealed: [UInt8],
        _ nonce: [UInt8],
        _ additional: [UInt8]
    ) -> [UInt8]? {
        var buffer = sealed
        var record = buffer.mutableSpan
        guard (try? context.open(&record, nonce: nonce.span, additional: additional.span)) != nil else { return nil }
        return Array(buffer.dropLast(16))
    }
}
