internal import Glibc
internal import Synchronization

/// Certificates of chains that were trusted, so that who connects again does not read them again. They are verified anew each
/// time; what is kept is only what their octets say.
///
/// libcrypto 3.0 spends two thirds of a client's handshake, signatures and RSA apart, on reading one certificate, most of it
/// on looking for a decoder for its key (article EnginePerformance). Go's crypto/tls keeps certificates alike.
final class CertificateCache: Sendable {
    /// How many are kept; when there are more, all go, and the next handshakes read theirs again.
    static let capacity = 64

    private let known = Mutex<[DER: Certificate]>([:])

    /// The certificate of `der`, read now unless it is known; nil if it is malformed.
    func certificate(_ der: [UInt8]) -> Certificate? {
        known.withLock { $0[DER(octets: der)] } ?? Certificate(der: der)
    }

    /// Keeps a chain that was trusted: nobody else can fill the memory.
    func keep(_ chain: [[UInt8]], _ certificates: [Certificate]) {
        known.withLock { known in
            for (octets, certificate) in zip(chain, certificates) {
                let der = DER(octets: octets)
                guard known[der] == nil else { continue }
                if known.count == Self.capacity { known.removeAll() }
                known[der] = certificate
            }
        }
    }

    /// How many are kept now.
    var count: Int { known.withLock { $0.count } }
}

/// A certificate's octets, hashed by their last ones, which are of its signature: arrays hash and compare octet by octet, for
/// 2 µs and 0.4 µs.
private struct DER: Hashable {
    let octets: [UInt8]

    static func == (left: DER, right: DER) -> Bool {
        guard left.octets.count == right.octets.count else { return false }
        return unsafe left.octets.withUnsafeBytes { left in
            unsafe right.octets.withUnsafeBytes { right in
                guard let first = left.baseAddress, let second = right.baseAddress else { return true }
                return unsafe memcmp(first, second, left.count) == 0
            }
        }
    }

    func hash(into hasher: inout Hasher) {
        unsafe octets.suffix(32).withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
}
