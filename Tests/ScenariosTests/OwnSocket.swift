import Glibc

/// A TCP socket of this process.
struct OwnSocket {
    private let descriptor: Int32

    /// Those that are bound to a port of IPv4, or lead to it.
    static func all(atPort port: Int) -> [OwnSocket] {
        (0..<4096).map { OwnSocket(descriptor: $0) }.filter { socket in
            socket.port(isPeers: false) == port || socket.port(isPeers: true) == port
        }
    }

    private func port(isPeers: Bool) -> Int? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe isPeers ? getpeername(descriptor, address, &length) : getsockname(descriptor, address, &length)
            }
        }
        guard status == 0, address.sin_family == AF_INET else { return nil }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// In octets, as the kernel reports it; -1 if it does not.
    var receiveBuffer: Int { option(SO_RCVBUF) }
    /// The same.
    var sendBuffer: Int { option(SO_SNDBUF) }

    private func option(_ name: Int32) -> Int {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 ? Int(value) : -1
    }
}
