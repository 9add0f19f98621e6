internal import Glibc

/// Where a server listens.
public struct SocketAddress: Sendable, Hashable {
    /// The kind of address (socket(2)).
    let family: Int32
    /// A `sockaddr` of that kind.
    let octets: [UInt8]

    /// All that a host name and a port lead to, in the order in which the system prefers them; empty if there is none.
    public static func all(host: String, port: Int) -> [SocketAddress] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>? = nil
        guard unsafe getaddrinfo(host, String(port), &hints, &list) == 0 else { return [] }
        defer { unsafe freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var entry = unsafe list
        while let current = unsafe entry {
            let (family, length) = unsafe (current.pointee.ai_family, Int(current.pointee.ai_addrlen))
            if let address = unsafe current.pointee.ai_addr {
                let octets = unsafe [UInt8](UnsafeRawBufferPointer(start: address, count: length))
                found.append(SocketAddress(family: family, octets: octets))
            }
            unsafe entry = unsafe current.pointee.ai_next
        }
        return found
    }

    /// Whether something listens there, as far as that shows in time.
    public func accepts(within limit: Duration) -> Bool {
        guard let socket = try? TCPSocket(connectingTo: self) else { return false }
        var waiting = pollfd(fd: socket.descriptor, events: Int16(POLLOUT), revents: 0)
        let milliseconds = Int32(clamping: limit.nanoseconds / 1_000_000)
        return unsafe poll(&waiting, 1, milliseconds) == 1 && socket.takeError() == nil
    }

    /// Lends it as the system wants it.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        // Aligned as every kind of address has to be.
        var storage = sockaddr_storage()
        let count = min(octets.count, MemoryLayout<sockaddr_storage>.size)
        return unsafe withUnsafeMutablePointer(to: &storage) { place in
            unsafe octets.withUnsafeBytes { unsafe UnsafeMutableRawPointer(place).copyMemory(from: $0, count) }
            return unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe body(UnsafePointer(address), socklen_t(count))
            }
        }
    }
}

extension UnsafeMutableRawPointer {
    /// Takes the first `count` octets of `memory`.
    fileprivate func copyMemory(from memory: UnsafeRawBufferPointer, _ count: Int) {
        if let base = memory.baseAddress { unsafe copyMemory(from: base, byteCount: count) }
    }
}
