/// Some of the characters of ASCII: what names, keys and identifiers are made of.
///
/// A file has hundreds of names, and a fleet thousands of files: a regular expression, which is parsed and run anew for each of them,
/// takes most of the time in which they are read.
struct ASCIISet {
    /// A bit for each character, by its number.
    private let bits: (low: UInt64, high: UInt64)

    /// Characters one by one.
    init(_ characters: StaticString) {
        var bits: (low: UInt64, high: UInt64) = (0, 0)
        for octet in characters.description.utf8 where octet < 128 {
            if octet < 64 { bits.low |= 1 << UInt64(octet) } else { bits.high |= 1 << UInt64(octet - 64) }
        }
        self.bits = bits
    }

    /// Whether there is at least one octet, and each is one of these.
    func holds(all octets: some Collection<UInt8>) -> Bool {
        !octets.isEmpty
            && octets.allSatisfy { octet in
                octet < 64
                    ? bits.low >> UInt64(octet) & 1 == 1
                    : octet < 128 && bits.high >> UInt64(octet - 64) & 1 == 1
            }
    }

    static let hexadecimal = ASCIISet("0123456789abcdef")
    static let operation = ASCIISet("abcdefghijklmnopqrstuvwxyz0123456789-")
    static let name = ASCIISet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-")
    static let featureSet = ASCIISet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.,+-")
}
