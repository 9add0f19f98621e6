/// The code and data of an executable that are loaded when it runs (ELF-64, System V ABI, chapter 4).
///
/// Two builds of the same sources differ as files, by their notes and by what debuggers want; if they are equal here they
/// do the same.
public struct LoadedSections: Hashable, Sendable {
    private let sections: [String: Section]

    private struct Section: Hashable {
        let address: UInt64
        let size: UInt64
        let octets: ArraySlice<UInt8>
    }

    /// Nil if the file is no whole ELF-64 executable of a little-endian machine.
    public init?(_ file: [UInt8]) {
        let header = Reader(file)
        guard file.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]),
            let offset = header.integer(0x28, UInt64.self), let entrySize = header.integer(0x3A, UInt16.self),
            let count = header.integer(0x3C, UInt16.self), let namesIndex = header.integer(0x3E, UInt16.self),
            count > 0, namesIndex < count
        else { return nil }
        let place = { (index: UInt16) in Int(exactly: offset).map { $0 + Int(index) * Int(entrySize) } }
        guard let namesEntry = place(namesIndex), let names = header.integer(namesEntry + 0x18, UInt64.self) else {
            return nil
        }
        var sections: [String: Section] = [:]
        for index in 0..<count {
            guard let entry = place(index), let nameOffset = header.integer(entry, UInt32.self),
                let type = header.integer(entry + 0x04, UInt32.self),
                let flags = header.integer(entry + 0x08, UInt64.self),
                let address = header.integer(entry + 0x10, UInt64.self),
                let contents = header.integer(entry + 0x18, UInt64.self),
                let size = header.integer(entry + 0x20, UInt64.self),
                let name = header.string(names + UInt64(nameOffset))
            else { return nil }
            guard flags & Self.allocated != 0, type != Self.note, name != Self.moduleHash else { continue }
            let octets = type == Self.noContents ? [] : header.octets(contents, size)
            guard let octets else { return nil }
            sections[name] = Section(address: address, size: size, octets: octets)
        }
        guard !sections.isEmpty else { return nil }
        self.sections = sections
    }

    /// SHF_ALLOC.
    private static let allocated: UInt64 = 2
    /// SHT_NOTE: the build's identifier.
    private static let note: UInt32 = 7
    /// SHT_NOBITS: zeros.
    private static let noContents: UInt32 = 8
    /// The compiler's fingerprint of each module's sources; nothing reads it when the program runs.
    private static let moduleHash = ".swift_modhash"
}

/// Numbers and strings at places of a file that may not have them.
private struct Reader {
    private let file: [UInt8]

    init(_ file: [UInt8]) { self.file = file }

    func integer<Number: FixedWidthInteger>(_ offset: Int, _: Number.Type) -> Number? {
        let width = Number.bitWidth / 8
        guard offset >= 0, offset <= file.count - width else { return nil }
        return file[offset..<offset + width].reversed().reduce(0) { $0 << 8 | Number($1) }
    }

    func octets(_ offset: UInt64, _ size: UInt64) -> ArraySlice<UInt8>? {
        guard let start = Int(exactly: offset), let count = Int(exactly: size), start <= file.count,
            count <= file.count - start
        else { return nil }
        return file[start..<start + count]
    }

    func string(_ offset: UInt64) -> String? {
        guard let start = Int(exactly: offset), start < file.count,
            let end = file[start...].firstIndex(of: 0)
        else { return nil }
        return String(decoding: file[start..<end], as: UTF8.self)
    }
}
