import BenchReport
import Foundation
import Testing

@testable import BenchPage

@Suite struct `Published results` {
    private static let committed = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Results").path

    /// A folder of results, which is gone afterwards.
    private func withFolder(_ documents: [ResultDocument], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        for document in documents {
            let path = folder.appending(path: try PublishedResult(document).path)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try ResultFile.write(document, to: path.path)
        }
        try body(folder.path)
    }

    @Test func `of this repository are as they would be drawn`() throws {
        for file in try Publication(StoredResults(Self.committed)).files {
            let stored = try? Data(contentsOf: URL(fileURLWithPath: "\(Self.committed)/\(file.path)"))
            #expect(stored == file.data, "\(file.path): run `tlsbench publish`")
        }
    }

    @Test func `have a section, figures and all numbers for each machine, the newest first`() throws {
        let run = try PageSample.run()
        try withFolder([PageSample.earlierRun(), run, PageSample.otherMachine(), PageSample.study()]) { folder in
            let publication = try Publication(StoredResults(folder))
            let keys = Set(try [run, PageSample.otherMachine()].map(\.machine.hwKey))
            let list = String(
                decoding: try #require(publication.files.first { $0.path == "README.md" }).data,
                as: UTF8.self
            )
            #expect(list.matches(of: #/\n## .*\n\n`[0-9a-f]{12}`/#).count == keys.count)
            for key in keys {
                for file in ["README.md", "speed.svg"] {
                    #expect(publication.files.contains { $0.path == "\(key)/\(file)" }, "\(key)/\(file)")
                }
            }
            #expect(list.contains("(\(run.machine.hwKey)/features.svg)"))
            // All of a link's files are there.
            _ = try publication.write(to: folder)
            for link in list.matches(of: #/\]\(([0-9a-f]{12}\/[^)]+)\)/#) {
                #expect(FileManager.default.fileExists(atPath: "\(folder)/\(link.1)"), "\(link.1)")
            }
        }
    }

    @Test func `are written once, and are the same each time`() throws {
        try withFolder([PageSample.run(), PageSample.study()]) { folder in
            let (first, second) = (
                try Publication(StoredResults(folder)).write(to: folder),
                try Publication(StoredResults(folder)).write(to: folder)
            )
            #expect(!first.isEmpty && second.isEmpty)
        }
    }

    @Test func `of one machine, second and commit are all kept, and each of them once`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try PageSample.run()
        var (second, third) = (first, first)
        second.id = "11111111-0000-0000-0000-000000000000"
        third.id = "11111111-2222-0000-0000-000000000000"
        // Twice, and in another order: what is there stays where it is.
        var paths: [String: Set<String>] = [:]
        for document in [first, second, third, third, second, first] {
            let path = try ResultFolder(folder.path).add(PublishedResult(document))
            paths[document.id, default: []].insert(path)
        }
        let key = first.machine.hwKey
        for document in [first, second, third] {
            #expect(paths[document.id] == ["\(key)/20261127T100114Z-070fb998b6-\(document.id).json"])
        }
        for (id, own) in paths {
            for path in own { #expect(try ResultFile.read("\(folder.path)/\(path)").id == id) }
        }
        // The page names all of them.
        _ = try ResultFolder(folder.path).draw()
        let list = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
        for path in paths.values.joined() { #expect(list.contains("(\(path))"), "\(path)") }
        var other = second
        other.tool.seed += 1
        #expect(throws: ResultFolder.Conflict.self) { try ResultFolder(folder.path).add(PublishedResult(other)) }
    }

    /// Files of before names had the whole id in them.
    @Test(arguments: ["", "-00000000"]) func `stay where an earlier version put them`(ending: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        var run = try PageSample.run()
        run.id = "00000000-0000-0000-0000-000000000001"
        let earlier = "\(run.machine.hwKey)/20261127T100114Z-070fb998b6\(ending).json"
        let place = folder.appending(path: earlier)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try ResultFile.write(run, to: place.path)
        #expect(try ResultFolder(folder.path).add(PublishedResult(run)) == earlier)
        // What only has such a name is another result.
        run.id = "00000000-0000-0000-0000-000000000002"
        #expect(try ResultFolder(folder.path).add(PublishedResult(run)) == PublishedResult(run).path)
    }

    @Test func `are the same in whatever order results came`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let documents = try (1...4).map { number in
            var document = try PageSample.run()
            document.id = "\(number)1111111-0000-0000-0000-000000000000"
            document.tool.seed = UInt64(number)
            return document
        }
        let contents = try [documents, documents.reversed()].map { order in
            let place = folder.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for document in order {
                let results = try ResultFolder(place.path)
                _ = try results.add(PublishedResult(document))
                _ = try results.draw()
            }
            return try FileManager.default.subpathsOfDirectory(atPath: place.path).sorted().map { path in
                [path: try? Data(contentsOf: place.appending(path: path))]
            }
        }
        #expect(contents[0] == contents[1] && contents[0].count > 6)
    }

    @Test func `have nothing but text of a file in their pages`() throws {
        var run = try PageSample.run()
        run.tool.reference = "<img src=x onerror=alert(1)>"
        run.machine.cpu.name = "[a](javascript:x) | <b>\u{301}"
        run.tool.warnings = ["</details><script>"]
        run.builds["A"]?.libs["swift"]?.version = "`1` <i>"
        for file in try Publication(StoredResults([run])).files where file.path.hasSuffix(".md") {
            let lines = String(decoding: file.data, as: UTF8.self).split(separator: "\n")
            for line in lines where !line.contains("`<hardware key>/") {
                #expect(!line.contains(#/(^|[^\\])<|[^\\]\[a\]/#), "\(file.path): \(line)")
            }
            #expect(lines.contains { $0.contains(#"\<i\>"#) }, "\(file.path)")
        }
    }

    @Test func `say in each table of a ratio that can be 1 that it can be`() throws {
        let document = try PageSample.small([
            ("rsa-decrypt", [("swift", [100, 120, 90, 105, 97]), ("openssl", [101, 99, 100, 102, 98])])
        ])
        let ratio = try #require(document.benchmarks[0].ratio.value)
        #expect(ratio.isLevel && ratio.text.hasPrefix("≈"))
        for file in try Publication(StoredResults([document])).files where file.path.hasSuffix(".md") {
            #expect(String(decoding: file.data, as: UTF8.self).contains(" · \(ratio.text) |"), "\(file.path)")
        }
        let page = try Page(PageInput([.result(document)])).html
        #expect(page.contains("<small>\(ratio.text) ("))
        var other = document
        other.id = "11111111-0000-0000-0000-000000000000"
        other.machine.hwKey = "0123456789ab"
        let machines = try #require(MachinesTable([document, other]))
        #expect(machines.groups[0].rows[0].cells.map(\.speed) == [ratio.text, ratio.text])
    }

    @Test func `have figures that an XML parser reads, and nothing from elsewhere`() throws {
        var run = try PageSample.run()
        run.machine.cpu.name = "<script>&\"'\u{301} CPU"
        try withFolder([run, PageSample.study()]) { folder in
            for file in try Publication(StoredResults(folder)).files where file.path.hasSuffix(".svg") {
                let text = String(decoding: file.data, as: UTF8.self)
                #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\"") && !text.contains("<script"))
                #expect(text.replacing("http://www.w3.org/2000/svg", with: "").contains("http") == false)
                #expect(text.contains("prefers-color-scheme: dark"))
            }
        }
    }

    @Test func `name the file of a library, and not the folder that it is in`() throws {
        var run = try PageSample.run()
        run.builds["A"]?.libs["mine"] = .init(
            name: "OpenSSL",
            version: "3.5.9",
            codePath: "",
            path: "/home/somebody/lib/libcrypto.so.3",
            mark: "build-id:00ff"
        )
        let document = try PublishedResult(run).document
        let library = try #require(document.builds["A"]?.libs["mine"])
        #expect(library.path == "libcrypto.so.3" && library.mark == "build-id:00ff" && library.version == "3.5.9")
        #expect(!String(decoding: try ResultFile.encode(document), as: UTF8.self).contains("/home/"))
    }

    @Test func `are refused where they would mislead`() throws {
        let run = try PageSample.run()
        func refusal(_ change: (inout ResultDocument) -> Void) -> PublishedResult.Refusal? {
            var document = run
            change(&document)
            do throws(PublishedResult.Refusal) { _ = try PublishedResult(document) } catch { return error }
            return nil
        }
        #expect(refusal { _ in } == nil)
        #expect(refusal { $0.kind = "gate" } == .gate)
        #expect(refusal { $0.builds["A"]?.configuration = "debug" } == .debugBuild)
        #expect(refusal { $0.tool.warnings = ["interrupted: fewer generations than planned"] } == .interrupted)
        #expect(refusal { $0.started = "../../etc" } == .noMoment)
        #expect(refusal { $0.tool.argv = ["run", "--x=/home/somebody"] } == .namesPath("--x=/home/somebody"))
        #expect(refusal { $0.tool.argv = ["run", "--filter", "record/aes"] } == nil)
        #expect(refusal { $0.tool.argv = ["run", "--label", "topology=/dc1/r7", "--label=a=~b"] } == nil)
        #expect(refusal { $0.tool.argv = ["run", "--label", "a=/b", "/root/x"] } == .namesPath("/root/x"))
        let changed = refusal { $0.benchmarks[0].stats["A"]?.median *= 2 }
        guard case .otherNumbers(let difference) = changed else {
            Issue.record("\(String(describing: changed))")
            return
        }
        #expect(difference.contains(run.benchmarks[0].id))
    }

    @Test(arguments: [
        ("AuthenticAMD", 0x17, 0x01, "Zen"), ("AuthenticAMD", 0x17, 0x31, "Zen 2"),
        ("AuthenticAMD", 0x19, 0x01, "Zen 3"),
        ("AuthenticAMD", 0x19, 0x11, "Zen 4"), ("AuthenticAMD", 0x1A, 0x02, "Zen 5"),
        ("GenuineIntel", 6, 0x8F, "Sapphire Rapids"), ("GenuineIntel", 6, 0x01, nil), ("Other", 0x17, 1, nil),
    ])
    func `name the core of a processor`(vendor: String, family: Int, model: Int, name: String?) {
        #expect(Microarchitecture(vendor: vendor, family: family, model: model).name == name)
    }
}
