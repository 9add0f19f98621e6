import Glibc
import Testing

/// Looks for octets in all memory that this process may write: heap, stacks, globals.
///
/// What is looked for is given masked, so that the search finds no copy of its own making.
@safe
struct MemorySearch {
    /// Every octet of a needle is combined with this one by exclusive or.
    static let mask: UInt8 = 0xa5

    private let needles: [[UInt8]]
    private static let chunkLength = 1 << 20
    /// Longer than any needle: each chunk begins with that much of the one before.
    private static let overlap = 64

    /// Masked needles of at most 64 octets; each is looked for backwards too, which is how limbs hold a number.
    init(masked needles: [[UInt8]]) {
        self.needles = needles + needles.map { $0.reversed() }
    }

    /// How many places hold a needle.
    func count() throws -> Int {
        let memory = unsafe open("/proc/self/mem", O_RDONLY)
        try #require(memory >= 0)
        defer { close(memory) }
        let chunk = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: Self.chunkLength / 8)
        // Masking turns what was a masked needle into a plain one: neither is left, nor is this memory itself searched.
        defer {
            unsafe chunk.update(repeating: 0)
            unsafe chunk.deallocate()
        }
        let own = Int(bitPattern: chunk.baseAddress)
        var count = 0
        for region in try regions().flatMap({ outside(own..<own + Self.chunkLength, $0) }) {
            var start = region.lowerBound
            while start < region.upperBound {
                let length = min(Self.chunkLength, region.upperBound - start)
                // A region may have gone since it was listed.
                let got = unsafe pread(memory, chunk.baseAddress, length, off_t(start))
                if got <= 0 { break }
                unsafe count += matches(chunk, octets: got)
                if start + got >= region.upperBound { break }
                start += max(got - Self.overlap, 1)
            }
        }
        return count
    }

    private func outside(_ hole: Range<Int>, _ region: Range<Int>) -> [Range<Int>] {
        guard region.overlaps(hole) else { return [region] }
        let below = region.lowerBound..<max(region.lowerBound, hole.lowerBound)
        let above = min(region.upperBound, hole.upperBound)..<region.upperBound
        return [below, above].filter { !$0.isEmpty }
    }

    /// Masks what was read, so that it is a copy of nothing any more, and compares.
    private func matches(_ chunk: UnsafeMutableBufferPointer<UInt64>, octets: Int) -> Int {
        let word = UInt64(Self.mask) &* 0x0101_0101_0101_0101
        guard let start = chunk.baseAddress else { return 0 }
        for index in 0..<(octets + 7) / 8 { unsafe start[index] ^= word }
        return needles.reduce(0) { unsafe $0 + occurrences(of: $1, in: UnsafeRawPointer(start), octets: octets) }
    }

    private func occurrences(of needle: [UInt8], in memory: UnsafeRawPointer, octets: Int) -> Int {
        let end = unsafe memory + octets - needle.count
        var place = unsafe memory
        var count = 0
        while unsafe place <= end, let next = unsafe memchr(place, Int32(needle[0]), end - place + 1) {
            if unsafe memcmp(next, needle, needle.count) == 0 { count += 1 }
            unsafe place = UnsafeRawPointer(next) + 1
        }
        return count
    }

    /// The ranges of addresses that proc(5) lists as readable and writable.
    private func regions() throws -> [Range<Int>] {
        guard let file = unsafe fopen("/proc/self/maps", "r") else { return [] }
        defer { unsafe _ = fclose(file) }
        var regions: [Range<Int>] = []
        var line = [CChar](repeating: 0, count: 4096)
        while unsafe fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            let fields = text.split(separator: " ")
            guard fields.count > 1, fields[1].hasPrefix("rw") else { continue }
            let bounds = fields[0].split(separator: "-").compactMap { Int($0, radix: 16) }
            if bounds.count == 2 { regions.append(bounds[0]..<bounds[1]) }
        }
        return regions
    }
}
