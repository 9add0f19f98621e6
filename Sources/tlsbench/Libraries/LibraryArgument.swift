internal import ArgumentParser
internal import BenchCore

/// `NAME=PATH` as it was typed: what lies there is looked at when the command runs.
struct LibraryArgument: Hashable {
    /// Empty where none is needed.
    let name: String
    let path: String

    /// Throws if it is not a name and a path.
    init(named text: String) throws(LibraryError) {
        guard let equals = text.firstIndex(of: "="), NamedLibrary.isName(String(text[..<equals])),
            text.index(after: equals) != text.endIndex
        else { throw .malformed(text) }
        name = String(text[..<equals])
        path = String(text[text.index(after: equals)...])
    }

    /// A path, with a name or without.
    init(_ text: String) throws(LibraryError) {
        if let named = try? LibraryArgument(named: text) {
            self = named
        } else {
            name = ""
            path = text
        }
    }

    /// The library itself; what is wrong with it is a mistake in the arguments.
    func library() throws -> NamedLibrary {
        try found { () throws(LibraryError) in try NamedLibrary(named: name, at: path) }
    }

    /// The same of a plug-in.
    func plugin() throws -> NamedLibrary {
        try found { () throws(LibraryError) in try NamedLibrary(plugin: name, at: path) }
    }

    private func found(_ find: () throws(LibraryError) -> NamedLibrary) throws -> NamedLibrary {
        do throws(LibraryError) { return try find() } catch {
            throw ValidationError(PrintableLine(error.description, longest: 4000).text)
        }
    }
}
