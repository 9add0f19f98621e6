internal import Glibc

/// Reads lines from a file descriptor; blocks until one is whole.
struct LineReader {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next line without its end; nil at the end of the file, on an error, or when a signal interrupts the wait.
    mutating func next() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                defer { buffer.removeFirst(end + 1) }
                return String(decoding: buffer[..<end], as: UTF8.self)
            }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = unsafe read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return nil }
            buffer += chunk[..<count]
        }
    }
}

/// Writes a line and its end; false if the other side is gone.
func write(_ line: String, to descriptor: Int32) -> Bool {
    let octets = Array((line + "\n").utf8)
    var written = 0
    while written < octets.count {
        let count = unsafe octets[written...].withUnsafeBufferPointer { memory in
            unsafe Glibc.write(descriptor, memory.baseAddress, memory.count)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
    }
    return true
}
