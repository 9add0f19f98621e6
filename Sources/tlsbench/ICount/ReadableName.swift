internal import BenchCore
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
