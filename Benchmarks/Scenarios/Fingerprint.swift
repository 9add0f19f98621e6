/// Eight octets for many, to compare what two builds have moved: FNV-1a of 64 bits (Fowler, Noll and Vo), which is no
/// cryptographic hash and needs no backend.
func fingerprint(_ octets: [UInt8]) -> [UInt8] {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for octet in octets { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3 }
    return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (56 - 8 * $0)) }
}
