internal import CPlugin
internal import CryptoBackend

// The interface's convention for errors, turned into ours in this one place.

/// What an error is about, where the status alone does not say.
enum Subject {
    case nothing
    case group(NamedGroup)
    case kem(KEMAlgorithm)
    /// The public half of an ECDSA key.
    case point
}

/// Calls a function of the table. While the plug-in is watched, by its name.
@inline(__always)
func calling(_ function: StaticString, _ body: () -> tlsbench_status) -> tlsbench_status {
    guard tlsbench_plugin_is_watched() == 0 else { return watched(function, body) }
    return body()
}

@inline(never)
private func watched(_ function: StaticString, _ body: () -> tlsbench_status) -> tlsbench_status {
    unsafe tlsbench_plugin_enter(function.characters)
    defer { tlsbench_plugin_leave() }
    let status = body()
    if !isDocumented(status) {
        PluginFaults.add(
            "\(function) returned \(status), which tlsbench_plugin.h does not document (a number of its own is 256 or more)"
        )
    }
    return status
}

/// Throws unless the status is TLSBENCH_OK.
@inline(__always)
func check(
    _ status: tlsbench_status,
    _ function: StaticString,
    _ subject: Subject = .nothing
) throws(CryptoError) {
    guard Int(status) == TLSBENCH_OK else { throw cryptoError(status, function, subject) }
}

/// As ours; what a status cannot mean of its function is the library's.
private func cryptoError(_ status: tlsbench_status, _ function: StaticString, _ subject: Subject) -> CryptoError {
    switch (Int(status), subject) {
    case (TLSBENCH_NOT_OFFERED, _): .notOffered
    case (TLSBENCH_INVALID_KEY, .point): .invalidKey(.point)
    case (TLSBENCH_INVALID_KEY, _): .invalidKey(.inconsistent)
    case (TLSBENCH_OUT_OF_RANGE, _): .valueOutOfRange
    case (TLSBENCH_BAD_TAG, _): .badRecordTag
    case (TLSBENCH_BAD_SIGNATURE, _): .badSignature
    case (TLSBENCH_INVALID_PUBLIC_VALUE, .group(let group)): .invalidPublicValue(group)
    case (TLSBENCH_INVALID_PUBLIC_VALUE, .kem(let algorithm)): .invalidEncapsulationKey(algorithm)
    case (TLSBENCH_FAULT, _): .faultDetected
    default: .library(call: .init(stringLiteral: function), code: UInt64(UInt32(bitPattern: status)))
    }
}

private func isDocumented(_ status: tlsbench_status) -> Bool {
    TLSBENCH_OK...TLSBENCH_NO_RESOURCES ~= Int(status) || Int(status) >= TLSBENCH_LIBRARY_ERROR
}

extension PluginBackend {
    /// What the plug-in says of a number of its own, and the header of the others.
    public static func words(forLibraryCode code: UInt64) -> String? {
        guard let status = UInt32(exactly: code).map({ tlsbench_status(bitPattern: $0) }) else { return nil }
        guard isDocumented(status) else { return "status \(status), which tlsbench_plugin.h does not document" }
        if Int(status) == TLSBENCH_NO_RESOURCES { return "no random bytes, or no memory" }
        guard let words = unsafe tlsbench_plugin_functions().pointee.error_text else { return nil }
        return unsafe PluginText.line(words(status)).map { "\($0) (\(status))" }
    }
}

extension StaticString {
    /// The text as C has it, ended by zero.
    var characters: UnsafePointer<CChar> { unsafe UnsafePointer<CChar>(OpaquePointer(utf8Start)) }
}
