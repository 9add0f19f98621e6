internal import Glibc

/// A blocking TCP connection to a port of 127.0.0.1, for octets that no TLS client would send.
final class PlainConnection {
    /// A system call failed.
    struct Failure: Error, CustomStringConvertible {
        let call: String
        let errno: Int32

        var description: String { unsafe "\(call): \(String(cString: strerror(errno)))" }
    }

    private let descriptor: Int32

    init(toPort port: Int) throws(Failure) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket", errno: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, size) }
        }
        guard status == 0 else { throw Failure(call: "connect", errno: errno) }
        // An answer that does not come is a failure, not a wait for ever; small records leave at once.
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        var isOn: Int32 = 1
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        unsafe setsockopt(
            descriptor,
            Int32(IPPROTO_TCP),
            TCP_NODELAY,
            &isOn,
            socklen_t(MemoryLayout<Int32>.size)
        )
    }

    deinit { close(descriptor) }

    /// All of `octets`: they are fewer than a socket's buffer holds.
    func send(_ octets: [UInt8]) throws(Failure) {
        let sent = unsafe Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL))
        guard sent == octets.count else { throw Failure(call: "send", errno: errno) }
    }

    /// What comes next; empty at the end.
    func read() throws(Failure) -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        guard count >= 0 else { throw Failure(call: "recv", errno: errno) }
        return Array(chunk.prefix(count))
    }
}
