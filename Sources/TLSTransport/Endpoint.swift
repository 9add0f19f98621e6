/// A TCP address as people write it: a host name or an IP address, and a port.
public struct Endpoint: Sendable, Hashable {
    /// A name, or an IPv4 or IPv6 address without brackets.
    public let host: String
    /// 0 … 65 535; 0 lets a server's system choose.
    public let port: Int

    /// Takes both as they are.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `HOST:PORT`, or `[IPV6]:PORT`; nil if `text` is neither.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.allSatisfy(\.isNumber), let port = UInt16(digits) else { return nil }
        var host = text[..<colon]
        if host.first == "[" && host.last == "]" {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: Int(port))
    }
}

extension Endpoint: CustomStringConvertible {
    /// `HOST:PORT`, with brackets around an IPv6 address.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
