import Foundation
import Testing

@testable import BenchReport

@Suite struct `A file of some command` {
    private func read(_ data: Data) throws -> StoredFile {
        let file = FileManager.default.temporaryDirectory.appending(path: "stored-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try data.write(to: file)
        return try StoredFile.read(file.path)
    }

    private let trace = """
        {"schema": "tlsbench-trace/1", "backend": "swift", "library": "l", "cipher_suite": "c", "resumption": "none",
         "bits": 2048, "client": "a", "server": "b", "application_data": {"client": "", "server": ""},
         "messages": [{"step": 2, "message": "ClientHello", "sender": "client", "octets": 109, "protected": false,
                       "client_ns": 1, "server_ns": 2}]}
        """

    @Test func `is what its schema says`() throws {
        guard case .result = try read(ResultFile.encode(Sample.document)) else {
            Issue.record("a result is none")
            return
        }
        guard case .trace(let document) = try read(Data(trace.utf8)) else {
            Issue.record("a trace is none")
            return
        }
        #expect(document.messages.map(\.message) == ["ClientHello"] && document.messages[0].serverNs == 2)
        #expect(document.group == nil && document.cipherSuite == "c")
    }

    @Test(arguments: ["none", "session id", "ticket"])
    func `may be the trace of any kind of handshake`(resumption: String) throws {
        let text = trace.replacing("\"none\"", with: "\"\(resumption)\"")
        guard case .trace(let document) = try read(Data(text.utf8)) else {
            Issue.record("a trace is none")
            return
        }
        #expect(document.resumption == resumption)
    }

    @Test(arguments: ["a/b", "session\u{202e}id", "<b>"]) func `names no kind in other characters`(resumption: String) {
        let text = trace.replacing("\"none\"", with: "\"\(resumption)\"")
        #expect(throws: UnreadableResult.self) { try read(Data(text.utf8)) }
    }

    private let tls13 = """
        {"schema": "tlsbench-trace/1", "version": "TLS 1.3", "backend": "swift", "library": "l", "cipher_suite": "c",
         "resumption": "pre-shared key", "key_kind": "ecdsa", "bits": 256, "client": "a", "server": "b",
         "application_data": {"client": "", "server": ""},
         "messages": [{"phase": "key exchange", "message": "ClientHello", "sender": "client", "octets": 109,
                       "protected": true, "keys": "handshake", "key_shares": ["x25519"], "pre_shared_key": true}]}
        """

    @Test func `may be a trace of TLS 1.3`() throws {
        guard case .trace(let document) = try read(Data(tls13.utf8)) else {
            Issue.record("a trace is none")
            return
        }
        #expect(document.version == "TLS 1.3" && document.keyKind == "ecdsa")
        let hello = document.messages[0]
        #expect(hello.step == nil && hello.phase == "key exchange" && hello.keys == "handshake")
        #expect(hello.keyShares == ["x25519"] && hello.preSharedKey == true)
    }

    @Test(arguments: ["TLS 1.3", "ecdsa", "key exchange", "handshake", "x25519"])
    func `has names in a trace of TLS 1.3`(name: String) throws {
        let text = tls13.replacing("\"\(name)\"", with: "\"<b>\"")
        #expect(throws: UnreadableResult.self) { try read(Data(text.utf8)) }
    }

    @Test(arguments: ["", "[]", "{}", "{\"schema\": \"tlsbench-trace/2\"}", "{\"schema\": \"tlsbench-trace/1\"}"])
    func `is refused if it is something else, or ends too early`(_ text: String) {
        #expect(throws: UnreadableResult.self) { try read(Data(text.utf8)) }
        for count in stride(from: 1, to: trace.utf8.count - 1, by: 7) {
            #expect(throws: UnreadableResult.self) { try read(Data(trace.utf8.prefix(count))) }
        }
    }
}
