internal import COpenSSL
internal import Glibc

/// When a certificate is made, and under which number.
struct Issue {
    /// Seconds since 1970, which validity counts from.
    let time: time_t
    /// Positive (RFC 5280 §4.1.2.2).
    let serialNumber: UInt64

    /// Now under a random number; or, with a day (days since 1970, UTC), at its beginning under a constant number, so that
    /// neither contents nor lengths differ between two processes.
    init(day: Int?, number: UInt64) throws(TrustError) {
        if let day {
            time = day * 86400
            serialNumber = 1 << 62 | number
        } else {
            time = Glibc.time(nil)
            var random: UInt64 = 0
            try check(unsafe RAND_bytes(&random, 8), "RAND_bytes")
            serialNumber = random >> 1 | 1
        }
    }
}
