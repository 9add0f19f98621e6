/// What a file or a text is that should have been PEM (RFC 7468), as far as its first octets and its labels tell.
public enum FoundContents: Hashable, Sendable {
    /// Nothing at all.
    case empty
    /// A certificate in DER.
    case certificateDER
    /// A private key in DER, of PKCS#1 or PKCS#8.
    case keyDER
    /// Certificates in a PKCS#7 message (RFC 2315), in DER.
    case pkcs7DER
    /// Certificates and keys in a PKCS#12 file (RFC 7292).
    case pkcs12
    /// DER of something else.
    case otherDER
    /// Text in UTF-16, as some editors and shells save it.
    case utf16
    /// A public key as OpenSSH writes it.
    case openSSHPublicKey
    /// PEM, with the label of its first block.
    case block(label: String)
    /// A private key under a pass phrase.
    case encryptedKey
    /// None of these.
    case unknown

    /// Looks at `octets`, in which what was looked for was not found.
    init(_ octets: [UInt8]) {
        if octets.isEmpty {
            self = .empty
        } else if Self.isUTF16(octets) {
            self = .utf16
        } else if let body = Self.sequence(octets) {
            self = Self.ofDER(body)
        } else {
            // A byte order mark of UTF-8 is no part of the first line, for the library neither.
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            self = Self.ofText(octets.dropFirst(octets.starts(with: mark) ? 3 : 0))
        }
    }
}

extension FoundContents: CustomStringConvertible {
    /// What it is, and what makes PEM of it.
    public var description: String {
        switch self {
        case .empty: "it is empty"
        case .certificateDER: "it is a certificate in DER; `openssl x509 -inform DER` makes PEM of it"
        case .keyDER: "it is a private key in DER; `openssl pkey -inform DER` makes PEM of it"
        case .pkcs7DER: "it is PKCS#7 in DER; `openssl pkcs7 -inform DER -print_certs` makes PEM of it"
        case .pkcs12: "it is PKCS#12; `openssl pkcs12 -nodes` makes PEM of it"
        case .otherDER: "it is DER of something else"
        case .utf16: "it is text in UTF-16; `iconv -f UTF-16 -t ASCII` makes PEM of it"
        case .openSSHPublicKey: "it is a public key of OpenSSH"
        case .block("PKCS7"), .block("CMS"):
            "it is PKCS#7; `openssl pkcs7 -print_certs` gets the certificates out of it"
        case .block("OPENSSH PRIVATE KEY"):
            "it is a key in OpenSSH's own format; `ssh-keygen -p -m PEM -f` makes PEM of it"
        case .block(let label): "its first block is \(label)"
        case .encryptedKey: "the key needs a pass phrase; `openssl pkey` takes it away"
        case .unknown: "it is neither PEM nor DER"
        }
    }
}

extension FoundContents {
    /// Whether the label is that of a private key which needs no pass phrase and is not OpenSSH's.
    var isPrivateKeyBlock: Bool {
        guard case .block(let label) = self else { return false }
        return ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY"].contains(label)
    }

    private static func isUTF16(_ octets: [UInt8]) -> Bool {
        // With its mark, or beginning with one octet of text and one of zeros.
        octets.starts(with: [0xFF, 0xFE]) || octets.starts(with: [0xFE, 0xFF])
            || octets.count > 1 && (octets[0] == 0) != (octets[1] == 0)
    }

    /// What a SEQUENCE that fills the octets holds (X.690 §8.9); nil if they are none.
    private static func sequence(_ octets: [UInt8]) -> ArraySlice<UInt8>? {
        guard octets.count > 1, octets[0] == 0x30 else { return nil }
        // Of indefinite length, as some tools write PKCS#7.
        if octets[1] == 0x80 { return octets[2...] }
        guard octets[1] > 0x80 else { return octets.count == 2 + Int(octets[1]) ? octets[2...] : nil }
        let count = Int(octets[1] & 0x7F)
        guard count <= 4, octets.count > 2 + count else { return nil }
        let length = octets[2..<2 + count].reduce(0) { $0 << 8 | Int($1) }
        return octets.count == 2 + count + length ? octets[(2 + count)...] : nil
    }

    private static func ofDER(_ body: ArraySlice<UInt8>) -> FoundContents {
        if body.starts(with: [0x02, 0x01, 0x03, 0x30]) { return .pkcs12 }  // version 3, AuthenticatedSafe
        // version 0 or 1, then n, an AlgorithmIdentifier or an elliptic curve's private value
        if body.starts(with: [0x02, 0x01, 0x00]) || body.starts(with: [0x02, 0x01, 0x01]) { return .keyDER }
        // 1.2.840.113549.1.7.2, signedData
        if body.starts(with: [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]) { return .pkcs7DER }
        // TBSCertificate, with version [0] of X.509v3 in it
        let marks: [UInt8] = [0xA0, 0x03, 0x02, 0x01, 0x02]
        let isCertificate = body.first == 0x30 && (2...5).contains { body.dropFirst($0).starts(with: marks) }
        return isCertificate ? .certificateDER : .otherDER
    }

    /// Line by line in the octets themselves: they may hold a key, of which no copy is made.
    private static func ofText(_ text: ArraySlice<UInt8>) -> FoundContents {
        let (begin, end) = (Array("-----BEGIN ".utf8), Array("-----".utf8))
        let lines = text.split { $0 == 0x0A || $0 == 0x0D }
        let first = lines.first { line in
            line.count >= begin.count + end.count && line.starts(with: begin)
                && line.suffix(end.count).elementsEqual(end)
        }
        guard let first else {
            let isOpenSSH = ["ssh-", "ecdsa-sha2-"].contains { text.starts(with: $0.utf8) }
            return isOpenSSH ? .openSSHPublicKey : .unknown
        }
        let label = String(decoding: first.dropFirst(begin.count).dropLast(end.count), as: UTF8.self)
        let isEncrypted =
            label == "ENCRYPTED PRIVATE KEY"
            || lines.contains { $0.starts(with: "Proc-Type: 4,ENCRYPTED".utf8) }
        return isEncrypted ? .encryptedKey : .block(label: label)
    }
}
