internal import Glibc

/// The whole of a file, or why it cannot be had.
func contents(ofFile path: String) throws(TrustError) -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else { throw .unreadable(file: path, errno: errno) }
    defer { unsafe fclose(file) }
    var octets: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = unsafe fread(&chunk, 1, chunk.count, file)
        octets += chunk[0..<count]
        guard octets.count <= longestFile else { throw .tooLong(file: path, limit: longestFile) }
        guard count == chunk.count else { break }
    }
    // A folder opens and does not read.
    guard unsafe ferror(file) == 0 else { throw .unreadable(file: path, errno: errno) }
    // Keys come through here.
    var memory = chunk.mutableSpan
    unsafe memory.withUnsafeMutableBytes { memory in
        if let base = memory.baseAddress { unsafe explicit_bzero(base, memory.count) }
    }
    return octets
}

/// The system's text for an error number.
func systemMessage(_ number: Int32) -> String {
    unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
}

/// More than the authorities of every system take together, in octets: devices have no end.
private let longestFile = 1 << 26
