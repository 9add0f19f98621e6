#if NIOSSL
import Foundation
import NIOSSLPeer
import Testing

@Suite struct `The version that results name` {
    @Test func `is the only one that the package lets in`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        #expect(manifest.contains("swift-nio-ssl\", exact: \"\(NIOSSLVersion.package)\""))
    }

    @Test func `has the BoringSSL that is in the checkout`() throws {
        let file = try #require(Self.hashFile, "there is no checkout of swift-nio-ssl beside this test")
        let text = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(text.hasSuffix("at revision \(NIOSSLVersion.boringSSL)"))
    }

    /// Upwards of the executable lies the folder that was built in, whatever its name, and the checkouts in it.
    private static var hashFile: URL? {
        var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let file = folder.appending(path: "checkouts/swift-nio-ssl/Sources/CNIOBoringSSL/hash.txt")
            if FileManager.default.fileExists(atPath: file.path) { return file }
        }
        return nil
    }
}
#endif
