internal import CryptoBackend

/// EMSA-PKCS1-v1_5 (RFC 8017 §9.2): 00 01 PS 00 T, with PS of octets ff.
enum PKCS1SignaturePadding {
    /// EM of `length` octets for the hash of `message`. All of it is public.
    ///
    /// - Parameter length: at least 128, so that step 3 (too short an encoding) cannot be.
    static func encode(
        _ message: Span<UInt8>,
        _ hash: HashAlgorithm,
        length: Int
    ) throws(CryptoError) -> [UInt8] {
        // Steps 1 and 2: H, and T = DigestInfo.
        let digest = try SwiftHash.digest(message, hash)
        let info = digestInfo(hash) + digest.octets
        // Steps 4 and 5.
        let padding = [UInt8](repeating: 0xff, count: length - info.count - 3)
        return [0x00, 0x01] + padding + [0x00] + info
    }

    /// The DER of DigestInfo up to the hash itself (RFC 8017 §9.2, note 1).
    private static func digestInfo(_ hash: HashAlgorithm) -> [UInt8] {
        switch hash {
        case .sha256:
            [
                0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
                0x04, 0x20,
            ]
        case .sha384:
            [
                0x30, 0x41, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02, 0x05, 0x00,
                0x04, 0x30,
            ]
        }
    }
}
