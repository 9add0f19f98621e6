internal import COpenSSL
internal import Glibc
public import StackSeam
internal import Synchronization

/// libssl's server over loopback TCP, with blocking calls on a thread of its own; one connection after the other.
public final class LibSSLServer: StackServer, Sendable {
    /// Where it listens on 127.0.0.1.
    public var port: Int { state.listener.port }
    /// Connections that broke.
    public var failedConnections: Int { state.failures.load(ordering: .relaxed) }

    private let state: State
    private let thread: pthread_t

    /// Listens from here on until ``stop()``.
    ///
    /// - Parameters:
    ///   - service: any but ``Service/http``.
    ///   - buffers: of its sockets; without them the kernel chooses.
    public init(
        _ shape: HandshakeShape,
        _ credentials: StackCredentials,
        service: Service,
        buffers: SocketBuffers? = nil
    ) throws(LibSSLError) {
        guard service != .http else { throw LibSSLError("LibSSLServer", reason: "it does not speak HTTP") }
        state = State(try .server(shape, credentials), try Socket(listening: buffers), service)
        var thread = pthread_t()
        let retained = unsafe Unmanaged.passRetained(state)
        let failure = unsafe pthread_create(&thread, nil, serve, retained.toOpaque())
        guard failure == 0 else {
            unsafe retained.release()
            throw LibSSLError("pthread_create", errno: failure)
        }
        self.thread = thread
    }

    /// Stops listening, and waits for the end of the thread, which ends with the connection that it serves.
    public func stop() {
        guard !state.isStopped.exchange(true, ordering: .relaxed) else { return }
        state.listener.end()
        pthread_join(thread, nil)
    }
}

/// What the server's thread works on.
private final class State: @unchecked Sendable {
    let listener: Socket
    let failures = Atomic(0)
    let isStopped = Atomic(false)
    // libssl's settings are not changed any more, and may be used by several threads then.
    private let context: Context
    private let service: Service

    init(_ context: Context, _ listener: Socket, _ service: Service) {
        self.context = context
        self.listener = listener
        self.service = service
    }

    func serveAll() {
        while let socket = try? listener.accept() {
            do throws(LibSSLError) { try serve(socket) } catch { failures.add(1, ordering: .relaxed) }
        }
    }

    private func serve(_ socket: Socket) throws(LibSSLError) {
        let connection = try Connection(context, socket)
        connection.beServer()
        guard try connection.step() else { throw LibSSLError("SSL_accept", errno: EAGAIN) }
        var buffer = [UInt8](repeating: 0, count: 4 << 14)
        var count = 0
        while case let came = try connection.receive(into: &buffer), came > 0 {
            switch service {
            case .echo: try connection.send(buffer, count: came)
            case .http: preconditionFailure("the initialiser refuses HTTP")
            case .discard(let interval):
                count += came
                if count >= interval { try connection.send([0x06], count: count / interval) }
                count %= interval
            case .source(let octets): try connection.send(pattern, count: octets * came)
            }
        }
        connection.endOutput()
        socket.endOutput()
        try socket.drain()
    }
}

private let pattern = [UInt8](repeating: 0x5A, count: 4 << 14)

private func serve(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument = unsafe argument {
        unsafe Unmanaged<State>.fromOpaque(argument).takeRetainedValue().serveAll()
    }
    return nil
}

extension Connection {
    /// Sends `count` octets: those of `octets`, over and over.
    fileprivate func send(_ octets: [UInt8], count: Int) throws(LibSSLError) {
        try unsafe octets.withUnsafeBufferPointer { (octets) throws(LibSSLError) in
            var left = count
            while left > 0 {
                let part = unsafe UnsafeBufferPointer(rebasing: octets.prefix(left))
                guard unsafe try write(part) == nil else { throw LibSSLError("SSL_write", errno: EAGAIN) }
                left -= part.count
            }
        }
    }

    /// How many octets came; 0 after close_notify.
    fileprivate func receive(into buffer: inout [UInt8]) throws(LibSSLError) -> Int {
        try unsafe buffer.withUnsafeMutableBufferPointer { (buffer) throws(LibSSLError) in
            let (count, pause) = unsafe try read(into: buffer)
            guard pause == nil || pause == .over else { throw LibSSLError("SSL_read", errno: EAGAIN) }
            return count
        }
    }
}
