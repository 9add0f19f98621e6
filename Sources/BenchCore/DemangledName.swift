internal import CIntrinsics
internal import Glibc

/// A linker's name as Swift writes it: by the runtime's own demangler, which every Swift program brings along, linked statically or
/// not; nil if it does not know the name.
public func demangled(_ symbol: String) -> String? {
    guard let text = unsafe swift_demangle(symbol, symbol.utf8.count, nil, nil, 0) else { return nil }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
}
