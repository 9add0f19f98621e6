#if TLSBENCH_KERNELS
internal import AVX2MLKEMKernel
internal import AVX512KeccakKernel

extension AVX2MLKEM: LatticeCode, KeccakCode {
    static func transform(_ f: UnsafeMutablePointer<Int16>) {
        unsafe transform(f, constants: factors.pointer)
    }

    static func inverseTransform(_ f: UnsafeMutablePointer<Int16>) {
        unsafe inverseTransform(f, constants: factors.pointer)
    }

    static func multiply(
        _ left: UnsafePointer<Int16>,
        stride: Int,
        _ right: UnsafePointer<Int16>,
        into result: UnsafeMutablePointer<Int16>
    ) {
        unsafe multiply(left, stride: stride, right, into: result, constants: factors.pointer)
    }

    /// AVX2 has nothing for a single state: its rotations are three instructions.
    static func permute(_ state: UnsafeMutablePointer<UInt64>) { unsafe Keccak.permute(state) }

    static func permute(four states: UnsafeMutablePointer<UInt64>) {
        unsafe permute(states, roundConstants: roundConstants.pointer)
    }

    static func sampleVartime(
        _ octets: UnsafePointer<UInt8>,
        _ length: Int,
        into f: UnsafeMutablePointer<Int16>,
        from found: Int
    ) -> Int {
        var (found, place) = (found, 0)
        unsafe sampleVartime(octets, length, &place, into: f, &found, constants: factors.pointer)
        // What is left of the octets, and where fewer than eight numbers are missing.
        return unsafe Polynomial.sampleVartime(octets + place, length &- place, into: f, from: found)
    }
}

extension AVX512Keccak: KeccakCode {
    static func permute(_ state: UnsafeMutablePointer<UInt64>) {
        unsafe permute(one: state, roundConstants: roundConstants.pointer)
    }

    static func permute(four states: UnsafeMutablePointer<UInt64>) {
        unsafe permute(states, roundConstants: roundConstants.pointer)
    }
}

extension Dispatch.Lattice {
    /// The tier's code for polynomials.
    var code: any LatticeCode.Type { self == .portable ? Polynomial.self : AVX2MLKEM.self }

    /// The tier's code for Keccak.
    var keccak: any KeccakCode.Type {
        switch self {
        case .portable: Keccak.self
        case .avx2: AVX2MLKEM.self
        case .avx512: AVX512Keccak.self
        }
    }
}

private let factors = unsafe ConstantTable<Int16>(count: AVX2MLKEM.constantCount) { memory in
    let zetas = Polynomial.zetas
    unsafe zetas.span.withUnsafeBufferPointer { zetas in
        guard let zetas = zetas.baseAddress else { preconditionFailure("128 numbers") }
        unsafe AVX2MLKEM.prepare(memory, zetas: zetas)
    }
}

private let roundConstants = unsafe ConstantTable<UInt64>(count: 24) { memory in
    for round in 0..<24 { unsafe (memory + round).initialize(to: Keccak.roundConstants[round]) }
}
#else
extension Dispatch.Lattice {
    /// There are no kernels in this build.
    var code: any LatticeCode.Type { Polynomial.self }

    /// There are no kernels in this build.
    var keccak: any KeccakCode.Type { Keccak.self }
}
#endif
