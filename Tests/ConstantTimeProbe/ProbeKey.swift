internal import CryptoBackend

/// RSA Laboratories, "Test vectors for RSA PKCS#1 v1.5 Encryption", example 1: 1024 bits, which are enough to follow.
enum ProbeKey {
    static let publicComponents = RSAPublicComponents(modulus: modulus, exponent: 65537)
    static let privateExponent = octets(
        """
        53339cfdb79fc8466a655c7316aca85c55fd8f6dd898fdaf119517ef4f52e8fd8e258df93fee180fa0e4ab29693cd83b
        152a553d4ac4d1812b8b9fa5af0e7f55fe7304df41570926f3311f15c4d65a732c483116ee3d3d2d0af3549ad9bf7cbf
        b78ad884f84d5beb04724dc7369b31def37d0cf539e9cfcdd3de653729ead5d1
        """
    )
    static let prime1 = octets(
        """
        d32737e7267ffe1341b2d5c0d150a81b586fb3132bed2f8d5262864a9cb9f30af38be448598d413a172efb802c21acf1
        c11c520c2f26a471dcad212eac7ca39d
        """
    )
    static let prime2 = octets(
        """
        cc8853d1d54da630fac004f471f281c7b8982d8224a490edbeb33d3e3d5cc93c4765703d1dd791642f1f116a0dd852be
        2419b2af72bfe9a030e860b0288b5d77
        """
    )
    static let exponent1 = octets(
        """
        0e12bf1718e9cef5599ba1c3882fe8046a90874eefce8f2ccc20e4f2741fb0a33a3848aec9c9305fbecbd2d76819967d
        4671acc6431e4037968db37878e695c1
        """
    )
    static let exponent2 = octets(
        """
        95297b0f95a2fa67d00707d609dfd4fc05c89dafc2ef6d6ea55bec771ea333734d9251e79082ecda866efef13c459e1a
        631386b7e354c899f5f112ca85d71583
        """
    )
    static let coefficient = octets(
        """
        4f456c502493bdc0ed2ab756a3a6ed4d67352a697d4216e93212b127a63d5411ce6fa98d5dbefd73263e372814274381
        8166ed7dd63687dd2a8ca1d2f4fbd8e1
        """
    )
    private static let modulus = octets(
        """
        a8b3b284af8eb50b387034a860f146c4919f318763cd6c5598c8ae4811a1e0abc4c7e0b082d693a5e7fced675cf46685
        12772c0cbc64a742c6c630f533c8cc72f62ae833c40bf25842e984bb78bdbf97c0107d55bdb662f5c4e0fab9845cb514
        8ef7392dd3aaff93ae1e6b667bb3d4247616d4f5ba10d4cfd226de88d39f16fb
        """
    )

    private static func octets(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
