internal import CryptoBackend

/// Powers of a secret number by a secret exponent modulo a secret number, in the lengths for which a bignum may have code of
/// its own: primes of RSA-1024 to RSA-4096, and one more octet than RSA-4096 has.
enum ModulusChecks<Modulus: ModularArithmetic> {
    static func power() throws {
        for length in [64, 128, 192, 256, 513] {
            // What GMP lets into branches and addresses of a modulus: its highest limb and its lowest octet.
            let isGMP = Modulus.library.name == "gmp"
            let known: (Int) -> Bool = { isGMP && ($0 < 8 || $0 == length - 1) }
            let octets = [0xfe] + (2..<length).map { UInt8(truncatingIfNeeded: $0 &* 0x9d) } + [0x0b]
            let modulus = try Modulus(oddModulus: secret(octets, except: known))
            let base = secretOctets(length)
            let cube = try modulus.power(base, secretExponent: secret([0, 3]))
            let product = try modulus.multiply(base, modulus.multiply(base, base))
            try require(published(cube) == published(product))
            try require(published(try modulus.power(base, publicExponentVartime: 3)) == published(product))
        }
    }
}
