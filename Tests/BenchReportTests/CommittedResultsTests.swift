import Foundation
import Testing

@testable import BenchReport

/// What is in Results/ comes from real machines, which are nobody's business.
@Suite struct `Committed results` {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Results")

    static var files: [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "json" }
    }

    @Test func `lie under the key of their hardware, and can be read`() throws {
        #expect(!Self.files.isEmpty)
        for file in Self.files {
            let document = try ResultFile.read(file.path)
            #expect(document.machine.hwKey == file.deletingLastPathComponent().lastPathComponent)
            #expect(document.builds["A"]?.configuration == "release")
            #expect(RunRecount(document).differences.isEmpty)
        }
    }

    @Test func `name no host, no boot and no path`() throws {
        let own = ["/proc/sys/kernel/hostname", "/proc/sys/kernel/random/boot_id"].compactMap {
            try? String(contentsOfFile: $0, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        // A machine may be called `bookworm` or `release`, and these words are in results for other reasons.
        let telling = own.filter { $0.count > 4 && $0.contains { $0.isNumber || $0 == "-" } }
        for file in Self.files {
            let text = try String(contentsOf: file, encoding: .utf8)
            for name in telling { #expect(!text.contains(name), "\(file.lastPathComponent): \(name)") }
            for start in ["\"/", "=/", " /", "~/", "file:"] {
                #expect(!text.contains(start), "\(file.lastPathComponent) has a path after \(start)")
            }
        }
    }
}
