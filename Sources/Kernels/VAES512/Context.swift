internal import AESCLMULKernel

/// What one AES-GCM key becomes: `octetCount` octets that the owner allocates, aligned to 64, and wipes.
///
/// The round keys are where every tier over AES-NI has them (`GCMContext`); then come the powers of H and their folded halves.
public enum VAES512Context {
    /// The size of the whole context in octets.
    public static let octetCount = foldedOffset + powersLength

    /// The size of ``VAES512/setUpFirstRounds(_:_:)``'s table in octets: as much as the data that 256 counters encrypt.
    public static let firstRoundsCount = 4096

    /// The highest power of H that is kept: for 32 blocks of a tail, the additional data before them and the lengths after
    /// them, in whole registers.
    static let powerCount = 36
    /// Where the powers are: H^36 first, H¹ last, 16 octets each, then zeros that end a register.
    static let powersOffset = 512
    /// Where the folded powers are: high half + low half of each power, in both halves, in the same order.
    static let foldedOffset = powersOffset + powersLength

    private static let powersLength = (powerCount + 4) * 16
}
