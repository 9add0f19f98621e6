internal import BenchCore
internal import Foundation
internal import Glibc

/// The three descriptors that every program begins with, or should.
enum StandardStreams {
    /// Opens /dev/null on each that is closed, before the next file that is opened takes its place and gets what is printed.
    ///
    /// Standard output is opened to be read, as the C library does it for privileged programs: what nobody can have got is
    /// not written with success. Of standard error nobody has to know.
    static func openClosed() {
        let accesses = [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
        for (descriptor, access) in accesses where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
            // All below are open: this is the lowest that is free.
            guard unsafe open("/dev/null", access) == descriptor else { exit(ExitStatus.cannotWrite.rawValue) }
        }
    }
}

/// Writing at once, whether a terminal reads or a pipe, and in the order of the calls.
extension FileHandle {
    /// Writes the octets as they are. Nothing is thrown for standard error: what cannot be said must not change the status.
    func write(octets: [UInt8]) throws {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBufferPointer { memory in
                unsafe Glibc.write(fileDescriptor, memory.baseAddress, memory.count)
            }
            if count >= 0 {
                rest = rest.dropFirst(count)
                continue
            }
            let number = errno
            switch number {
            case EINTR where !StopRequest.hasCome: continue
            case EAGAIN:
                var waiting = pollfd(fd: fileDescriptor, events: Int16(POLLOUT), revents: 0)
                // Where the reader has stalled, a signal still ends the wait.
                if unsafe poll(&waiting, 1, -1) < 0, StopRequest.hasCome {
                    if fileDescriptor == STDERR_FILENO { return }
                    throw ExitStatus.interrupted
                }
            case _ where fileDescriptor == STDERR_FILENO: return
            case EINTR: throw ExitStatus.interrupted
            case EPIPE: throw ExitStatus.outputClosed
            default:
                let reason = number == EBADF ? "it is closed" : unsafe String(cString: strerror(number))
                throw Ending(.cannotWrite, "cannot write the output: \(reason)")
            }
        }
    }

    /// Writes one line.
    func write(line: String) throws { try write(octets: [UInt8]("\(line)\n".utf8)) }
}
