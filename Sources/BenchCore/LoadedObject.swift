internal import CIntrinsics
internal import Glibc

/// A file whose code a process has in memory: the program itself, or a shared object.
public struct LoadedObject: Hashable, Sendable {
    /// What the dynamic linker was asked for: `libcrypto.so.3`; `program` for the program itself.
    public let name: String
    /// The file that it found, behind all links; empty if that cannot be told.
    public let path: String
    /// What tells it from another build of it: `build-id:` with the linker's identifier, or `code:` with a hash of its code.
    public let mark: String

    /// All of it.
    public init(name: String, path: String, mark: String) {
        self.name = name
        self.path = path
        self.mark = mark
    }

    /// ``name`` of the program itself.
    public static let program = "program"

    /// Those of this process.
    public static func own() -> [LoadedObject] {
        var objects = unsafe [tlsbench_object](repeating: tlsbench_object(), count: 256)
        let count = unsafe objects.withUnsafeMutableBufferPointer { memory in
            guard let base = memory.baseAddress else { return 0 }
            return unsafe min(tlsbench_loaded_objects(base, memory.count), memory.count)
        }
        return unsafe objects.prefix(count).map { object in unsafe LoadedObject(object) }
    }

    /// Where a loader is what the system started, `/proc/self/exe` is the loader.
    private static var ownProgram: String {
        unsafe getenv(WorkerCommand.executableVariable).map { unsafe String(cString: $0) } ?? "/proc/self/exe"
    }

    private init(_ object: tlsbench_object) {
        let found = unsafe object.path.map { unsafe String(cString: $0) } ?? ""
        name = found.isEmpty ? Self.program : found.split(separator: "/").last.map(String.init) ?? found
        let place = unsafe realpath(found.isEmpty ? Self.ownProgram : found, nil)
        defer { unsafe free(place) }
        path = unsafe place.map { unsafe String(cString: $0) } ?? ""
        if let identifier = unsafe object.build_id {
            let octets = unsafe UnsafeBufferPointer(start: identifier, count: object.build_id_length)
            mark = unsafe "build-id:" + octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        } else {
            mark = unsafe "code:" + String(object.code_digest, radix: 16)
        }
    }
}
