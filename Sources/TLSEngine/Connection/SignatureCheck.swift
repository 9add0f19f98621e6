internal import CryptoBackend
internal import TLSWire

/// The scheme of a peer's signature over `message`; throws unless it is one of `schemes` and the signature holds.
///
/// - Parameter number: the scheme's code point, as the peer sent it.
func check(
    _ signature: [UInt8],
    scheme number: UInt16,
    among schemes: [SignatureScheme],
    over message: [UInt8],
    by key: any VerifyingKey
) throws(HandshakeError) -> SignatureScheme {
    guard let scheme = schemes.first(where: { $0.rawValue == number }) else {
        throw .peerMisbehaved(.unofferedSignatureScheme(number))
    }
    do {
        try key.verify(signature.span, over: message.span, scheme: scheme)
    } catch .badSignature { throw .peerMisbehaved(.badSignature) } catch { throw .crypto(error) }
    return scheme
}
