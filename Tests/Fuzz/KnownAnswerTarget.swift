internal import CryptoBackend
internal import Foundation
internal import GMPBackend
internal import OpenSSLBackend
internal import SwiftCore

/// Lines of `tlsbench kat`. Where two backends answer, they answer the same.
enum KnownAnswerTarget: FuzzTarget {
    static let name = "kat"
    static let longest = 2048

    static func feed(_ octets: [UInt8]) {
        guard let request = try? JSONDecoder().decode(KnownAnswerRequest.self, from: Data(octets)) else { return }
        let answers = [
            KnownAnswers<SwiftBackend>().answer(request), KnownAnswers<GMPBackend>().answer(request),
            KnownAnswers<OpenSSLBackend>().answer(request),
        ]
        // Which keys are refused, and in which words, is a library's own; of keys that are none, any result is right.
        guard !request.op.hasPrefix("rsa-") else { return }
        let results = answers.filter { if case .results = $0 { true } else { false } }
        expect(Set(results).count <= 1, "\(request): \(answers)")
    }

    static func seeds() throws -> [[UInt8]] {
        let key = "000102030405060708090a0b0c0d0e0f"
        let scalar = String(repeating: "40", count: 32)
        return [
            #"{"op":"sha","hash":"SHA-256","msg":"616263"}"#,
            #"{"op":"hmac","hash":"SHA-384","key":"\#(key)","msg":"616263"}"#,
            #"{"op":"tls12-prf","hash":"SHA-256","secret":"\#(key)","label":"key","seed":"0102","length":40}"#,
            #"{"op":"aes-gcm-seal","key":"\#(key)","iv":"000000000000000000000000","aad":"01","pt":"0203"}"#,
            #"{"op":"aes-gcm-open","key":"\#(key)","iv":"000000000000000000000000","aad":"","ct":"","tag":"\#(key)"}"#,
            #"{"op":"x25519","private":"\#(scalar)","public":"\#(scalar)"}"#,
            #"{"op":"p256","private":"\#(scalar)","public":"\#("04" + generator)"}"#,
            #"{"op":"rsa-verify","hash":"SHA-256","n":"\#(modulus)","e":"010001","msg":"61","sig":"\#(modulus)"}"#,
            #"{"op":"rsa-sign","hash":"SHA-256","n":"\#(modulus)","e":"03","d":"03","p":"03","q":"05","msg":"61"}"#,
            #"{"op":"rsa-decrypt","n":"\#(modulus)","e":"03","d":"03","p":"03","q":"05","ct":"\#(modulus)"}"#,
        ].map { Array($0.utf8) }
    }

    /// Of P-256, without the first octet of its encoding (SEC 2 §2.4.2).
    private static let generator =
        "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
        + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"

    /// 1,024 bits, the fewest that a backend takes.
    private static let modulus = String(repeating: "c5", count: 128)
}
