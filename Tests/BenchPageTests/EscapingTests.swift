import BenchReport
import Testing

@testable import BenchPage

/// Whatever a file calls things, the page has the same elements and attributes as with harmless names.
@Suite struct `Hostile names` {
    private static let hostile = [
        "\"><script>alert(1)</script>", "' onload='alert(1)", "</style></title><img src=x onerror=alert(1)>",
        "{{{style}}}",
        // With an accent upon it a quotation mark is another character, but still the end of an attribute.
        "\"\u{301} onload=alert(1) x=\"\u{301}", "<\u{301}b>", "\"\u{200D}onload=alert(1) ", "&quot;<b>\u{0}\u{1B}",
    ]

    @Test(arguments: hostile) func `are text`(_ name: String) throws {
        let input = PageInput([
            .result(try part(PageSample.run())), .result(try part(PageSample.earlierRun())),
            .result(try part(PageSample.otherMachine())), .result(try PageSample.study()), .trace(PageSample.trace),
        ])
        let (plain, spoilt) = (try Page(spoiling(input, "x")).html, try Page(spoiling(input, name)).html)
        let (expected, found) = (Skeleton(plain).parts, Skeleton(spoilt).parts)
        #expect(expected.count > 500)
        #expect(found == expected)
        #expect(found.contains { $0 == "<svg role width height" } && !found.contains { $0.contains("onload") })
    }

    /// What is enough for every section.
    private func part(_ document: ResultDocument) -> ResultDocument {
        var document = document
        document.benchmarks.removeAll { benchmark in
            let isKept = ["handshake-phases/RSA_WITH_AES_128_GCM_SHA256/2048/server", "record-seal/aes-128-gcm"]
                .contains { benchmark.id.hasPrefix($0) }
            return !isKept || benchmark.backend == "gmp"
        }
        return document
    }

    /// Every text of a file with something behind it.
    private func spoiling(_ input: PageInput, _ name: String) -> PageInput {
        var input = input
        for place in input.results.indices { spoil(&input.results[place], name) }
        for place in input.traces.indices {
            input.traces[place].backend += name
            input.traces[place].library += name
            input.traces[place].cipherSuite += name
            input.traces[place].group = name
            input.traces[place].resumption += name
            for message in input.traces[place].messages.indices {
                input.traces[place].messages[message].message += name
                input.traces[place].messages[message].step = nil
                input.traces[place].messages[message].phase = name
                input.traces[place].messages[message].keys = name
            }
        }
        return input
    }

    private func spoil(_ document: inout ResultDocument, _ name: String) {
        document.started += name
        document.tool.version += name
        document.tool.suite += name
        document.tool.reference += name
        document.tool.argv.append(name)
        document.tool.warnings.append(name)
        document.clock.wall += name
        document.machine.cpu.name += name
        document.machine.cpu.microcode += name
        document.machine.cpu.flags.append(name)
        document.machine.cpu.cache[name] = 1
        document.machine.hwKey += name
        document.machine.swKey += name
        document.machine.os.kernel += name
        document.machine.os.libc += name
        document.machine.os.distro = OrNull(name)
        document.machine.virt.hypervisor = OrNull(name)
        document.builds["A"]?.gitCommit = OrNull(name)
        document.builds["A"]?.compiler = name
        let libraries = (document.builds["A"]?.libs ?? [:]).keys.map { key in
            (key + name, ResultDocument.Library(name: name, version: name, codePath: name))
        }
        document.builds["A"]?.libs = Dictionary(libraries) { first, _ in first }
        for place in document.benchmarks.indices {
            document.benchmarks[place].id += name
            document.benchmarks[place].op += name
            document.benchmarks[place].backend += name
            // Else columns whose libraries are all called the same would share their code.
            document.benchmarks[place].codeOf = document.benchmarks[place].backend
            document.benchmarks[place].codePath = name
            for part in (document.benchmarks[place].phases?.parts ?? []).indices {
                document.benchmarks[place].phases?.parts[part].name += name
            }
        }
        for place in (document.isa?.sets ?? []).indices { document.isa?.sets[place].name += name }
        if document.isa != nil {
            for place in document.benchmarks.indices { document.benchmarks[place].isa += name }
        }
    }
}

/// The elements of a page with the names of their attributes, as a browser's tokeniser finds them.
struct Skeleton {
    private(set) var parts: [String] = []

    init(_ html: String) {
        var tag: String?
        var quote: Unicode.Scalar?
        for scalar in html.unicodeScalars {
            if tag == nil {
                if scalar == "<" { tag = "<" }
            } else if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
            } else if scalar == ">" {
                parts.append(tag ?? "")
                tag = nil
            } else if scalar != "=" {
                tag?.unicodeScalars.append(scalar)
            }
        }
    }
}
