/// K-PKE of FIPS 203 §5 with the parameters of ML-KEM-768, in memory of the caller's, who wipes it.
///
/// Leaks: nothing but the seed ρ of the matrix, which is public.
@unsafe struct KPKE {
    private let memory: UnsafeMutablePointer<UInt64>
    private let tier: Dispatch.Lattice
    private let batch: KeccakBatch
    /// For polynomials.
    let code: any LatticeCode.Type
    /// What an XOF gave last.
    private let output: UnsafeMutablePointer<UInt8>
    /// Four, of which nothing is kept from one function to the next.
    let polynomials: UnsafeMutablePointer<Int16>

    /// - Parameter memory: ``MLKEM768/words`` words, beginning on a cache line.
    init(_ memory: UnsafeMutablePointer<UInt64>, _ tier: Dispatch.Lattice) {
        unsafe self.memory = unsafe memory
        unsafe self.tier = tier
        unsafe batch = KeccakBatch(memory, tier)
        unsafe code = tier.code
        unsafe output = UnsafeMutableRawPointer(memory + MLKEM768.outputBegins).assumingMemoryBound(to: UInt8.self)
        unsafe polynomials = UnsafeMutableRawPointer(memory + MLKEM768.polynomialsBegin).assumingMemoryBound(
            to: Int16.self
        )
    }

    /// An empty message, in the memory of the batch, which must not be in use.
    func sponge(_ function: Sponge.Function) -> Sponge { unsafe Sponge(function, memory, tier) }

    /// Â, three rows of three polynomials from 0 to q − 1; and PRF₂(σ, 0) to PRF₂(σ, 2), by the instances of the batch that the
    /// ninth entry leaves free.
    func expand(
        _ rho: UnsafePointer<UInt8>,
        into matrix: UnsafeMutablePointer<Int16>,
        _ sigma: UnsafePointer<UInt8>,
        _ noise: UnsafeMutablePointer<Int16>
    ) {
        for first in stride(from: 0, to: 9, by: 4) {
            let entries = min(4, 9 &- first)
            for instance in 0..<4 {
                let entry = first &+ instance
                if instance < entries {
                    // ρ ‖ j ‖ i for row i and column j.
                    let last = UInt64(entry % 3 | (entry / 3) &<< 8)
                    unsafe batch.begin(instance, .shake128, rho, last: last, octets: 2)
                } else {
                    unsafe batch.begin(instance, .shake256, sigma, last: UInt64(instance &- entries), octets: 1)
                }
            }
            unsafe sample(entries, matrix + first &* Polynomial.count) {
                for instance in entries..<4 {
                    unsafe batch.read(instance, into: output, words: 16)
                    unsafe code.sampleCentredBinomial(
                        output,
                        into: noise + (instance &- entries) &* Polynomial.count
                    )
                }
            }
        }
    }

    /// - Parameter afterFirst: what to do with the other instances after one permutation.
    private func sample(_ entries: Int, _ matrix: UnsafeMutablePointer<Int16>, afterFirst: () -> Void) {
        var found = [4 of Int](repeating: 0)
        var isFirst = true
        var isDone = false
        while !isDone {
            unsafe batch.permute()
            if isFirst { afterFirst() }
            isFirst = false
            isDone = true
            for instance in 0..<entries where found[instance] < Polynomial.count {
                unsafe batch.read(instance, into: output, words: 21)
                found[instance] = unsafe code.sampleVartime(
                    output,
                    168,
                    into: matrix + instance &* Polynomial.count,
                    from: found[instance]
                )
                isDone = isDone && found[instance] == Polynomial.count
            }
        }
        for instance in 0..<entries { unsafe code.arrange(matrix + instance &* Polynomial.count) }
    }

    /// Up to four polynomials of PRF₂(σ, N), from N = `counter` on.
    func sampleNoise(_ sigma: UnsafePointer<UInt8>, counter: Int, count: Int, into noise: UnsafeMutablePointer<Int16>) {
        for instance in 0..<4 {
            unsafe batch.begin(instance, .shake256, sigma, last: UInt64(counter &+ instance), octets: 1)
        }
        unsafe batch.permute()
        for instance in 0..<count {
            unsafe batch.read(instance, into: output, words: 16)
            unsafe code.sampleCentredBinomial(output, into: noise + instance &* Polynomial.count)
        }
    }

    /// K-PKE.KeyGen from ρ and σ (Algorithm 13): Â, ŝ, and t̂ between −q/2 and q/2.
    func generate(
        _ rho: UnsafePointer<UInt8>,
        _ sigma: UnsafePointer<UInt8>,
        matrix: UnsafeMutablePointer<Int16>,
        secret: UnsafeMutablePointer<Int16>,
        public result: UnsafeMutablePointer<Int16>
    ) {
        let error = unsafe polynomials
        unsafe expand(rho, into: matrix, sigma, secret)
        unsafe sampleNoise(sigma, counter: 3, count: 3, into: error)
        for row in 0..<MLKEM768.rank {
            unsafe code.transform(secret + row &* Polynomial.count)
            unsafe code.transform(error + row &* Polynomial.count)
        }
        for row in 0..<MLKEM768.rank {
            let (sum, addend) = unsafe (result + row &* Polynomial.count, error + row &* Polynomial.count)
            unsafe code.multiply(matrix + row &* MLKEM768.vector, stride: Polynomial.count, secret, into: sum)
            unsafe code.addWithoutFactor(addend, to: sum)
        }
    }

    /// K-PKE.Encrypt (Algorithm 14) but for the making of Â.
    ///
    /// - Parameters:
    ///   - coins: seven polynomials, which are used up.
    ///   - key: t̂.
    ///   - message: 32 octets.
    func encrypt(
        _ message: UnsafePointer<UInt8>,
        matrix: UnsafePointer<Int16>,
        key: UnsafePointer<Int16>,
        coins: UnsafeMutablePointer<Int16>,
        into ciphertext: UnsafeMutablePointer<UInt8>
    ) {
        let sum = unsafe polynomials
        for row in 0..<MLKEM768.rank { unsafe code.transform(coins + row &* Polynomial.count) }
        for row in 0..<MLKEM768.rank {
            // Row i of the transposed matrix is its column i.
            let column = unsafe matrix + row &* Polynomial.count
            unsafe code.multiply(column, stride: MLKEM768.vector, coins, into: sum)
            unsafe code.inverseTransform(sum)
            unsafe code.add(coins + (3 &+ row) &* Polynomial.count, to: sum)
            unsafe code.compressTo10Bits(sum, into: ciphertext + 320 &* row)
        }
        unsafe code.multiply(key, stride: Polynomial.count, coins, into: sum)
        unsafe code.inverseTransform(sum)
        unsafe code.add(coins + 6 &* Polynomial.count, to: sum)
        unsafe code.addDecompressedBits(message, to: sum)
        unsafe code.compressTo4Bits(sum, into: ciphertext + 960)
    }

    /// K-PKE.Decrypt (Algorithm 15): 32 octets.
    func decrypt(
        _ ciphertext: UnsafePointer<UInt8>,
        secret: UnsafePointer<Int16>,
        into message: UnsafeMutablePointer<UInt8>
    ) {
        let (sum, vector) = unsafe (polynomials, polynomials + Polynomial.count)
        for row in 0..<MLKEM768.rank {
            let place = unsafe vector + row &* Polynomial.count
            unsafe code.decompressFrom10Bits(ciphertext + 320 &* row, into: place)
            unsafe code.transform(place)
        }
        unsafe code.multiply(secret, stride: Polynomial.count, vector, into: sum)
        unsafe code.inverseTransform(sum)
        unsafe code.decompressFrom4Bits(ciphertext + 960, into: vector)
        unsafe code.subtract(sum, from: vector)
        unsafe code.compressToBits(sum, into: message)
    }
}
