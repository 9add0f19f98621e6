/// Which core a processor has. Virtual machines often name the product line alone, and the numbers of CPUID tell the rest.
public struct Microarchitecture: Hashable, Sendable {
    /// What its vendor calls it; nil where this table does not know.
    public let name: String?

    /// By what CPUID says: family and model with their extensions added (Intel SDM volume 2A, CPUID leaf 1; AMD APM volume 3,
    /// appendix E; models as in Linux, `arch/x86/include/asm/intel-family.h` and `arch/x86/kernel/cpu/amd.c`).
    public init(vendor: String, family: Int, model: Int) {
        switch vendor {
        case "AuthenticAMD": name = Self.amd(family, model)
        case "GenuineIntel" where family == 6: name = Self.intel[model]
        default: name = nil
        }
    }

    private static func amd(_ family: Int, _ model: Int) -> String? {
        switch (family, model) {
        case (0x17, 0x00...0x2F), (0x17, 0x50...0x5F): "Zen"
        case (0x17, 0x30...0x4F), (0x17, 0x60...0x7F), (0x17, 0x90...0x91), (0x17, 0xA0...0xAF): "Zen 2"
        case (0x19, 0x00...0x0F), (0x19, 0x20...0x5F): "Zen 3"
        case (0x19, 0x10...0x1F), (0x19, 0x60...0xAF): "Zen 4"
        case (0x1A, 0x00...0x2F), (0x1A, 0x40...0x4F), (0x1A, 0x60...0x7F): "Zen 5"
        default: nil
        }
    }

    private static let intel: [Int: String] = [
        0x3F: "Haswell", 0x4F: "Broadwell", 0x55: "Skylake", 0x6A: "Ice Lake", 0x6C: "Ice Lake",
        0x8F: "Sapphire Rapids",
        0xCF: "Emerald Rapids", 0xAD: "Granite Rapids", 0xAF: "Sierra Forest", 0x9A: "Alder Lake", 0x97: "Alder Lake",
        0xB7: "Raptor Lake", 0xAA: "Meteor Lake", 0x8C: "Tiger Lake",
    ]
}
