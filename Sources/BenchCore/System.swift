internal import Glibc

/// The system's text for an error number.
func systemMessage(_ number: Int32) -> String {
    unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
}

/// The whole of a text file, nil if it cannot be read; for what the kernel tells in /proc and /sys.
func contents(ofFile path: String) -> String? { octets(ofFile: path).map { String(decoding: $0, as: UTF8.self) } }

/// The whole of a file, nil if it cannot be read or is no regular one: a device has no end, and a pipe is waited for.
func octets(ofFile path: String) -> [UInt8]? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    guard let file = unsafe fopen(path, "r") else { return nil }
    defer { unsafe fclose(file) }
    var octets: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while true {
        let count = unsafe fread(&chunk, 1, chunk.count, file)
        octets += chunk[0..<count]
        guard count == chunk.count else { break }
    }
    return octets
}
