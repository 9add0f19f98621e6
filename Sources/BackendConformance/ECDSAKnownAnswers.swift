/// RFC 6979 §A.2.5: P-256 with SHA-256, and the deterministic signatures of two messages.
enum ECDSAKnownAnswers {
    static let privateValue = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"
    static let point = """
        04
        60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6
        7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299
        """
    /// n (SEC 2 §2.4.2).
    static let order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"

    static let signatures = [
        (
            message: "sample",
            r: "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
            s: "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
        ),
        (
            message: "test",
            r: "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367",
            s: "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"
        ),
    ]

    /// As a peer sends it (RFC 3279 §2.2.3).
    static func encoded(r: String, s: String) -> [UInt8] { encoded(r: octets(r), s: octets(s)) }

    static func encoded(r: [UInt8], s: [UInt8]) -> [UInt8] {
        let contents = integer(r) + integer(s)
        return [0x30, UInt8(contents.count)] + contents
    }

    private static func integer(_ number: [UInt8]) -> [UInt8] {
        let digits = Array(number.drop { $0 == 0 })
        let sign: [UInt8] = (digits.first ?? 0x80) >= 0x80 ? [0] : []
        return [0x02, UInt8(sign.count + digits.count)] + sign + digits
    }
}
