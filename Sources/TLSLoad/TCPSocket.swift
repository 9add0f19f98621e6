internal import Glibc

/// A TCP socket that never makes its thread wait; closed when it goes.
struct TCPSocket: ~Copyable {
    let descriptor: Int32

    /// Begins to connect.
    init(connectingTo address: SocketAddress) throws(LoadFailure) {
        let kind = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        descriptor = socket(address.family, Int32(kind), 0)
        guard descriptor >= 0 else { throw LoadFailure(errno: errno) }
        // A handshake is a few small messages: none of them is to wait for the answer to the one before (RFC 9293 §3.7.4).
        var isOn: Int32 = 1
        unsafe setsockopt(
            descriptor,
            Int32(IPPROTO_TCP),
            TCP_NODELAY,
            &isOn,
            socklen_t(MemoryLayout<Int32>.size)
        )
        let descriptor = descriptor
        let status = unsafe address.withPointer { unsafe connect(descriptor, $0, $1) }
        guard status == 0 || errno == EINPROGRESS else { throw LoadFailure(errno: errno) }
    }

    deinit { close(descriptor) }

    /// Why it could not connect, or broke; nil if neither.
    func takeError() -> LoadFailure? {
        var (number, length) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &length) == 0 else {
            return LoadFailure(errno: errno)
        }
        return number == 0 ? nil : LoadFailure(errno: number)
    }

    /// What came of a read or a write.
    enum Progress {
        /// So many octets; of a read, 0 means that the peer has ended its side.
        case moved(Int)
        /// Nothing before the socket is reported again.
        case later
        /// Nothing any more.
        case failed(LoadFailure)
    }

    /// Reads what there is, as far as it fits.
    func read(into buffer: inout [UInt8]) -> Progress {
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        return progress(count)
    }

    /// Writes what the system takes. A peer that is gone makes an error, not a signal.
    func write(_ octets: Span<UInt8>) -> Progress {
        let descriptor = descriptor
        let count = unsafe octets.withUnsafeBufferPointer { memory in
            unsafe send(descriptor, memory.baseAddress, memory.count, Int32(MSG_NOSIGNAL))
        }
        return progress(count)
    }

    /// Says that nothing more comes.
    func endOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

    private func progress(_ count: Int) -> Progress {
        if count >= 0 { return .moved(count) }
        switch errno {
        case EAGAIN, EINTR: return .later
        case let number: return .failed(LoadFailure(errno: number))
        }
    }
}
