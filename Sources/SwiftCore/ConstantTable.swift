#if TLSBENCH_KERNELS || TLSBENCH_ARM_KERNELS
/// Constants of a kernel, at the beginning of a cache line, in memory that never moves: made once for the life of the process.
@safe struct ConstantTable<Element: BitwiseCopyable>: @unchecked Sendable {
    let pointer: UnsafePointer<Element>

    init(count: Int, _ fill: (UnsafeMutablePointer<Element>) -> Void) {
        let octets = count * MemoryLayout<Element>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: octets, alignment: 64)
        let elements = unsafe memory.bindMemory(to: Element.self, capacity: count)
        unsafe fill(elements)
        unsafe pointer = UnsafePointer(elements)
    }

    init<let count: Int>(_ elements: [count of Element]) {
        unsafe self.init(count: count) { memory in
            for index in 0..<count { unsafe (memory + index).initialize(to: elements[index]) }
        }
    }
}
#endif
