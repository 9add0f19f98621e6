#if NIOSSL
import Foundation
import NIOSSLPeer
import Testing

@Suite struct `The version that results name` {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardized

    @Test func `is the one that was resolved`() throws {
        struct Resolved: Decodable {
            struct Pin: Decodable {
                struct State: Decodable { let version: String? }
                let identity: String
                let state: State
            }
            let pins: [Pin]
        }
        let resolved = try Data(contentsOf: Self.root.appending(path: "Package.resolved"))
        let pins = try JSONDecoder().decode(Resolved.self, from: resolved).pins
        #expect(pins.first { $0.identity == "swift-nio-ssl" }?.state.version == NIOSSLVersion.package)
    }

    @Test func `is the only one that the package lets in`() throws {
        let manifest = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
        #expect(manifest.contains("swift-nio-ssl\", exact: \"\(NIOSSLVersion.package)\""))
    }

    @Test func `has the BoringSSL that is in the checkout`() throws {
        let file = try #require(Self.hashFile, "there is no checkout of swift-nio-ssl beside this test")
        let text = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(text.hasSuffix("at revision \(NIOSSLVersion.boringSSL)"))
    }

    /// Upwards of the executable lies the folder that was built in, whatever its name, and the checkouts in it.
    private static var hashFile: URL? {
        let path = "checkouts/swift-nio-ssl/Sources/CNIOBoringSSL/hash.txt"
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let file = folder.appending(path: path)
            if FileManager.default.fileExists(atPath: file.path) { return file }
        }
        return nil
    }
}
#endif
