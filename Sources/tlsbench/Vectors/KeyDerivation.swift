/// One handshake's secrets: premaster secret to master secret (RFC 5246 §8.1, RFC 7627 §4), master secret to key block (§6.3).
struct KeyDerivation {
    let hash: String
    let premaster: HexOctets
    let label: String
    /// Both hello randoms, or the session hash.
    let seed: HexOctets
    let master: HexOctets
    let serverRandom, clientRandom: HexOctets
    let keyBlock: HexOctets

    static let masterSecret = "master secret"
    static let extendedMasterSecret = "extended master secret"

    /// The second begins with the master secret that is expected, so that each stands for itself.
    var steps: [VectorCase.Step] {
        let randoms = HexOctets(serverRandom.octets + clientRandom.octets)
        return .prf(hash, secret: premaster, label: label, seed: seed, master)
            + .prf(hash, secret: master, label: "key expansion", seed: randoms, keyBlock)
    }
}
