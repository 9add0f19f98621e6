internal import Glibc

/// Reads lines from a file descriptor; blocks until one is whole.
struct LineReader {
    /// Why the last line did not come.
    private(set) var isLate = false
    private(set) var isTooLong = false
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next line without its end; nil at the end of the file, on an error, when it has more than ``longest`` octets, or when
    /// a signal interrupts the wait.
    ///
    /// - Parameter milliseconds: how long to wait for the whole line; for ever unless given.
    mutating func next(within milliseconds: Int32? = nil) -> String? {
        (isLate, isTooLong) = (false, false)
        let deadline = milliseconds.map { Deadline(seconds: Double($0) / 1000) }
        var searched = 0
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                defer { buffer.removeFirst(end + 1) }
                return String(decoding: buffer[..<end], as: UTF8.self)
            }
            searched = buffer.count
            isTooLong = buffer.count > Self.longest
            guard !isTooLong else { return nil }
            // Whoever sends an octet now and then keeps nobody waiting.
            isLate = deadline.map { $0.seconds == 0 } ?? false
            guard !isLate else { return nil }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            // Rounded up: the last part of a millisecond is waited for too.
            let patience = deadline.map { Int32(min($0.seconds * 1000 + 1, Double(Int32.max))) } ?? -1
            let ready = unsafe poll(&waiting, 1, patience)
            isLate = ready == 0
            guard ready > 0 else { return nil }
            var chunk = [UInt8](repeating: 0, count: 1 << 14)
            let count = unsafe read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return nil }
            buffer += chunk[..<count]
        }
    }

    /// The list of all benchmarks is a twentieth of that.
    static let longest = 1 << 22
}

/// Writes a line and its end; false if the other side is gone.
func write(_ line: String, to descriptor: Int32) -> Bool { write(octets: Array((line + "\n").utf8), to: descriptor) }

/// Makes a file of the text; false, with errno, if that cannot be done.
func write(_ text: String, toFile path: String) -> Bool {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return write(octets: Array(text.utf8), to: descriptor)
}

private func write(octets: [UInt8], to descriptor: Int32) -> Bool {
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
