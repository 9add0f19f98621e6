internal import CIntrinsics

/// SHA-512's compression function on AVX-512's rotations and functions of three words, with BMI2's rotations beside them. Never to be
/// reached on a CPU without them.
public enum AVX512SHA512 {
    /// Compresses `count` blocks of 128 octets into `state`, eight words in the order a to h (FIPS 180-4 §6.4.2).
    ///
    /// - Parameter constants: K₀ … K₇₉ (FIPS 180-4 §4.2.3).
    ///
    /// Leaks: only `count`.
    public static func compress(
        _ state: UnsafeMutablePointer<UInt64>,
        _ blocks: UnsafeRawPointer,
        count: Int,
        constants: UnsafePointer<UInt64>
    ) {
        // W_t + K_t of sixteen rounds, of which each four make room for those sixteen rounds later.
        var ring = [16 of UInt64](repeating: 0)
        unsafe withUnsafeMutableBytes(of: &ring) { memory in
            let ring = unsafe memory.baseAddress.unsafelyUnwrapped
            let keyed = unsafe UnsafePointer(ring.assumingMemoryBound(to: UInt64.self))
            var block = unsafe blocks
            for _ in 0..<count {
                var schedule = unsafe Schedule(block)
                var keys = unsafe UnsafeRawPointer(constants)
                let lastKeys = unsafe keys + 512
                unsafe schedule.store(to: ring, adding: keys)
                var variables = unsafe WorkingVariables(state)
                while unsafe keys != lastKeys {
                    unsafe keys += 128
                    unsafe variables.fourRounds(keyed)
                    unsafe schedule.extend(to: ring, adding: keys)
                    unsafe variables.fourRounds(keyed + 4)
                    unsafe schedule.extend(to: ring + 32, adding: keys + 32)
                    unsafe variables.fourRounds(keyed + 8)
                    unsafe schedule.extend(to: ring + 64, adding: keys + 64)
                    unsafe variables.fourRounds(keyed + 12)
                    unsafe schedule.extend(to: ring + 96, adding: keys + 96)
                }
                unsafe variables.fourRounds(keyed)
                unsafe variables.fourRounds(keyed + 4)
                unsafe variables.fourRounds(keyed + 8)
                unsafe variables.fourRounds(keyed + 12)
                unsafe variables.add(to: state)
                unsafe block += 128
            }
        }
    }
}
