internal import Foundation

/// Writing at once, whether a terminal reads or a pipe, and in the order of the calls.
extension FileHandle {
    /// Writes the octets as they are.
    func write(octets: [UInt8]) throws {
        do {
            try write(contentsOf: Data(octets))
        } catch {
            // Foundation's own text of it is "The operation could not be completed".
            let number = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code
            let text = unsafe number.flatMap { unsafe strerror(Int32(truncatingIfNeeded: $0)) }
            let reason = unsafe text.map { unsafe String(cString: $0) }
            throw CommandFailure("cannot write the output: \(reason ?? error.localizedDescription)")
        }
    }

    /// Writes one line.
    func write(line: String) throws { try write(octets: [UInt8]("\(line)\n".utf8)) }
}
