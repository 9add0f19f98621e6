internal import Synchronization

/// Certificates of chains that were trusted, so that who connects again does not read them again. They are verified anew each
/// time; what is kept is only what their octets say.
///
/// libcrypto 3.0 spends two thirds of a client's handshake, signatures and RSA apart, on reading one certificate, most of it
/// on looking for a decoder for its key (article Performance, "The engine"). Go's crypto/tls keeps certificates alike.
final class CertificateCache: Sendable {
    /// How many are kept; when there are more, all go, and the next handshakes read theirs again.
    static let capacity = 64

    private let known = Mutex<[[UInt8]: Certificate]>([:])

    /// The certificate of `der`, read now unless it is known; nil if it is malformed.
    func certificate(_ der: [UInt8]) -> Certificate? {
        known.withLock { $0[der] } ?? Certificate(der: der)
    }

    /// Keeps a chain that was trusted: nobody else can fill the memory.
    func keep(_ chain: [[UInt8]], _ certificates: [Certificate]) {
        known.withLock { known in
            for (der, certificate) in zip(chain, certificates) where known[der] == nil {
                if known.count == Self.capacity { known.removeAll() }
                known[der] = certificate
            }
        }
    }

    /// How many are kept now.
    var count: Int { known.withLock { $0.count } }
}
