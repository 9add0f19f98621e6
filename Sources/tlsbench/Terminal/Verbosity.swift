internal import ArgumentParser
internal import Foundation

/// How much a command prints on standard error while it works. Its results go to standard output in any case.
struct Verbosity: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Print nothing but errors on standard error.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Print a line for each step instead of the progress bar.")
    var verbose = false

    func validate() throws {
        if quiet && verbose { throw ValidationError("--quiet and --verbose contradict each other") }
    }

    /// One line, under `--verbose`.
    func say(_ line: @autoclosure () -> String) {
        guard verbose else { return }
        // Nobody has to hear this.
        try? FileHandle.standardError.write(line: "tlsbench: \(line())")
    }
}
