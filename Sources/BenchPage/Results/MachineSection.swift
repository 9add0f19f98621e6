internal import BenchReport

/// One machine in the list of results: its newest run as figures and a table, and where all of it is.
struct MachineSection {
    let key: String
    let name: String
    let facts: String
    let libraries: String
    let head: String
    let rule: String
    let rows: [String]
    let pictures: [Link]
    let costs: [String]
    /// What has to be said of columns that run each other's code.
    let notes: [String]
    let files: [Link]
    /// The figures.
    let drawings: [MachineDrawing]
    /// All numbers of the run, as Markdown.
    let numbers: String

    /// A file beside the list, and what it is.
    struct Link {
        let file: String
        let text: String
    }

    init(_ results: StoredResults.Machine) throws {
        let document = results.run.document
        let table = Table(document)
        let headlines = Headlines.rows(table)
        let (key, name) = (results.key, escapedForMarkdown(results.name))
        self.key = key
        self.name = name
        facts = escapedForMarkdown(Self.facts(document))
        libraries = (document.builds["A"]?.libs ?? [:]).sorted { $0.key < $1.key }
            .map { escapedForMarkdown("\($0.key): \($0.value.name) \($0.value.version)") }.joined(separator: " · ")
        let titles = ["operation"] + table.columns.map(\.name)
        let cells = headlines.map { row in
            let scale = table.scale(of: row.op)
            return [row.label] + row.cells.indices.map { Self.cell(row.cell(at: $0, scale)) }
        }
        let markdown = MarkdownTable(titles, cells, numbers: 1..<titles.count)
        head = markdown.head
        rule = markdown.rule
        rows = markdown.rows
        costs = CostFits(table).lines.map(escapedForMarkdown)
        notes = table.notes.map(escapedForMarkdown)
        numbers = String(decoding: try ReportFormat.markdown.render(document), as: UTF8.self)
        drawings = MachineDrawing.all(results, table, headlines)
        pictures = drawings.map { Link(file: "\(key)/\($0.file)", text: "\(escapedForMarkdown($0.title)), on \(name)") }
        let study = results.study.map { [Link(file: $0.file, text: "the study of CPU features")] } ?? []
        let own = [
            Link(file: "README.md", text: "all numbers of this run"),
            Link(file: results.run.file, text: "every batch of it"),
        ]
        files = (own + study + results.others.map { Link(file: $0, text: escapedForMarkdown($0)) })
            .map { Link(file: "\(key)/\(Self.destination($0.file))", text: $0.text) }
    }

    private static func facts(_ document: ResultDocument) -> String {
        let commit = document.builds["A"]?.gitCommit.value.map { ", commit \($0.prefix(10))" } ?? ""
        let system = document.machine.os.distro.value.map { "\($0), " } ?? ""
        return "\(Wording.moment(document.started)) UTC\(commit), \(document.tool.suite) suite; "
            + "\(document.machine.cpu.logical) processors, \(system)Linux \(document.machine.os.kernel)"
    }

    private static func cell(_ cell: Cell?) -> String {
        guard let cell else { return Cell.absent }
        return [cell.time, cell.speed].compactMap(\.self).joined(separator: " · ")
    }

    /// The name of a file as a link has it (RFC 3986 §2.3), whatever somebody called it.
    private static func destination(_ file: String) -> String {
        file.utf8.map { octet in
            let character = Character(Unicode.Scalar(octet))
            let isPlain = character.isASCII && (character.isLetter || character.isNumber || "-._~".contains(character))
            return isPlain
                ? String(character) : "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
        }.joined()
    }
}
