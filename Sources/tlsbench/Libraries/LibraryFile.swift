internal import Foundation
internal import OpenSSLBackend

/// A shared library on disk, looked at before a worker is to load it: what the dynamic linker would say of it comes late and in
/// other words.
struct LibraryFile: Hashable {
    /// Behind all links.
    let path: String

    /// Throws what is wrong with it.
    init(_ path: String) throws(LibraryError) {
        self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        if let fault = OpenSSLLibrary.fault(ofFile: path) { throw .unusable(fault) }
    }
}

/// Why a library that was named cannot be a column: a mistake in the arguments.
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
    case unusable(OpenSSLLibraryFailure)
    /// A plug-in that is not there.
    case noPlugin(String)
    case unusablePlugin(OpenSSLLibraryFailure)

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
        case .unusable(let fault): "\(fault)"
        case .noPlugin(let path): "\(path): there is no such file (a plug-in is named by its file, a shared library)"
        case .unusablePlugin(let fault): "\(fault) (a plug-in is a shared library: cc -shared -fPIC -o NAME.so NAME.c)"
        }
    }
}
