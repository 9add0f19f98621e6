internal import CPlugin
public import CryptoBackend
internal import Glibc
internal import Synchronization

/// The plug-in that this process has loaded.
public struct PluginLibrary: Hashable, Sendable {
    /// The file.
    public let path: String
    /// Name and version of the library behind it.
    public let identity: BackendIdentity
    /// What it answered when it was asked.
    public let capabilities: Capabilities
    /// What it cannot do and why, in its own words.
    public let refusals: [String]
    /// What it did while it was loaded that costs somebody something, and is no fault.
    public let notices: [String]

    /// What a process is told the file by.
    public static let variable = "TLSBENCH_PLUGIN"
    /// What a process is told the name of the column by, where a plug-in stands in for a built-in backend.
    public static let nameVariable = "TLSBENCH_PLUGIN_NAME"

    /// Nil in a process that has loaded none.
    public static var loaded: PluginLibrary? { current.withLock { $0 } }

    /// The name of its rows: `plugin`, unless it stands in for another.
    public static var columnName: String {
        unsafe getenv(nameVariable).map { unsafe String(cString: $0) } ?? "plugin"
    }

    /// Loads the file that the environment names; does nothing where it names none.
    ///
    /// Called once, before the process has threads and before anybody asks for a backend. Throws what is wrong with the plug-in. One that
    /// crashes, exits or does not return ends the process with a line (``PluginWatch``).
    public static func loadNamed(_ watch: PluginWatch) throws(PluginFailure) {
        guard let named = unsafe getenv(variable), unsafe named.pointee != 0 else { return }
        let path = unsafe String(cString: named)
        var (library, failure): (PluginLibrary?, PluginFailure?)
        let observed = watch.during {
            do throws(PluginFailure) { library = try PluginLibrary(loading: path) } catch { failure = error }
        }
        if let failure { throw failure }
        current.withLock { $0 = library?.with(observed.notices) }
        for fault in observed.faults { PluginFaults.add(fault) }
    }

    private static let current = Mutex<PluginLibrary?>(nil)

    private init(loading path: String) throws(PluginFailure) {
        var loading = tlsbench_plugin_loading()
        unsafe tlsbench_plugin_load(path, &loading)
        switch loading.outcome {
        case TLSBENCH_PLUGIN_LOADED: break
        case TLSBENCH_PLUGIN_UNLOADABLE: throw .unloadable(Self.words(of: &loading))
        case TLSBENCH_PLUGIN_NO_ENTRY: throw .noEntry
        case TLSBENCH_PLUGIN_DECLINED: throw .declined
        case TLSBENCH_PLUGIN_OTHER_VERSION: throw .otherVersion(loading.version)
        case TLSBENCH_PLUGIN_TOO_SHORT: throw .tooShort(loading.size)
        default: preconditionFailure("loader.c has an outcome that is not among these: \(loading.outcome)")
        }
        try PluginTable.check()
        if let setUp = unsafe functions.pointee.set_up {
            let status = calling("set_up") { setUp() }
            do throws(CryptoError) { try check(status, "set_up") } catch {
                throw .setUp(PluginBackend.words(for: error))
            }
        }
        self.path = path
        capabilities = PluginOffer.capabilities()
        guard capabilities.hashes.contains(.sha256) else { throw .noSHA256 }
        identity = BackendIdentity(
            name: Self.columnName,
            library: unsafe PluginText.name(functions.pointee.library) ?? "",
            version: unsafe PluginText.name(functions.pointee.library_version) ?? "",
            codePath: Self.codePaths(capabilities)
        )
        refusals = Self.readRefusals()
        notices = []
    }

    private init(_ other: PluginLibrary, notices: [String]) {
        (path, identity, capabilities) = (other.path, other.identity, other.capabilities)
        (refusals, self.notices) = (other.refusals, notices)
    }

    private func with(_ notices: [String]) -> PluginLibrary { PluginLibrary(self, notices: notices) }

    private static func words(of loading: inout tlsbench_plugin_loading) -> String {
        unsafe withUnsafePointer(to: &loading.detail) { detail in
            unsafe PluginText.line(UnsafeRawPointer(detail).assumingMemoryBound(to: CChar.self)) ?? "no reason"
        }
    }

    /// The code of all work that it offers, each named once.
    private static func codePaths(_ capabilities: Capabilities) -> String {
        let primitives =
            capabilities.hashes.map { Primitive.hash($0) } + capabilities.aeads.map { .aead($0) }
            + (PluginTable.hasRSA ? [.rsaPrivate(bits: 2048)] : []) + capabilities.groups.map { .keyShare($0) }
        let told = primitives.filter { !PluginBackend.codePath(of: $0).isEmpty }
        return told.isEmpty ? "not told" : PluginBackend.codePath(of: told)
    }

    private static func readRefusals() -> [String] {
        guard let list = unsafe functions.pointee.refusals else { return [] }
        // It is a size_t of the plug-in's, which may be above what is positive here.
        let count = unsafe Int(min(UInt(bitPattern: functions.pointee.refusal_count), 100))
        return (0..<count).compactMap { unsafe PluginText.line(list[$0]) }
    }
}
