/// One reader of what others wrote.
protocol FuzzTarget: Sendable {
    /// On the command line.
    static var name: String { get }
    /// The most octets of an input.
    static var longest: Int { get }
    /// Valid inputs to begin with.
    static func seeds() throws -> [[UInt8]]
    /// Reads one input, and holds what came of it against what must be so.
    static func feed(_ octets: [UInt8])
}

/// A finding unless it is so, as any trap is; a precondition of a release build would not say which.
func expect(_ isSo: Bool, _ finding: @autoclosure () -> String) {
    if !isSo { fatalError(finding()) }
}
