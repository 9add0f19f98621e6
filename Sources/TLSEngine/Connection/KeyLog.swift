internal import CryptoBackend

/// A line of the NSS key log: with it, everything that the secret protects can be read.
func keyLogLine(_ label: StaticString, clientRandom: [UInt8], _ secret: borrowing SecretBytes) -> String {
    "\(label) \(hexadecimal(clientRandom)) "
        + secret.withBytes { octets in hexadecimal(octets.indices.map { octets[$0] }) }
}

private func hexadecimal(_ octets: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: octets.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
