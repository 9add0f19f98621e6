internal import COpenSSL
internal import CryptoBackend

/// What libcrypto may use of this CPU, in the words of its architecture.
protocol LibraryCapabilities {
    /// As `OPENSSL_info` tells them; nil if it tells something else.
    init?(_ text: String)
    /// The features that it may use.
    var instructionSet: InstructionSet { get }
    /// The name of the code that it takes, after `openssl/`.
    func codePath(of primitive: Primitive) -> String
    /// The variables that let the library of a process that is about to begin use what this process's may, but for these features.
    static func environment(without features: Set<CPUFeature>) -> [String: String]
}

extension CapabilityVector: LibraryCapabilities {
    func codePath(of primitive: Primitive) -> String { OpenSSLCodePath(capabilities: self).name(of: primitive) }

    /// It is there even where nothing is taken away, in the place of what the user's own may say. Five words are read from 3.5 on,
    /// and the first two of them before: the mask is for whatever libcrypto a worker loads.
    static func environment(without features: Set<CPUFeature>) -> [String: String] {
        ["OPENSSL_ia32cap": mask(clearing: features, words: 5)]
    }
}

extension ARMCapabilities: LibraryCapabilities {
    func codePath(of primitive: Primitive) -> String { ARMCodePath(capabilities: self).name(of: primitive) }

    /// None where nothing is taken away: with the variable, even of its own word, libcrypto does not ask for the model of the
    /// processor.
    static func environment(without features: Set<CPUFeature>) -> [String: String] {
        guard let own = ARMCapabilities(LoadedCapabilities.setting),
            own.value(without: features) != own.value(without: [])
        else { return [:] }
        return ["OPENSSL_armcap": own.value(without: features)]
    }
}

/// Of the loaded library, after what the environment took away.
enum LoadedCapabilities {
    #if arch(arm64)
    typealias Native = ARMCapabilities
    #else
    typealias Native = CapabilityVector
    #endif

    static let effective = Native(setting)

    /// In the library's own words.
    static var setting: String {
        guard let text = unsafe OPENSSL_info(OPENSSL_INFO_CPU_SETTINGS) else { return "unknown" }
        return unsafe String(cString: text)
    }
}
