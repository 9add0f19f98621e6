internal import Glibc
internal import StackSeam

/// A TCP socket on 127.0.0.1. A read or a write of one that blocks gives up after ``patience``.
final class Socket: Sendable {
    let descriptor: Int32
    /// Seconds.
    private static let patience = 20

    private init(_ descriptor: Int32, _ call: String) throws(LibSSLError) {
        guard descriptor >= 0 else { throw LibSSLError(call, errno: errno) }
        self.descriptor = descriptor
    }

    /// Listens on a free port.
    convenience init(listening buffers: SocketBuffers?) throws(LibSSLError) {
        try self.init(socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0), "socket")
        // Sockets that it accepts inherit them (tcp(7)).
        try set(buffers)
        guard unsafe withLoopbackAddress(0, { unsafe bind(descriptor, $0, $1.pointee) }) == 0,
            listen(descriptor, 16) == 0
        else { throw LibSSLError("listen", errno: errno) }
    }

    /// Connects to a port.
    convenience init(connectingTo port: Int, _ buffers: SocketBuffers?) throws(LibSSLError) {
        try self.init(socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0), "socket")
        try set(buffers)
        guard unsafe withLoopbackAddress(port, { unsafe connect(descriptor, $0, $1.pointee) }) == 0 else {
            throw LibSSLError("connect", errno: errno)
        }
        set()
    }

    /// Waits for a connection.
    func accept() throws(LibSSLError) -> Socket {
        let accepted = try Socket(Glibc.accept(descriptor, nil, nil), "accept")
        accepted.set()
        return accepted
    }

    /// What it listens on.
    var port: Int {
        unsafe withLoopbackAddress(0) { address, length in
            unsafe getsockname(descriptor, address, length)
            return unsafe address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { specific in
                Int(UInt16(bigEndian: unsafe specific.pointee.sin_port))
            }
        }
    }

    /// Records leave at once, as SwiftNIO has it too.
    private func set() {
        var yes: Int32 = 1
        unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            unsafe setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    private func set(_ buffers: SocketBuffers?) throws(LibSSLError) {
        guard let buffers else { return }
        var octets = Int32(clamping: buffers.octets)
        for option in [SO_RCVBUF, SO_SNDBUF] {
            guard unsafe setsockopt(descriptor, SOL_SOCKET, option, &octets, socklen_t(MemoryLayout<Int32>.size)) == 0
            else { throw LibSSLError("setsockopt", errno: errno) }
        }
    }

    /// From here on nothing blocks but ``wait(toRead:toWrite:)``.
    func stopBlocking() { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) }

    /// Waits until one of both is possible; whether it can be read from.
    func wait(toRead: Bool, toWrite: Bool) throws(LibSSLError) -> Bool {
        var events = pollfd(fd: descriptor, events: Int16((toRead ? POLLIN : 0) | (toWrite ? POLLOUT : 0)), revents: 0)
        guard unsafe poll(&events, 1, Int32(1000 * Self.patience)) > 0 else { throw LibSSLError("poll", errno: errno) }
        return Int32(events.revents) & (POLLIN | POLLHUP | POLLERR) != 0
    }

    /// Waits until the peer has ended too, and drops what still comes.
    func drain() throws(LibSSLError) {
        var rest = [UInt8](repeating: 0, count: 4096)
        while try wait(toRead: true, toWrite: false), unsafe recv(descriptor, &rest, rest.count, 0) > 0 {}
    }

    /// Ends both directions, for who waits in `accept` too.
    func end() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Ends the outgoing direction.
    func endOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

    deinit { close(descriptor) }
}

/// Lends `port` of 127.0.0.1 as the system wants addresses.
private func withLoopbackAddress<Result>(
    _ port: Int,
    _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result
) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = UInt16(port).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, &length) }
    }
}
