public import CryptoBackend
public import TLSWire

/// Opens the records that one end of a connection has sent under one secret of TLS 1.3, for a reader that has the secret from a
/// key log.
public final class TrafficReader {
    private let protection: TLS13RecordProtection

    /// From the first record under the secret on.
    ///
    /// - Parameter secret: as the key log has it: as many octets as a digest of the suite's hash.
    ///
    /// Throws ``HandshakeError/incompatible(_:)`` for a suite of another version, and what the backend throws.
    public init(
        _ suite: CipherSuite,
        secret: consuming SecretBytes,
        _ backend: any CryptoBackend.Type
    ) throws(HandshakeError) {
        guard let suite = TLS13Suite(suite, recordsPerKey: .max) else { throw .incompatible(.noCommonCipherSuite) }
        let traffic = TrafficSecret(secret, hash: suite.hash, backend: backend)
        do { protection = try traffic.protection(suite.aead, recordLimit: .max) } catch { throw .crypto(error) }
    }

    /// What the next record holds; records come in the order in which they were sent.
    ///
    /// - Parameter record: the whole of it, header and fragment.
    ///
    /// Throws ``HandshakeError/Misbehavior/badRecordMAC`` if it is not protected under the secret.
    public func open(_ record: [UInt8]) throws(HandshakeError) -> (type: ContentType, octets: [UInt8]) {
        guard record.count >= RecordHeader.octetCount + protection.suffixLength else {
            throw .peerMisbehaved(.badRecordMAC)
        }
        let header = RecordHeader(record.span, at: 0)
        guard record.count == RecordHeader.octetCount + header.length else { throw .peerMisbehaved(.badRecordMAC) }
        var fragment = Array(record[RecordHeader.octetCount...])
        var memory = fragment.mutableSpan
        let (type, plaintext) = try protection.open(&memory, header)
        return (type, Array(fragment[plaintext]))
    }
}
