internal import CPlugin

/// Texts of a plug-in's, which may be anything: no more of one is read than a line can hold.
enum PluginText {
    /// Nil for NULL and for nothing.
    static func line(_ text: UnsafePointer<CChar>?, longest: Int = 400) -> String? {
        guard let text = unsafe text else { return nil }
        let count = unsafe tlsbench_plugin_text_length(text, longest)
        guard count > 0 else { return nil }
        return unsafe String(decoding: UnsafeRawBufferPointer(start: text, count: count), as: UTF8.self)
    }

    /// A name or a version as it stands in results: 1 to 64 octets of printable ASCII; nil for anything else.
    static func name(_ text: UnsafePointer<CChar>?) -> String? {
        guard let line = unsafe line(text, longest: 65) else { return nil }
        return line.utf8.count <= 64 && line.utf8.allSatisfy { (0x20...0x7E).contains($0) } ? line : nil
    }
}
