public import CryptoBackend

/// A key pair, an encapsulation under it, and what altered ciphertexts give; octets are hexadecimal digits.
public struct KEMKnownAnswer: Sendable {
    /// The mechanism.
    public let algorithm: KEMAlgorithm
    let source: String
    /// d, then z.
    public let seed: String
    /// SHA-256 of the encapsulation key.
    let digestOfKey: String
    /// m.
    let randomness: String
    /// The encapsulation of m under the key.
    public let ciphertext: String
    /// What is encapsulated.
    public let secret: String
    /// With the lowest bit of the first octet of the ciphertext turned over: SHAKE256(z ‖ c), by CPython's `hashlib`.
    let secretOfFirstAltered: String
    /// With the highest bit of the last one turned over.
    let secretOfLastAltered: String

    /// One for each mechanism at least.
    public static let all = [
        KEMKnownAnswer(
            algorithm: .mlkem768,
            source: "Wycheproof, mlkem_768_encaps_test.json, test 14",
            seed: """
                7c9935a0b07694aa0c6d10e4db6b1add2fd81a25ccb148032dcd739936737f2d8626ed79d451140800e03b59b956f821
                0e556067407d13dc90fa9e8b872bfb8f
                """,
            digestOfKey: "86adbca81f4fee893e2fb58fb98aa2fe188f501fed268d7f4056f8c05c4e53c4",
            randomness: "147c03f7a5bebba406c8fae1874d7f13c80efe79a3a9a874cc09fe76f6997615",
            ciphertext: """
                c8391085b8d3ea9794212541b2914f08964d33521d3f67ad66096ebfb1f706424b49558f755b5625bae236f2e0079601
                c766f7d960808f7e2bb0c7a5e066ed346de628f8c57eebabbb0c22d911548463693ef3ce52a53f7ff415f00e657ae1c5
                a48fa5ec6e4be5cf462daffc84d2f6d5ff55dc9bbe8bb0d725ec64fd4cd4bd8dba0a844e8b5ce4b6a28934d7f7a05099
                1fe185b506b451dabfad52d52cb2114ca7d9a5cf986c8fdc1bc10ec0c1869e50c03c55a76192a1049aca636ba9020bda
                a8d0f58c763b0b89845ca06d4c4ddc21433e16b9c62e44871fdbc05ba218af871fdd7dcfa464e60faa5265264ce1391b
                d9a8c5faa7626d5f159b9805b975710a3503a0b858a11c6a647cc0e19ac88b1be9056c95b4d2087d0951d1d2f4992491
                117e6347794ba54571ec49bba71af3413d38a30bf5872248d1f6d07c86baf782e73d2637f043d341a00921857d8b21dd
                f3e1d6310036ed27af49e5de1b900fe4de79808ff29f9570859612b15adc01fbb265b305b1e3a12ae419da5b74261fa2
                84c101da3d8dca8b2e4521aca571ef44a058e844ff32b16d5aaea05f7f3af8e2ab16222e347662eddfb891d0ecc2a55c
                5638f9dde92d9a3d544a5f901ac501acd1ea6a010201fcb10ad702c425a94bdf5890d500a2a147eee1d1fcba8c3abe7c
                2dfe70f346f033d816a0b2791b4f0b2d956d9ee5971715399a5688302495e2e07c1c8c01527184bcd0c208bc159f2e13
                318c0bb3dd24a6a7fc849f83385ed4dba07fe1d7bd5640cc9ed5ccfdd68763cb0d0edf61b292177fc1d2d3c11dd04950
                56bcb12558aebcfddef9feb4aebc57afd9023c65cfe65a24e33f1b00111e92e63e011eaf0b212cf95743cd07f5189ece
                1f205b7f6fcb2e6b1961b5404cebe47c8cd13b8599d5b49e6d87eeda36e9b8fc4c00635896aa2b75896e336d1b612ee1
                3db811e1f07e61748d920f4865f3f11741399dc6162c91ca168a02329dff821d58198712dd558abb099b3a0baf9da1b7
                30b2aa73bcf58d74f357b06f7211c804b6c8af16ff3509fad1d35b14bfdced7db8a6a25c48e5956480724daa057cd660
                b67ee3e472574182679d485838a6476eac02141075c812af7967ba7c9185cc2abd2a4545b80f3d3104d58d654a57792d
                cfabbe9c0715e8de2ef81ef404c8168fd7a43efab3d448e686a088efd26a26159948926723d7eccc39e3c1b719cf8bec
                b7be7e964f22cd8cb1b7e25e800ea97d60a64cc0bbd9cb407a3ab9f88f5e29169eeafd4e0322fde6590ae093ce8feeae
                98b622caa7556ff426c9e7a404ce69355830a7a67767a76c7d9a97b84bfcf50a02f75c235d2f9c671138049ffc7c8055
                926c03eb3fb87f9695185a42eca9a41655873d30a6b3bf428b246223484a8ff61ee3eeafff10e99c2c13a76284d063e5
                6ab711a35a85b5383df81da23490f66e8ea3fcba067f5530c6541c2b8f74717c35023e7b9b3956c3ee2ff84ba03ccf4b
                4b5321b9240895481bc6d63c1693c1847852f8e97f50a133532ac3ee1e52d464
                """,
            secret: "e7184a0975ee3470878d2d159ec83129c8aec253d4ee17b4810311d198cd0368",
            secretOfFirstAltered: "d8f24fa38430a171f93f27d46c52e0bc636d0a1fd5b9571951afbf1ad0b895a5",
            secretOfLastAltered: "b3ea1c56e00d0e4d743663eaaa08be899752fb5c7d0645a7c15cb6d62f4d7501"
        )
    ]
}
