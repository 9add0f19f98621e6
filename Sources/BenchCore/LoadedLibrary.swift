/// A shared library that this process has loaded: the file, and what can be read from it.
public struct LoadedLibrary: Hashable, Sendable {
    /// Without its folder.
    public let name: String
    /// The linker's identifier of the build; nil where the file has none.
    public let buildID: String?
    /// Extensions that its code has instructions of, whether they are ever executed or not.
    public let families: Set<InstructionFamily>

    /// Nil if the file is no library.
    public init?(path: String) {
        guard let octets = octets(ofFile: path), let file = ELFFile(octets) else { return nil }
        name = path.split(separator: "/").last.map(String.init) ?? path
        buildID = Self.buildID(file)
        let code = file.sections.filter { $0.flags & Self.executable != 0 }.map(\.octets)
        families = InstructionScan(code).families
    }

    /// Those whose file name begins with one of these, in that order.
    public static func all(named prefixes: [String]) -> [LoadedLibrary] {
        let lines = (contents(ofFile: "/proc/self/maps") ?? "").split(separator: "\n")
        let paths = Set(
            lines.compactMap { $0.split(separator: " ").last }.filter { $0.hasPrefix("/") }.map(String.init)
        )
        return prefixes.compactMap { prefix in
            paths.sorted().first { ($0.split(separator: "/").last ?? "").hasPrefix(prefix) }
                .flatMap { LoadedLibrary(path: $0) }
        }
    }

    /// NT_GNU_BUILD_ID: lengths of name and contents, the type, the name `GNU`, then the identifier.
    private static func buildID(_ file: ELFFile) -> String? {
        guard let note = file.sections.first(where: { $0.name == ".note.gnu.build-id" }) else { return nil }
        let reader = OctetReader(note.octets)
        guard let count = reader.integer(4, UInt32.self), let octets = reader.octets(16, UInt64(count)) else {
            return nil
        }
        return octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// SHF_EXECINSTR.
    private static let executable: UInt64 = 4
}

/// Which extensions a stretch of code has instructions of.
///
/// Code cannot be cut into instructions from any place, so this looks for whole encodings of a few instructions of each extension
/// wherever they begin. Other octets look like one of four octets by chance once in millions of places: what is there
/// fewer than eight times does not count.
struct InstructionScan {
    let families: Set<InstructionFamily>

    init(_ code: [ArraySlice<UInt8>]) {
        var counts: [InstructionFamily: Int] = [:]
        for octets in code {
            unsafe octets.withUnsafeBufferPointer { octets in
                var place = 0
                while place + 7 < octets.count {
                    if let family = unsafe Self.family(octets, place) { counts[family, default: 0] += 1 }
                    place += 1
                }
            }
        }
        families = Set(counts.filter { $0.value >= 8 }.keys)
    }

    /// The family of a telling instruction at a place (encodings: Intel SDM volume 2).
    private static func family(_ code: UnsafeBufferPointer<UInt8>, _ place: Int) -> InstructionFamily? {
        switch unsafe code[place] {
        case 0x0F: return unsafe code[place + 1] == 0x38 && code[place + 2] == 0xCB ? .sha : nil
        case 0x62:
            // EVEX.66.0F38.W1 B4 and B5 with a register or a broadcast operand.
            let isMap2 = unsafe code[place + 1] & 0x0F == 2 && code[place + 2] & 0x87 == 0x85
            return unsafe isMap2 && (code[place + 4] == 0xB4 || code[place + 4] == 0xB5) ? .avx512ifma : nil
        case 0xC4: return unsafe vexFamily(code, place)
        case 0x66, 0xF3:
            let isREX = unsafe code[place + 1] & 0xF0 == 0x40
            let start = place + (isREX ? 2 : 1)
            guard unsafe code[start] == 0x0F else { return nil }
            switch unsafe (code[place], code[start + 1], code[start + 2]) {
            case (0x66, 0x38, 0xDC): return .aesni
            case (0x66, 0x3A, 0x44): return .pclmulqdq
            case (_, 0x38, 0xF6): return isREX ? .adx : nil
            default: return nil
            }
        default: return nil
        }
    }

    private static func vexFamily(_ code: UnsafeBufferPointer<UInt8>, _ place: Int) -> InstructionFamily? {
        let (map, third, opcode) = unsafe (code[place + 1] & 0x1F, code[place + 2], code[place + 3])
        let (isWide, prefix) = (third & 4 != 0, third & 3)
        switch (map, prefix, opcode) {
        case (2, 3, 0xF6) where !isWide: return .bmi2
        case (2, 1, 0xDC): return isWide ? .vaes : .aesni
        case (3, 1, 0x44): return isWide ? .vpclmulqdq : .pclmulqdq
        // VPSHUFB, VPERMQ, VPBROADCASTQ, VPMULUDQ's like.
        case (2, 1, 0x00) where isWide, (2, 1, 0x59) where isWide, (3, 1, 0x00) where isWide: return .avx2
        default: return nil
        }
    }
}
