internal import TLSWire

/// The keys and the sequence number of one direction of a connection, and what a protected record of its version looks like.
///
/// A fragment is ``prefixLength`` octets, the plaintext, and ``suffixLength`` octets; it is sealed and opened in place.
protocol RecordProtection: AnyObject {
    /// What goes before the ciphertext in every fragment.
    var prefixLength: Int { get }
    /// What protection adds behind the plaintext.
    var suffixLength: Int { get }
    /// The longest fragment that may come, in octets.
    var maximumFragment: Int { get }
    /// Whether so much is sealed under the key that another one is due.
    var isSpent: Bool { get }

    /// The type that the header of a protected record names.
    func outerType(of type: ContentType) -> ContentType

    /// Whether a protected record may name this type.
    func accepts(outerType: UInt8) -> Bool

    /// Protects a fragment, of which only the plaintext is written yet.
    func seal(_ fragment: inout MutableSpan<UInt8>, _ type: ContentType) throws(HandshakeError)

    /// Opens a fragment, which has at least ``prefixLength`` and ``suffixLength`` octets: what it carries, and where.
    ///
    /// Throws ``HandshakeError/Misbehavior/badRecordMAC`` if it does not decrypt; the sequence number stays as it was.
    func open(
        _ fragment: inout MutableSpan<UInt8>,
        _ header: RecordHeader
    ) throws(HandshakeError) -> (type: ContentType, plaintext: Range<Int>)
}

/// Octet `index` of a number on the wire.
func octet(_ index: Int, of number: UInt64) -> UInt8 {
    UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64(index)))
}
