internal import CIntrinsics

/// SHA-256's compression function on the SHA extensions (with SSSE3 and SSE4.1). Never to be reached on a CPU without them.
public enum SHANI {
    /// Compresses `count` blocks of 64 octets into `state`: the words a to h (FIPS 180-4 §6.2.2), each in the lower half of
    /// 64 bits.
    ///
    /// - Parameter constants: K₀ … K₆₃ (FIPS 180-4 §4.2.2).
    ///
    /// Leaks: only `count`.
    public static func compress(
        _ state: UnsafeMutablePointer<UInt64>,
        _ blocks: UnsafeRawPointer,
        count: Int,
        constants: UnsafePointer<UInt32>
    ) {
        var value = unsafe HashValue(state)
        var block = unsafe blocks
        for _ in 0..<count {
            let before = value
            var schedule = unsafe Schedule(block)
            var keys = unsafe constants
            let lastKeys = unsafe constants + 48
            while unsafe keys != lastKeys {
                unsafe value.fourRounds(schedule.next(), keys)
                unsafe value.fourRounds(schedule.next(), keys + 4)
                unsafe value.fourRounds(schedule.next(), keys + 8)
                unsafe value.fourRounds(schedule.next(), keys + 12)
                unsafe keys += 16
            }
            unsafe value.fourRounds(schedule.w0, keys)
            unsafe value.fourRounds(schedule.w1, keys + 4)
            unsafe value.fourRounds(schedule.w2, keys + 8)
            unsafe value.fourRounds(schedule.w3, keys + 12)
            value.add(before)
            unsafe block += 64
        }
        unsafe value.store(to: state)
    }

    /// Compresses a block into each of two states, in little more than the time of one: two rounds take four cycles, and the next
    /// two of another message can begin after two.
    ///
    /// Leaks: nothing.
    public static func compress(
        _ first: UnsafeMutablePointer<UInt64>,
        _ firstBlock: UnsafeRawPointer,
        _ second: UnsafeMutablePointer<UInt64>,
        _ secondBlock: UnsafeRawPointer,
        constants: UnsafePointer<UInt32>
    ) {
        var one = unsafe HashValue(first)
        var other = unsafe HashValue(second)
        var schedule = unsafe Schedule(firstBlock)
        var otherSchedule = unsafe Schedule(secondBlock)
        var keys = unsafe constants
        let lastKeys = unsafe constants + 48
        while unsafe keys != lastKeys {
            unsafe one.fourRounds(schedule.next(), keys)
            unsafe other.fourRounds(otherSchedule.next(), keys)
            unsafe one.fourRounds(schedule.next(), keys + 4)
            unsafe other.fourRounds(otherSchedule.next(), keys + 4)
            unsafe one.fourRounds(schedule.next(), keys + 8)
            unsafe other.fourRounds(otherSchedule.next(), keys + 8)
            unsafe one.fourRounds(schedule.next(), keys + 12)
            unsafe other.fourRounds(otherSchedule.next(), keys + 12)
            unsafe keys += 16
        }
        unsafe one.fourRounds(schedule.w0, keys)
        unsafe other.fourRounds(otherSchedule.w0, keys)
        unsafe one.fourRounds(schedule.w1, keys + 4)
        unsafe other.fourRounds(otherSchedule.w1, keys + 4)
        unsafe one.fourRounds(schedule.w2, keys + 8)
        unsafe other.fourRounds(otherSchedule.w2, keys + 8)
        unsafe one.fourRounds(schedule.w3, keys + 12)
        unsafe other.fourRounds(otherSchedule.w3, keys + 12)
        unsafe one.add(HashValue(first))
        unsafe other.add(HashValue(second))
        unsafe one.store(to: first)
        unsafe other.store(to: second)
    }
}
