internal import ArgumentParser
internal import CryptoBackend
internal import Foundation

/// `--isa`: which CPU features the Swift kernels may use, in this process and in its workers.
struct InstructionSetOption: ParsableArguments {
    @Option(
        parsing: .unconditional,  // Its value may begin with a minus.
        help: ArgumentHelp(
            "What the Swift kernels may use: native, portable, or what to take away, as in -vaes,-sha.",
            valueName: "features"
        ),
        transform: Self.checked
    )
    var isa: String?

    /// Puts the mask in force. It is read once, and by now has been: the command begins anew where the option and the
    /// environment, which workers inherit, say different things.
    func apply() throws {
        let current = ProcessInfo.processInfo.environment[Self.variable] ?? ""
        guard let isa, isa != (current.isEmpty ? "native" : current) else { return }
        unsafe setenv(Self.variable, isa, 1)
        var arguments = unsafe CommandLine.arguments.map { unsafe strdup($0) } + [nil]
        unsafe execv("/proc/self/exe", &arguments)
        throw CommandFailure("cannot begin anew with --isa: \(unsafe String(cString: strerror(errno)))")
    }

    private static let variable = "TLSBENCH_ISA"

    /// What is wrong with the variable, which every command and every worker reads: a word that no CPU feature has would take
    /// nothing away without a word. Nil if nothing is, or if `--isa` among the arguments takes its place.
    static func fault(in environment: [String: String], _ arguments: [String]) -> ValidationError? {
        guard let mask = environment[variable], !mask.isEmpty else { return nil }
        guard !arguments.contains(where: { $0 == "--isa" || $0.hasPrefix("--isa=") }) else { return nil }
        do {
            _ = try checked(mask)
            return nil
        } catch { return ValidationError("\(variable): \(error)") }
    }

    /// The mask itself; throws if it names what no CPU has.
    static func checked(_ mask: String) throws -> String {
        if mask == "native" || mask == "portable" { return mask }
        for word in mask.split(separator: ",", omittingEmptySubsequences: false) {
            let name = String(word.hasPrefix("-") ? word.dropFirst() : word)
            let known = CPUFeature.allCases.map(\.rawValue)
            guard known.contains(name) else {
                throw Unknown(kind: "CPU feature", name: name, known: ["native", "portable"] + known)
            }
            guard word.hasPrefix("-") else {
                throw ValidationError("--isa takes features away: '-\(name)', not '\(name)'")
            }
        }
        return mask
    }
}
