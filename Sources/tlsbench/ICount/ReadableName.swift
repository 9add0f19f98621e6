internal import Foundation

/// A linker's name as people write it: Swift's without parameters and without what the optimiser says of it.
func readable(_ symbol: String) -> String {
    guard symbol.hasPrefix("$s") || symbol.hasPrefix("$S"), let text = demangled(symbol) else { return symbol }
    // "generic specialization <…> of …", "function signature specialization <…> of …"; "(name in _0123)" for what is private.
    let plain = (text.components(separatedBy: "> of ").last ?? text).replacing(/\((\w+) in _[0-9A-F]+\)/) { $0.1 }
        .replacing("(extension in Swift):", with: "")
    var depth = 0
    var name = ""
    for character in plain {
        if character == "<" { depth += 1 }
        if depth == 0, character == "(" { break }
        if depth == 0 { name.append(character) }
        if character == ">" { depth -= 1 }
    }
    return name
}

/// By the runtime's own demangler (swift/stdlib/public/runtime, `swift_demangle`), which every Swift program brings along; nil
/// if it does not know the name.
private func demangled(_ symbol: String) -> String? {
    typealias Demangle =
        @convention(c) (
            UnsafePointer<CChar>?, Int, UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<Int>?, UInt32
        ) -> UnsafeMutablePointer<CChar>?
    guard let address = unsafe dlsym(nil, "swift_demangle") else { return nil }
    let demangle = unsafe unsafeBitCast(address, to: Demangle.self)
    guard let text = unsafe demangle(symbol, symbol.utf8.count, nil, nil, 0) else { return nil }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
}
