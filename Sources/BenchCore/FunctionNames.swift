/// The functions of an ELF file by their addresses, as far as the file has their names.
struct FunctionNames {
    private let functions: [Function]

    private struct Function {
        let address: UInt64
        let size: UInt64
        let name: String
    }

    /// From `.symtab`, or from `.dynsym` where the file was stripped of it.
    init(_ file: ELFFile) {
        let table =
            file.sections.first { $0.type == Self.symbolTable }
            ?? file.sections.first { $0.type == Self.dynamicSymbols }
        guard let table, Int(table.link) < file.sections.count else {
            functions = []
            return
        }
        let names = OctetReader(file.sections[Int(table.link)].octets)
        let entries = OctetReader(table.octets)
        var functions: [Function] = []
        for entry in stride(from: 0, through: table.octets.count - Self.entrySize, by: Self.entrySize) {
            // st_name, st_info, st_other, st_shndx, st_value, st_size (System V ABI, "Symbol Table").
            guard let kind = entries.integer(entry + 4, UInt8.self), Self.functionKinds.contains(kind & 0xF),
                let name = entries.integer(entry, UInt32.self), let place = entries.integer(entry + 6, UInt16.self),
                let address = entries.integer(entry + 8, UInt64.self),
                let size = entries.integer(entry + 16, UInt64.self), place != 0,
                let text = names.string(UInt64(name)), !text.isEmpty
            else { continue }
            functions.append(Function(address: address, size: size, name: text))
        }
        self.functions = functions.sorted { ($0.address, $1.size) < ($1.address, $0.size) }
    }

    /// The function that has the instruction at this address; nil if its name is not known.
    func name(at address: UInt64) -> String? {
        // The last that begins at or before it.
        var (low, high) = (0, functions.count)
        while low < high {
            let middle = (low + high) / 2
            if functions[middle].address <= address { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let function = functions[low - 1]
        // Assembly may state no size; such a function ends where the next one begins.
        guard function.size == 0 || address - function.address < function.size else { return nil }
        return function.name
    }

    /// SHT_SYMTAB.
    private static let symbolTable: UInt32 = 2
    /// SHT_DYNSYM.
    private static let dynamicSymbols: UInt32 = 11
    /// STT_FUNC, and STT_GNU_IFUNC, which is chosen when the file is loaded.
    private static let functionKinds: Set<UInt8> = [2, 10]
    private static let entrySize = 24
}
