internal import CPlugin
internal import CryptoBackend
internal import Glibc

/// Lends a function of the table what it writes into. While the plug-in is watched, that is a copy between octets that must stay.
@inline(__always)
func calling(
    _ function: StaticString,
    writing output: inout MutableSpan<UInt8>,
    _ body: (UnsafeMutablePointer<UInt8>) -> tlsbench_status
) -> tlsbench_status {
    unsafe output.withUnsafeMutableBufferPointer { memory in
        guard let base = memory.baseAddress else { preconditionFailure("an output is never empty") }
        guard tlsbench_plugin_is_watched() == 0 else { return unsafe guarded(function, memory, body) }
        return unsafe body(base)
    }
}

/// Octets on each side of an output that belong to nobody.
private let guardLength = 128
private let guardOctet: UInt8 = 0xA7

@inline(never)
private func guarded(
    _ function: StaticString,
    _ output: UnsafeMutableBufferPointer<UInt8>,
    _ body: (UnsafeMutablePointer<UInt8>) -> tlsbench_status
) -> tlsbench_status {
    let whole = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: output.count + 2 * guardLength)
    unsafe whole.initialize(repeating: guardOctet)
    defer {
        if let base = whole.baseAddress { unsafe explicit_bzero(base, whole.count) }
        unsafe whole.deallocate()
    }
    let own = unsafe UnsafeMutableBufferPointer(rebasing: whole[guardLength..<guardLength + output.count])
    _ = unsafe own.update(from: output)
    let status = calling(function) {
        guard let base = own.baseAddress else { preconditionFailure("an output is never empty") }
        return unsafe body(base)
    }
    _ = unsafe output.update(from: own)
    for (place, guards) in unsafe [
        ("before", Array(whole.prefix(guardLength))), ("behind", Array(whole.suffix(guardLength))),
    ] {
        if !guards.allSatisfy({ $0 == guardOctet }) {
            PluginFaults.add(
                "\(function) writes \(place) its output of \(output.count) bytes (tlsbench_plugin.h has the lengths)"
            )
        }
    }
    return status
}
