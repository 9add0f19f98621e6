#if NIOSSL
internal import TLSWire

/// `name` as NIOSSL is to ask for it and to verify it; throws unless it is the name of a host.
///
/// NIOSSL itself takes any text of 1 to 255 octets that is no address.
func hostName(_ name: String) throws(NIOSSLPeerError) -> String {
    guard let indication = (try? ServerName(name))?.indication else { throw .notAHostName(name) }
    return indication
}
#endif
