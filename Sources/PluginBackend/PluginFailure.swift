internal import CPlugin

/// Why a plug-in was not loaded. Each reason begins with the function that it is about and ends with what to do.
public enum PluginFailure: Error, Hashable, Sendable {
    /// In the dynamic linker's words.
    case unloadable(String)
    /// The file does not export the one function that it must.
    case noEntry
    /// `tlsbench_plugin` returned NULL.
    case declined
    /// A table of another version of the interface.
    case otherVersion(UInt32)
    /// A table of so many octets, which end before what every plug-in must have.
    case tooShort(Int)
    /// A function that every plug-in must have, or one of a kind of which another is there.
    case absent(String, because: String)
    /// A text that is missing or has other characters than results may have: `library`, `library_version`.
    case badText(String)
    /// Lengths of RSA that cannot be meant.
    case badRSALengths(minimum: UInt32, maximum: UInt32, exponent: UInt32)
    /// `set_up` returned an error.
    case setUp(String)
    /// SHA-256 is not among its hashes.
    case noSHA256
}

extension PluginFailure: CustomStringConvertible {
    /// One line, without the plug-in's name.
    public var description: String {
        switch self {
        case .unloadable(let words): "dlopen: \(words) (link it with the libraries that it calls)"
        case .noEntry:
            "tlsbench_plugin is not exported (define it, visible, in C++ as extern \"C\"; see tlsbench_plugin.h)"
        case .declined: "tlsbench_plugin returned NULL: it cannot work here, or does not serve \(Self.version)"
        case .otherVersion(let found) where found < TLSBENCH_PLUGIN_VERSION:
            "tlsbench_plugin: version \(found) of the interface is older than \(Self.version) (compile the plug-in "
                + "against this build's tlsbench_plugin.h)"
        case .otherVersion(let found):
            "tlsbench_plugin: version \(found) of the interface is newer than \(Self.version) (take a newer tlsbench, or "
                + "compile the plug-in against this build's tlsbench_plugin.h)"
        case .tooShort(let size):
            "tlsbench_plugin: a structure of \(size) bytes ends before what is required (set size to "
                + "sizeof(tlsbench_plugin_table))"
        case .absent(let function, let reason): "\(function) is absent, and \(reason)"
        case .badText(let name):
            "tlsbench_plugin: \(name) is not 1 to 64 characters of printable ASCII (tlsbench_plugin.h has what belongs there)"
        case .badRSALengths(let minimum, let maximum, let exponent):
            "tlsbench_plugin: RSA of \(minimum) to \(maximum) bits with exponents of up to \(exponent) bits (set "
                + "rsa_bits_minimum, rsa_bits_maximum and rsa_exponent_bits_maximum; exponents have 17 bits at least)"
        case .setUp(let words): "\(words) (nothing is measured before set_up succeeds)"
        case .noSHA256: "hash_new does not offer SHA-256, which is required"
        }
    }

    private static var version: String { "version \(TLSBENCH_PLUGIN_VERSION) of the interface" }
}
