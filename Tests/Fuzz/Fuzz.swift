internal import Foundation
internal import FuzzDriver

/// libFuzzer over everything of ours that reads what others wrote.
///
///     Fuzz                             lists the targets
///     Fuzz seeds TARGET FOLDER         writes valid inputs to begin with
///     Fuzz TARGET [FOLDER…] [-option…] fuzzes; what else it takes is libFuzzer's own
@main
struct Fuzz {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 1 else { return print(targets.map(\.name).joined(separator: "\n")) }
        if arguments.count == 4, arguments[1] == "seeds" {
            try write(target(named: arguments[2]).seeds(), to: arguments[3])
        } else {
            run(arguments)
        }
    }

    private static let targets = [
        Reader(MessageTarget.self), Reader(ClientTarget.self), Reader(ServerTarget.self), Reader(SessionTarget.self),
        Reader(CertificateTarget.self), Reader(PEMTarget.self), Reader(ResultTarget.self),
        Reader(PublicationTarget.self),
        Reader(HistoryTarget.self),
        Reader(LineTarget.self), Reader(KnownAnswerTarget.self), Reader(CodeTarget.self),
    ]

    /// A target as a value: Swift 6.3 cannot compile a call of the type itself at this optimisation.
    fileprivate struct Reader: Sendable {
        let name: String
        let longest: Int
        let seeds: @Sendable () throws -> [[UInt8]]
        let feed: @Sendable ([UInt8]) -> Void

        init<Target: FuzzTarget>(_: Target.Type) {
            name = Target.name
            longest = Target.longest
            seeds = { try Target.seeds() }
            feed = { Target.feed($0) }
        }
    }

    /// What a C function without a context can see.
    fileprivate static let chosen = target(named: CommandLine.arguments[1])

    private static func target(named name: String) -> Reader {
        guard let found = targets.first(where: { $0.name == name }) else {
            FileHandle.standardError.write(Data("Fuzz: no target is called \(name)\n".utf8))
            exit(64)
        }
        return found
    }

    private static func run(_ arguments: [String]) {
        let whole = [arguments[0], "-max_len=\(chosen.longest)"] + arguments.dropFirst(2)
        var count = Int32(whole.count)
        var pointers = unsafe whole.map { unsafe strdup($0) } + [nil]
        let status = unsafe pointers.withUnsafeMutableBufferPointer { memory in
            var start = memory.baseAddress
            return unsafe LLVMFuzzerRunDriver(&count, &start, testOneInput)
        }
        exit(status)
    }

    private static func write(_ seeds: [[UInt8]], to folder: String) throws {
        for (number, seed) in seeds.enumerated() {
            try Data(seed).write(to: URL(fileURLWithPath: folder).appending(path: "seed-\(number)"))
        }
    }
}

/// Under the name that the library's own `main`, which is linked and not used, looks for.
@c(LLVMFuzzerTestOneInput)
func testOneInput(_ octets: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    Fuzz.chosen.feed(unsafe Array(UnsafeBufferPointer(start: octets, count: count)))
    return 0
}
