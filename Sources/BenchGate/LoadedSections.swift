internal import BenchCore

/// The code and data of an executable that are loaded when it runs.
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
        guard let file = ELFFile(file) else { return nil }
        var sections: [String: Section] = [:]
        for section in file.sections {
            guard section.flags & Self.allocated != 0, section.type != Self.note, section.name != Self.moduleHash
            else { continue }
            sections[section.name] = Section(address: section.address, size: section.size, octets: section.octets)
        }
        guard !sections.isEmpty else { return nil }
        self.sections = sections
    }

    /// SHF_ALLOC.
    private static let allocated: UInt64 = 2
    /// SHT_NOTE: the build's identifier.
    private static let note: UInt32 = 7
    /// The compiler's fingerprint of each module's sources; nothing reads it when the program runs.
    private static let moduleHash = ".swift_modhash"
}
