/// SHA-3 and SHAKE (FIPS 202 §6) over a state that the caller owns and wipes.
///
/// Leaks: only lengths.
@unsafe struct Sponge {
    private let state: UnsafeMutablePointer<UInt64>
    private let octets: UnsafeMutablePointer<UInt8>
    private let function: Function
    private let code: any KeccakCode.Type
    /// Where the next octet of the rate goes.
    private var position = 0

    /// What pads a message, and how much of the state takes part in input and output.
    struct Function {
        let rate: Int
        /// The domain's bits and the first bit of the padding (FIPS 202 §B.2).
        let suffix: UInt8

        static let sha3of256 = Function(rate: 136, suffix: 0x06)
        static let sha3of512 = Function(rate: 72, suffix: 0x06)
        static let shake128 = Function(rate: 168, suffix: 0x1F)
        static let shake256 = Function(rate: 136, suffix: 0x1F)
    }

    /// An empty message; `state` has ``Keccak/words`` words, whose contents are dropped.
    init(_ function: Function, _ state: UnsafeMutablePointer<UInt64>, _ tier: Dispatch.Lattice) {
        unsafe code = tier.keccak
        unsafe self.state = unsafe state
        unsafe octets = UnsafeMutableRawPointer(state).assumingMemoryBound(to: UInt8.self)
        unsafe self.function = function
        unsafe state.update(repeating: 0, count: Keccak.words)
    }

    /// Adds `count` octets to the message.
    mutating func absorb(_ message: UnsafePointer<UInt8>, _ count: Int) {
        var index = 0
        while index < count {
            // A word at once where one begins; the rate is a number of words.
            if unsafe position & 7 == 0 && count &- index >= 8 {
                unsafe state[position / 8] ^= UInt64(
                    littleEndian: UnsafeRawPointer(message + index).loadUnaligned(as: UInt64.self)
                )
                unsafe position &+= 8
                index &+= 8
            } else {
                unsafe octets[position] ^= message[index]
                unsafe position &+= 1
                index &+= 1
            }
            if unsafe position == function.rate {
                unsafe code.permute(state)
                unsafe position = 0
            }
        }
    }

    /// Ends the message and takes up to a rate of output.
    mutating func finish(into output: UnsafeMutablePointer<UInt8>, _ count: Int) {
        unsafe octets[position] ^= function.suffix
        unsafe octets[function.rate &- 1] ^= 0x80
        unsafe code.permute(state)
        unsafe output.update(from: octets, count: count)
    }
}
