/// SHA-3 and SHAKE (FIPS 202 §6) over a state that the caller owns and wipes.
///
/// Leaks: only lengths.
@unsafe struct Sponge {
    private let state: UnsafeMutablePointer<UInt64>
    private let octets: UnsafeMutablePointer<UInt8>
    private let function: Function
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
    init(_ function: Function, _ state: UnsafeMutablePointer<UInt64>) {
        unsafe self.state = unsafe state
        unsafe octets = UnsafeMutableRawPointer(state).assumingMemoryBound(to: UInt8.self)
        unsafe self.function = function
        unsafe state.update(repeating: 0, count: Keccak.words)
    }

    /// Adds `count` octets to the message.
    mutating func absorb(_ message: UnsafePointer<UInt8>, _ count: Int) {
        for index in 0..<count {
            unsafe octets[position] ^= message[index]
            unsafe position &+= 1
            if unsafe position == function.rate {
                unsafe Keccak.permute(state)
                unsafe position = 0
            }
        }
    }

    /// Ends the message and takes up to a rate of output.
    mutating func finish(into output: UnsafeMutablePointer<UInt8>, _ count: Int) {
        unsafe octets[position] ^= function.suffix
        unsafe octets[function.rate &- 1] ^= 0x80
        unsafe Keccak.permute(state)
        unsafe output.update(from: octets, count: count)
    }
}
