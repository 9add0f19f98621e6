import CryptoBackend
import Glibc

@testable import SwiftCore

/// Published test vectors, one on a line: a kind, then octets in hexadecimal, `-` for none. `.ci/arm64` writes them.
enum Vectors {
    static func run(_ report: inout Report) {
        var number = 0
        for line in readAll().split(separator: 0x0A) {
            number += 1
            let fields = line.split(separator: 0x20).map { Array($0) }
            guard let name = fields.first else { continue }
            let kind = String(decoding: name, as: UTF8.self)
            report.expect(KnownAnswers.hold(kind, fields.dropFirst().map(decoded)), kind, number)
        }
    }

    private static func readAll() -> [UInt8] {
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe part.withUnsafeMutableBytes { memory in
                guard let base = memory.baseAddress else { return 0 }
                return unsafe read(0, base, memory.count)
            }
            guard count > 0 else { return text }
            text += part[..<count]
        }
    }

    private static func decoded(_ digits: [UInt8]) -> [UInt8] {
        guard digits != [0x2D] else { return [] }
        return stride(from: 0, to: digits.count - 1, by: 2).map { value(digits[$0]) << 4 | value(digits[$0 + 1]) }
    }

    private static func value(_ digit: UInt8) -> UInt8 { digit < 0x40 ? digit - 0x30 : (digit | 0x20) - 0x57 }
}

/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
struct Generator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func octets(_ count: Int) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(count)
        for _ in 0..<count {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            octets.append(UInt8(truncatingIfNeeded: mixed ^ (mixed >> 31)))
        }
        return octets
    }
}
