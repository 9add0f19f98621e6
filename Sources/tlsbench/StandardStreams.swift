internal import Foundation

/// Writing at once, whether a terminal reads or a pipe, and in the order of the calls.
extension FileHandle {
    /// Writes the octets as they are.
    func write(octets: [UInt8]) throws {
        do {
            try write(contentsOf: Data(octets))
        } catch {
            throw Ending(.cannotWrite, "cannot write the output: \(error.localizedDescription)")
        }
    }

    /// Writes one line.
    func write(line: String) throws { try write(octets: [UInt8]("\(line)\n".utf8)) }
}
