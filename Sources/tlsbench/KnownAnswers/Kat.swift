internal import ArgumentParser
internal import CryptoBackend
internal import Foundation

/// `tlsbench kat`: lets other people's test suites drive a backend.
struct Kat: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kat",
        abstract: "Answer known-answer requests, a JSON object a line, on one backend.",
        discussion: """
            Requests come on standard input, and each has one line of answer, in order. Binary values are hexadecimal. \
            {"err": …} is a refusal, {"skip": true} is what the backend does not do. Operations: aes-gcm-seal, aes-gcm-open, chacha20-poly1305-seal, chacha20-poly1305-open, rsa-decrypt, rsa-sign, rsa-verify, ecdsa-verify, hmac, sha, sha-monte-carlo, \
            tls12-prf, x25519, p256.

            Examples:
              echo '{"op":"sha","hash":"SHA-256","msg":"616263"}' | tlsbench kat
              tlsbench kat --backend swift --explain < requests.jsonl

            \(ExitStatus.help([.unavailable], [.success: "done (whatever was answered)"]))
            """
    )

    @Option(help: "The library that does the cryptography.", completion: .backend, transform: Registry.backend(named:))
    var backend: any CryptoBackend.Type = Registry.standard

    @Flag(help: "Print the reason after skip, and malformed instead of err for a line that is not a request.")
    var explain = false

    @OptionGroup var instructionSet: InstructionSetOption

    func run() throws {
        try instructionSet.apply()
        try answerAll(backend)
    }

    private func answerAll<Backend: CryptoBackend>(_: Backend.Type) throws {
        let answers = KnownAnswers<Backend>()
        let (decoder, encoder) = (JSONDecoder(), JSONEncoder())
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        while let line = readLine(strippingNewline: true) {
            guard !line.isEmpty else { continue }
            let answer: KnownAnswer
            do {
                answer = answers.answer(try decoder.decode(KnownAnswerRequest.self, from: Data(line.utf8)))
            } catch { answer = .malformed(Self.reason(error)) }
            let told = explain ? answer : answer.unexplained
            try FileHandle.standardOutput.write(line: String(decoding: encoder.encode(told), as: UTF8.self))
        }
    }

    /// The decoder's own words, in one line.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
            DecodingError.keyNotFound(_, let context), DecodingError.valueNotFound(_, let context):
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            return place.isEmpty ? context.debugDescription : "\(place): \(context.debugDescription)"
        default: return "\(error)"
        }
    }
}
