internal import TLSWire

/// RFC 7301 §3.2: the first of `own` that the client has too; nil if either side has none.
func applicationProtocol(_ hello: ClientHello, among own: [String]) throws(HandshakeError) -> String? {
    guard let offered = hello.extensions.applicationProtocols, !own.isEmpty else { return nil }
    guard let chosen = own.first(where: { offered.contains(Array($0.utf8)) }) else {
        throw .incompatible(.noCommonProtocol)
    }
    return chosen
}
