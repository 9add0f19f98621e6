import CryptoBackend
import SwiftCore
import VectorSupport

/// An RSA key that everybody may know.
struct RSATestKey: Sendable {
    var modulus: [UInt8]
    var publicExponent: UInt64
    var privateExponent: [UInt8]
    var prime1: [UInt8]
    var prime2: [UInt8]
    var exponent1: [UInt8]
    var exponent2: [UInt8]
    var coefficient: [UInt8]

    var publicComponents: RSAPublicComponents { RSAPublicComponents(modulus: modulus, exponent: publicExponent) }

    var components: RSAPrivateComponents {
        RSAPrivateComponents(
            publicComponents: publicComponents,
            privateExponent: SecretBytes(privateExponent),
            prime1: SecretBytes(prime1),
            prime2: SecretBytes(prime2),
            exponent1: SecretBytes(exponent1),
            exponent2: SecretBytes(exponent2),
            coefficient: SecretBytes(coefficient)
        )
    }

    /// RSAEP of an encoded message of the tests' own making.
    func encrypt(encoded: [UInt8]) throws -> [UInt8] {
        let modulus = try MontgomeryModulus(oddModulus: SecretBytes(publicComponents.modulus))
        return try modulus.power(SecretBytes(encoded), publicExponentVartime: publicExponent).octets
    }
}

extension RSATestKey {
    /// RSA Laboratories, "Test vectors for RSA PKCS#1 v1.5 Encryption", example 1: 1024 bits.
    static let example1 = RSATestKey(
        modulus: [UInt8](
            hex: """
                a8b3b284af8eb50b387034a860f146c4919f318763cd6c5598c8ae4811a1e0abc4c7e0b082d693a5e7fced675cf46685
                12772c0cbc64a742c6c630f533c8cc72f62ae833c40bf25842e984bb78bdbf97c0107d55bdb662f5c4e0fab9845cb514
                8ef7392dd3aaff93ae1e6b667bb3d4247616d4f5ba10d4cfd226de88d39f16fb
                """
        ),
        publicExponent: 65537,
        privateExponent: [UInt8](
            hex: """
                53339cfdb79fc8466a655c7316aca85c55fd8f6dd898fdaf119517ef4f52e8fd8e258df93fee180fa0e4ab29693cd83b
                152a553d4ac4d1812b8b9fa5af0e7f55fe7304df41570926f3311f15c4d65a732c483116ee3d3d2d0af3549ad9bf7cbf
                b78ad884f84d5beb04724dc7369b31def37d0cf539e9cfcdd3de653729ead5d1
                """
        ),
        prime1: [UInt8](
            hex: """
                d32737e7267ffe1341b2d5c0d150a81b586fb3132bed2f8d5262864a9cb9f30af38be448598d413a172efb802c21acf1
                c11c520c2f26a471dcad212eac7ca39d
                """
        ),
        prime2: [UInt8](
            hex: """
                cc8853d1d54da630fac004f471f281c7b8982d8224a490edbeb33d3e3d5cc93c4765703d1dd791642f1f116a0dd852be
                2419b2af72bfe9a030e860b0288b5d77
                """
        ),
        exponent1: [UInt8](
            hex: """
                0e12bf1718e9cef5599ba1c3882fe8046a90874eefce8f2ccc20e4f2741fb0a33a3848aec9c9305fbecbd2d76819967d
                4671acc6431e4037968db37878e695c1
                """
        ),
        exponent2: [UInt8](
            hex: """
                95297b0f95a2fa67d00707d609dfd4fc05c89dafc2ef6d6ea55bec771ea333734d9251e79082ecda866efef13c459e1a
                631386b7e354c899f5f112ca85d71583
                """
        ),
        coefficient: [UInt8](
            hex: """
                4f456c502493bdc0ed2ab756a3a6ed4d67352a697d4216e93212b127a63d5411ce6fa98d5dbefd73263e372814274381
                8166ed7dd63687dd2a8ca1d2f4fbd8e1
                """
        )
    )

    /// Made for these tests: a modulus of 1025 bits whose primes have 600 and 425, and 3 as its exponent.
    static let unbalanced = RSATestKey(
        modulus: [UInt8](
            hex: """
                01a0e1d2367de62d90f01ba1316ca3f7c502ef4f434d074682c8cce36c2ef6617dde38b15ca7f31b3db291f24344a369
                ecca1ba06b52f287ae6d7888625117b256db23f0db256f677e525b3dbd4221e1abddc02fa5ed4f4d7982a859df7b7fe5
                05f9c84b9bdab4071cda8096e3237982bb986f79171c904cbca4622c8c30207c21
                """
        ),
        publicExponent: 3,
        privateExponent: [UInt8](
            hex: """
                0115ebe179a9441e60a0126b76486d4fd8ac9f8a2cde04d9ac85ddecf2c9f99653e97b20e86ff7677e770bf6d783179b
                f33167c0478c0c4c5abebd9f3315aae6632bacc87991bc969a8969687f72a44a26f09c1e5c39f74508ccfa8dc7833795
                ac0cc2bc02f66f9313ab9e1eb34a0feb1d401adc86dc1e4b5971e89c351bba9863
                """
        ),
        prime1: [UInt8](
            hex: """
                e015264f5c1995b09758c219a0c424cad48596843d1f21d3577e645e248e83bb7cec2bea67eb5205f3225b0e40612b95
                743242995e9d51b8ecc0653dd12cf8270b7635ded85b5ef20c6ebb
                """
        ),
        prime2: [UInt8](
            hex: """
                01dc42d3f40d16b17397dadf79c064c899e230b96228d863d06bd398783cbfb4cb847b74e1aa7a760154ab5765809aac
                e6dd947c28d3
                """
        ),
        exponent1: [UInt8](
            hex: """
                95636edf92bbb92064e5d6bbc082c331e303b9ad7e14c1378fa9983ec309ad27a89d729c45478c03f76c3cb42aeb7263
                a2cc2c663f138bd09dd598d3e0c8a56f5cf9793f3ae794a15d9f27
                """
        ),
        exponent2: [UInt8](
            hex: """
                013d81e2a2b364764d0fe73fa68043306696cb26417090428af28d1050287fcddd02fcf89671a6f95638723a43ab11c8
                99e90da81b37
                """
        ),
        coefficient: [UInt8](
            hex: """
                2a2d90bfbbd3598b1930951f53c853a65e2903cbf5fdc598f1bce07ebffe85ccc295924b4d2cd8b32cf2904610a002a1
                5defb986d028e19561bff8c7f861b49fb0e697d2bceb18346e87ea
                """
        )
    )
}
