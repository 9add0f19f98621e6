/// The name of a server that a client asks for and holds against the certificate: a host name or an IP address (RFC 9525 §6.1).
///
/// No value stands for "any name": neither an empty text nor a pattern becomes one. Libraries take "" for "no check", and
/// `.example.test` for every name below it.
public struct ServerName: Hashable, Sendable {
    /// A host name in lower case without a final dot, or an address as it was written.
    public let text: String
    /// The 4 or 16 octets of an address; nil for a host name.
    public let address: [UInt8]?

    /// The name that every machine has for itself (RFC 6761 §6.3).
    public static let localhost = ServerName("localhost", nil)

    /// Takes a host name of letters, digits, hyphens and underscores, or an IPv4 or IPv6 address without brackets.
    ///
    /// Other alphabets go in their ASCII form, `xn--…` (RFC 5890 §2.3.2.1). Underscores are in no host name of RFC 1123, and in
    /// many that are in use. A final dot, which marks a whole name in the DNS, is left out, as it is in server_name (RFC 6066 §3).
    public init(_ text: String) throws(Flaw) {
        guard !text.isEmpty else { throw .empty }
        if text.utf8.contains(Self.colon) {
            guard let octets = Self.ipv6(text) else { throw .noAddress }
            self.init(text, octets)
        } else if let octets = Self.ipv4(text) {
            self.init(text, octets)
        } else {
            // By octets: a final dot may be part of a character with what stands before it.
            let name = text.utf8.last == Self.dot ? String(decoding: text.utf8.dropLast(), as: UTF8.self) : text
            try Self.checkHost(name)
            self.init(name.lowercased(), nil)
        }
    }

    private init(_ text: String, _ address: [UInt8]?) {
        self.text = text
        self.address = address
    }

    /// What server_name carries: never an address (RFC 6066 §3).
    public var indication: String? { address == nil ? text : nil }

    /// Why a text is not the name of a server.
    public enum Flaw: Error, Hashable, Sendable {
        /// Nothing at all.
        case empty
        /// More than the 253 octets of a host name (RFC 1035 §2.3.4), or more than 63 between two dots.
        case length(Int)
        /// Two dots in a row, or one at the beginning.
        case emptyLabel
        /// A character that no host name has.
        case character(Unicode.Scalar)
        /// A hyphen next to a dot or at an end.
        case hyphen
        /// A number behind the last dot: no host name ends so (RFC 1123 §2.1), and resolvers take it for an address.
        case number
        /// A colon in what is not an IPv6 address.
        case noAddress
    }

    private static let dot = UInt8(ascii: ".")
    private static let colon = UInt8(ascii: ":")
}

extension ServerName: CustomStringConvertible {
    /// The name.
    public var description: String { text }
}

extension ServerName.Flaw: CustomStringConvertible {
    /// What is wrong, to be read behind the text.
    public var description: String {
        switch self {
        case .empty: "is empty"
        case .length(let count): "has \(count) bytes where a host name has at most 253, and 63 between two dots"
        case .emptyLabel: "has nothing between two dots, or before the first"
        case .character("*"): "is a pattern, which only certificates have"
        case .character("@"): "is an e-mail address"
        case .character(let scalar) where scalar.value > 0x7F:
            "is not ASCII; the ASCII form of such a name begins with xn--"
        case .character(let scalar):
            "has \(String(scalar).debugDescription), which no host name has"
        case .hyphen: "has a hyphen next to a dot or at an end"
        case .number: "ends with a number and is not an IPv4 address"
        case .noAddress: "is not an IPv6 address, nor may a host name have a colon"
        }
    }
}

extension ServerName {
    private static func checkHost(_ name: String) throws(Flaw) {
        guard name.utf8.count <= 253 else { throw .length(name.utf8.count) }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        for label in labels {
            if let odd = label.unicodeScalars.first(where: { !isOfHost($0) }) { throw .character(odd) }
            guard !label.isEmpty else { throw .emptyLabel }
            guard label.utf8.count <= 63 else { throw .length(label.utf8.count) }
            guard label.first != "-", label.last != "-" else { throw .hyphen }
        }
        guard let last = labels.last, !isNumber(last) else { throw .number }
    }

    /// As inet_aton(3) reads one: decimal or octal digits, or hexadecimal ones behind 0x.
    private static func isNumber(_ label: Substring) -> Bool {
        label.allSatisfy { ("0"..."9").contains($0) }
            || label.lowercased().hasPrefix("0x") && label.dropFirst(2).allSatisfy(\.isHexDigit)
    }

    private static func isOfHost(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
        default: false
        }
    }

    /// Four numbers in decimal. One with a leading zero is octal for some, and is refused.
    private static func ipv4(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var octets: [UInt8] = []
        for part in parts {
            guard part.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
                part.utf8.count == 1 || part.first != "0", let octet = UInt8(part)
            else { return nil }
            octets.append(octet)
        }
        return octets
    }

    /// RFC 4291 §2.2. A zone (`%eth0`) is no part of an address: it means something on one machine alone.
    private static func ipv6(_ text: String) -> [UInt8]? {
        let octets = Array(text.utf8)
        let gap = octets.indices.dropLast().first { octets[$0] == colon && octets[$0 + 1] == colon }
        guard let gap else { return groups(octets[...], mayEndInIPv4: true).flatMap { $0.count == 16 ? $0 : nil } }
        guard let head = groups(octets[..<gap], mayEndInIPv4: false),
            let tail = groups(octets[(gap + 2)...], mayEndInIPv4: true), head.count + tail.count <= 14
        else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// Groups of up to four hexadecimal digits, of which the last may be an IPv4 address in the place of two; none at all too.
    private static func groups(_ octets: ArraySlice<UInt8>, mayEndInIPv4: Bool) -> [UInt8]? {
        guard !octets.isEmpty else { return [] }
        let parts = octets.split(separator: colon, omittingEmptySubsequences: false)
        var found: [UInt8] = []
        for (index, part) in parts.enumerated() {
            let text = String(decoding: part, as: UTF8.self)
            if mayEndInIPv4, index == parts.count - 1, let last = ipv4(text) {
                found += last
            } else {
                guard (1...4).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isHexDigit }),
                    let group = UInt16(text, radix: 16)
                else { return nil }
                found += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return found
    }
}
