/// The extension of x86-64 that an instruction belongs to, by the names of CPU features; what is not from 2003 on a vector
/// register is `scalar`.
///
/// From the octets (Intel SDM volume 2, chapter 2 and appendix A). An instruction of AVX that is an older one in the new
/// encoding, such as VAESENC on 128 bits, counts for the older feature where that is what does the work.
public enum InstructionFamily: String, Hashable, Sendable, CaseIterable {
    case scalar, multiply, sse2, ssse3
    case sse41 = "sse4.1"
    case aesni, pclmulqdq, avx, movbe, avx2, bmi1, bmi2, adx, sha, vaes, vpclmulqdq, avx512
    case avx512ifma

    /// - Parameter octets: of one instruction, from its first on; what follows it does not matter.
    public init(_ octets: some Collection<UInt8>) {
        self = Encoding(Array(octets.prefix(15)))?.family ?? .scalar
    }
}

/// The parts of an instruction that tell what it is.
private struct Encoding {
    /// Which of the old encodings, or how wide a new one is.
    private enum Form { case legacy, vex128, vex256, evex }

    private let form: Form
    /// 0x66, 0xF3 or 0xF2 as pp of VEX says it: 1, 2, 3; 0 for none.
    private let prefix: UInt8
    /// 0: one octet; 1: 0F; 2: 0F 38; 3: 0F 3A.
    private let map: UInt8
    private let opcode: UInt8
    /// The field of ModRM that some opcodes have more of themselves in.
    private let extra: UInt8

    /// Nil if the octets end before the opcode.
    init?(_ octets: [UInt8]) {
        var place = 0
        func octet(_ index: Int) -> UInt8? { index < octets.count ? octets[index] : nil }
        var prefix: UInt8 = 0
        scan: while let next = octet(place) {
            switch next {
            case 0x66: prefix = prefix == 0 ? 1 : prefix
            case 0xF3: prefix = 2
            case 0xF2: prefix = 3
            case 0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65, 0x67, 0xF0: break
            default: break scan
            }
            place += 1
        }
        guard let first = octet(place) else { return nil }
        switch first {
        case 0xC5:
            guard let second = octet(place + 1), let opcode = octet(place + 2) else { return nil }
            self.init(second & 4 == 0 ? .vex128 : .vex256, second & 3, 1, opcode, octet(place + 3))
        case 0xC4:
            guard let second = octet(place + 1), let third = octet(place + 2), let opcode = octet(place + 3) else {
                return nil
            }
            self.init(third & 4 == 0 ? .vex128 : .vex256, third & 3, second & 0x1F, opcode, octet(place + 4))
        case 0x62:
            guard let second = octet(place + 1), let third = octet(place + 2), let opcode = octet(place + 4) else {
                return nil
            }
            self.init(.evex, third & 3, second & 7, opcode, octet(place + 5))
        default:
            if first & 0xF0 == 0x40 { place += 1 }  // REX
            guard let first = octet(place) else { return nil }
            guard first == 0x0F else {
                self.init(.legacy, prefix, 0, first, octet(place + 1))
                return
            }
            guard let second = octet(place + 1) else { return nil }
            let isLong = second == 0x38 || second == 0x3A
            guard let opcode = isLong ? octet(place + 2) : second else { return nil }
            let map: UInt8 = isLong ? (second == 0x38 ? 2 : 3) : 1
            self.init(.legacy, prefix, map, opcode, octet(place + (isLong ? 3 : 2)))
        }
    }

    private init(_ form: Form, _ prefix: UInt8, _ map: UInt8, _ opcode: UInt8, _ modRM: UInt8?) {
        self.form = form
        self.prefix = prefix
        self.map = map
        self.opcode = opcode
        extra = (modRM ?? 0) >> 3 & 7
    }

    var family: InstructionFamily {
        switch map {
        case 0:
            // MUL, IMUL with one operand, IMUL with an immediate.
            let multiplies = opcode == 0xF7 && (extra == 4 || extra == 5) || opcode == 0x69 || opcode == 0x6B
            return multiplies ? .multiply : .scalar
        case 1: return ofMap0F
        case 2: return ofMap0F38
        case 3: return ofMap0F3A
        default: return form == .evex ? .avx512 : .scalar
        }
    }

    /// A vector instruction that is no extension's of its own.
    private var vector: InstructionFamily {
        switch form {
        case .legacy: .sse2
        case .vex128: .avx
        // Of 256 bits, floating point and moves of it are AVX's, integers are AVX2's; SHA and such have been told by now.
        case .vex256: map == 1 && !isInteger ? .avx : .avx2
        case .evex: .avx512
        }
    }

    /// Of the map 0F: the opcodes that compute with integers in vector registers. MOVD, MOVDQA and MOVDQU, MOVQ, MOVNTDQ and
    /// the conversions among them do not.
    private var isInteger: Bool {
        (0x60...0x76).contains(opcode) && opcode != 0x6E && opcode != 0x6F
            || (0xD1...0xFE).contains(opcode) && opcode != 0xD6 && opcode != 0xE6 && opcode != 0xE7
    }

    private var ofMap0F: InstructionFamily {
        if form != .legacy { return opcode == 0x77 ? .avx : vector }
        switch opcode {
        case 0xAF: return .multiply
        case 0x10...0x17, 0x28...0x2F, 0x50...0x7F, 0xC2, 0xC4...0xC6, 0xD0...0xFE: return .sse2
        default: return .scalar
        }
    }

    private var ofMap0F38: InstructionFamily {
        switch (opcode, prefix) {
        case (0xDB...0xDF, 1): return form == .legacy || form == .vex128 ? .aesni : .vaes
        case (0xC8...0xCD, 0) where form == .legacy: return .sha
        case (0xF6, 1) where form == .legacy, (0xF6, 2) where form == .legacy: return .adx
        case (0xF0, 0), (0xF1, 0), (0xF0, 1), (0xF1, 1): return form == .legacy ? .movbe : vector
        case (0xF0, 3), (0xF1, 3): return form == .legacy ? .scalar : vector  // CRC32
        // ANDN, BLSR and its like, BEXTR.
        case (0xF2, 0) where isVEX, (0xF3, 0) where isVEX, (0xF7, 0) where isVEX: return .bmi1
        // BZHI, PDEP, PEXT; MULX; SARX, SHLX, SHRX.
        case (0xF5, _) where isVEX, (0xF6, 3) where isVEX, (0xF7, _) where isVEX: return .bmi2
        case (0xB4, 1) where form == .evex, (0xB5, 1) where form == .evex: return .avx512ifma
        default: break
        }
        guard form == .legacy else { return vector }
        return opcode <= 0x0B || (0x1C...0x1E).contains(opcode) ? .ssse3 : .sse41
    }

    private var ofMap0F3A: InstructionFamily {
        switch (opcode, prefix) {
        case (0x44, 1): return form == .legacy || form == .vex128 ? .pclmulqdq : .vpclmulqdq
        case (0xDF, 1): return .aesni
        case (0xCC, 0) where form == .legacy: return .sha
        case (0xF0, 3) where isVEX: return .bmi2  // RORX
        default: break
        }
        guard form == .legacy else { return vector }
        return opcode == 0x0F ? .ssse3 : .sse41
    }

    private var isVEX: Bool { form == .vex128 || form == .vex256 }
}
