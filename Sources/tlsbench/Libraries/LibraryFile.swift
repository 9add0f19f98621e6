internal import BenchCore
internal import Foundation

/// A shared library on disk, looked at before a worker is to load it: what the dynamic linker would say of it comes late and in
/// other words.
struct LibraryFile: Hashable {
    /// Behind all links.
    let path: String

    /// Throws what is wrong with it, with its path.
    init(_ path: String) throws(LibraryError) {
        self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: self.path)) else { throw .unreadable(path) }
        let octets = [UInt8](data)
        guard octets.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { throw .noLibrary(path) }
        guard octets.count > 20, ELFFile(octets) != nil else { throw .truncated(path) }
        // e_machine, of two octets in the order of the machine itself (System V ABI, "ELF Header").
        let machine = Int(octets[18]) | Int(octets[19]) << 8
        guard machine == Self.ownMachine else {
            throw .otherMachine(path, Self.machines[machine] ?? "machine \(machine)")
        }
    }

    /// Of the numbers of machines those that Debian has libraries for.
    private static let machines = [
        3: "i386", 8: "MIPS", 20: "PowerPC", 21: "ppc64", 22: "s390x", 40: "arm", 62: "x86-64", 183: "aarch64",
        243: "riscv64", 258: "loongarch64",
    ]

    #if arch(x86_64)
    private static let ownMachine = 62
    #else
    private static let ownMachine = 183
    #endif
}

/// Why a library that was named cannot be a column: the fault of who named it.
enum LibraryError: Error, Hashable, CustomStringConvertible {
    case malformed(String)
    case reservedName(String)
    case twice(String)
    case noFolder(String)
    /// A folder without any of the files that can be a column.
    case nothingThere(String)
    /// OpenSSL before 3, by the name of its file.
    case tooOld(String)
    case several([String])
    case unreadable(String)
    case noLibrary(String)
    case truncated(String)
    case otherMachine(String, String)

    var description: String {
        switch self {
        case .malformed(let text):
            "'\(text)' is not NAME=PATH: small letters, digits, dots and hyphens, then a folder or a file"
        case .reservedName(let name): "the column \(name) is built in: give the library another name"
        case .twice(let name): "two libraries would have the column \(name)"
        case .noFolder(let path): "\(path): there is no such folder or file"
        case .nothingThere(let path):
            "\(path): no libcrypto.so.3, libcrypto.so.4 or libgmp.so.10 in it, nor where a system has its libraries"
        case .tooOld(let path): "\(path) is older than OpenSSL 3, and cannot be loaded here"
        case .several(let files): "\(files.joined(separator: " and ")): name one of the two files"
        case .unreadable(let path): "\(path): cannot be read"
        case .noLibrary(let path): "\(path): not a shared library (no ELF file)"
        case .truncated(let path): "\(path): a truncated ELF file"
        case .otherMachine(let path, let machine): "\(path): built for \(machine), not for this machine"
        }
    }
}
