import Foundation

/// A listening socket that nobody serves: the kernel accepts, and nothing is said.
final class SilentListener {
    let port: Int
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        port = try Ports.bindLoopback(descriptor)
        listen(descriptor, 8)
    }

    deinit { close(descriptor) }
}
