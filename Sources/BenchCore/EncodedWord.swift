/// Any text as one word of the worker protocol, whose lines are words between spaces.
enum EncodedWord {
    /// As in an address (RFC 3986 §2.1): what is no letter, digit or harmless mark as two hexadecimal digits of each octet.
    static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, octet in
            if octet > 0x20, octet < 0x7F, octet != UInt8(ascii: "%"), octet != UInt8(ascii: "=") {
                encoded.unicodeScalars.append(Unicode.Scalar(octet))
            } else {
                encoded += (octet < 16 ? "%0" : "%") + String(octet, radix: 16)
            }
        }
    }

    static func decoded(_ field: Substring) -> String? {
        var octets: [UInt8] = []
        var rest = Array(field.utf8)[...]
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "%") else {
                octets.append(octet)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            octets.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
