internal import BenchReport
internal import Foundation

extension Terminal {
    /// What standard output goes to.
    ///
    /// Behind a pipe whose end is somebody's terminal all the same (`| tee`), as wide as that; `COLUMNS` has the word before
    /// both. Colours only where a terminal reads the output itself and `NO_COLOR` (no-color.org) is not set.
    static let standardOutput = Terminal(
        width: columns(of: [STDOUT_FILENO, STDERR_FILENO], ProcessInfo.processInfo.environment) ?? Terminal.plain.width,
        isColoured: isColoured(STDOUT_FILENO, ProcessInfo.processInfo.environment)
    )

    /// The same for standard error.
    static let standardError = Terminal(
        width: columns(of: [STDERR_FILENO], ProcessInfo.processInfo.environment) ?? Terminal.plain.width,
        isColoured: isColoured(STDERR_FILENO, ProcessInfo.processInfo.environment)
    )

    /// Whether what reads that descriptor is to have colours.
    static func isColoured(_ descriptor: Int32, _ environment: [String: String]) -> Bool {
        isatty(descriptor) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
            && environment["TERM"] != nil
    }

    /// How wide the first of them that is a terminal is; nil if none is.
    static func columns(of descriptors: [Int32], _ environment: [String: String]) -> Int? {
        if let told = environment["COLUMNS"].flatMap({ Int($0) }), told > 0 { return told }
        for descriptor in descriptors {
            var size = winsize()
            if unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        }
        return nil
    }
}
