internal import BenchCore

/// Why a command ends with a status other than 0, in one line, whatever the names of files in it.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = PrintableLine(description, longest: 4000).text }
}
