internal import ArgumentParser
internal import TLSWire

/// A GET of HTTP/1.0, whose answer ends with the connection or says its length.
struct PageRequest {
    /// What is sent.
    let octets: [UInt8]

    /// - Parameters:
    ///   - path: of the page.
    ///   - name: of the server.
    init(path: String, from name: ServerName) {
        // RFC 3986 §3.2.2: an IPv6 address in brackets.
        let host = name.text.contains(":") ? "[\(name.text)]" : name.text
        octets = [UInt8]("GET \(path) HTTP/1.0\r\nHost: \(host)\r\nConnection: close\r\n\r\n".utf8)
    }

    /// A usage error unless a request can carry `path`.
    static func check(_ path: String) throws {
        guard path.hasPrefix("/"), path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            throw ValidationError("--get takes a path that begins with / and has no spaces, not '\(path)'")
        }
    }
}
