/// The sections of an ELF-64 file of a little-endian machine (System V ABI, chapter 4).
public struct ELFFile: Sendable {
    /// In the order of the file.
    public let sections: [Section]

    /// One part of the file.
    public struct Section: Hashable, Sendable {
        /// `.text`.
        public let name: String
        /// SHT_….
        public let type: UInt32
        /// SHF_….
        public let flags: UInt64
        /// Where it lies in memory, relative to where the file is loaded.
        public let address: UInt64
        /// Where it lies in the file.
        public let offset: UInt64
        /// Octets in memory.
        public let size: UInt64
        /// Which section belongs to it: the names of a symbol table.
        public let link: UInt32
        /// Nothing for one that is zeros alone.
        public let octets: ArraySlice<UInt8>
    }

    /// Nil if the file is no whole ELF-64 file of a little-endian machine.
    public init?(_ file: [UInt8]) {
        let reader = OctetReader(file)
        guard file.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]),
            let offset = reader.integer(0x28, UInt64.self), let start = Int(exactly: offset), start < file.count,
            let entrySize = reader.integer(0x3A, UInt16.self), entrySize >= Self.headerLength,
            let count = reader.integer(0x3C, UInt16.self), let namesIndex = reader.integer(0x3E, UInt16.self),
            count > 0, namesIndex < count
        else { return nil }
        let place = { (index: UInt16) in start + Int(index) * Int(entrySize) }
        guard let names = reader.integer(place(namesIndex) + 0x18, UInt64.self) else { return nil }
        var sections: [Section] = []
        for index in 0..<count {
            guard let section = Self.section(place(index), names, reader) else { return nil }
            sections.append(section)
        }
        self.sections = sections
    }

    /// The section that has the octet at this place of the file.
    public func section(atOffset offset: UInt64) -> Section? {
        sections.first { !$0.octets.isEmpty && $0.offset <= offset && offset - $0.offset < $0.size }
    }

    private static func section(_ entry: Int, _ names: UInt64, _ reader: OctetReader) -> Section? {
        guard let nameOffset = reader.integer(entry, UInt32.self),
            let type = reader.integer(entry + 0x04, UInt32.self),
            let flags = reader.integer(entry + 0x08, UInt64.self),
            let address = reader.integer(entry + 0x10, UInt64.self),
            let offset = reader.integer(entry + 0x18, UInt64.self),
            let size = reader.integer(entry + 0x20, UInt64.self),
            let link = reader.integer(entry + 0x28, UInt32.self),
            let name = reader.string(names &+ UInt64(nameOffset)),
            let octets = type == noContents ? [] : reader.octets(offset, size)
        else { return nil }
        return Section(
            name: name,
            type: type,
            flags: flags,
            address: address,
            offset: offset,
            size: size,
            link: link,
            octets: octets
        )
    }

    /// Of a section's header, in octets.
    private static let headerLength = 0x40
    /// SHT_NOBITS: zeros.
    private static let noContents: UInt32 = 8
}

/// Numbers and strings at places of a file that may not have them.
struct OctetReader {
    private let file: ArraySlice<UInt8>

    init(_ file: some Collection<UInt8>) { self.file = ArraySlice(file) }

    func integer<Number: FixedWidthInteger>(_ offset: Int, _: Number.Type) -> Number? {
        let width = Number.bitWidth / 8
        guard offset >= 0, offset <= file.count - width else { return nil }
        let start = file.startIndex + offset
        return file[start..<start + width].reversed().reduce(0) { $0 << 8 | Number($1) }
    }

    func octets(_ offset: UInt64, _ size: UInt64) -> ArraySlice<UInt8>? {
        guard let offset = Int(exactly: offset), let count = Int(exactly: size), offset <= file.count,
            count <= file.count - offset
        else { return nil }
        return file[file.startIndex + offset..<file.startIndex + offset + count]
    }

    func string(_ offset: UInt64) -> String? {
        guard let offset = Int(exactly: offset), offset < file.count else { return nil }
        let start = file.startIndex + offset
        guard let end = file[start...].firstIndex(of: 0) else { return nil }
        return String(decoding: file[start..<end], as: UTF8.self)
    }
}
