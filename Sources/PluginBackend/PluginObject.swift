internal import CPlugin
internal import CryptoBackend

/// An object that a `_new` function of the table handed out; given to the `_free` of its kind when it goes.
///
/// Of keys the interface allows several threads at once; of everything else the owner sees to it that there is one at a time.
@safe final class PluginObject: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
    private let free: Free
    private let freeing: StaticString

    typealias Free = @convention(c) (UnsafeMutableRawPointer?) -> Void

    /// - Parameters:
    ///   - function: what `make` calls.
    ///   - freeing: the name of `free`.
    init(
        _ function: StaticString,
        _ subject: Subject = .nothing,
        freedBy free: Free?,
        _ freeing: StaticString,
        _ make: (UnsafeMutablePointer<UnsafeMutableRawPointer?>) -> tlsbench_status
    ) throws(CryptoError) {
        guard let free = unsafe free else { throw .notOffered }
        var made: UnsafeMutableRawPointer?
        try check(calling(function) { unsafe make(&made) }, function, subject)
        guard let made = unsafe made else {
            PluginFaults.add("\(function) returned TLSBENCH_OK and no object (set the pointer, or return an error)")
            throw .library(call: .init(stringLiteral: function), code: 0)
        }
        unsafe pointer = unsafe made
        unsafe self.free = unsafe free
        self.freeing = freeing
    }

    deinit {
        _ = calling(freeing) {
            unsafe free(pointer)
            return tlsbench_status(TLSBENCH_OK)
        }
    }
}

/// The table of the plug-in that this process has loaded.
var functions: UnsafePointer<tlsbench_plugin_table> { unsafe tlsbench_plugin_functions() }
