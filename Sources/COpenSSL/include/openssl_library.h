// libcrypto and libssl, found and loaded when the program starts: their functions, of which this module has the declarations, are called
// through a table that is filled then. Which files these are is for the environment to say:
//
//     TLSBENCH_LIBCRYPTO, TLSBENCH_LIBSSL    absolute names of files
//
// Without, libcrypto is what the dynamic linker finds for libcrypto.so.3, or else for libcrypto.so.4; libssl is the one in the
// folder of a libcrypto that was named, or what the dynamic linker finds.
#pragma once

/// Why a library was not loaded.
enum tlsbench_openssl_failure {
    /// It was.
    TLSBENCH_OPENSSL_LOADED,
    /// There is no such file.
    TLSBENCH_OPENSSL_NOT_FOUND,
    /// The name is not absolute.
    TLSBENCH_OPENSSL_RELATIVE,
    /// It cannot be opened, or is a folder; `detail` is the system's reason.
    TLSBENCH_OPENSSL_UNREADABLE,
    /// The file is no shared library.
    TLSBENCH_OPENSSL_NO_LIBRARY,
    /// It is one for other processors: `detail`.
    TLSBENCH_OPENSSL_OTHER_MACHINE,
    /// Its end is missing.
    TLSBENCH_OPENSSL_TRUNCATED,
    /// It is another library, or of another generation: `detail` is its name for dynamic linkers.
    TLSBENCH_OPENSSL_OTHER_NAME,
    /// The dynamic linker refuses it, for a library that it needs or a version of one; `detail` is the reason.
    TLSBENCH_OPENSSL_REFUSED,
    /// It has not all the functions that this program calls; `detail` has the names of those, with spaces between them.
    TLSBENCH_OPENSSL_INCOMPLETE,
    /// It is older than OpenSSL 3: `detail` is its version.
    TLSBENCH_OPENSSL_TOO_OLD,
    /// Another libcrypto comes before this one, or is the one that libssl calls: `detail` is its file.
    TLSBENCH_OPENSSL_SHADOWED,
    /// Of libssl: there is no libcrypto for it.
    TLSBENCH_OPENSSL_NO_LIBCRYPTO,
};

/// One of the two libraries. Its texts live as long as the process.
struct tlsbench_openssl_library {
    enum tlsbench_openssl_failure failure;
    /// Behind all links if it was loaded; else what was looked for.
    const char *file;
    /// Empty where ``failure`` needs no more words.
    const char *detail;
};

/// A function of a library that was not loaded ends the process with 69 (EX_UNAVAILABLE) and a line on standard error.
struct tlsbench_openssl_library tlsbench_libcrypto(void);
/// As ``tlsbench_libcrypto``. Where libcrypto was not loaded, libssl is not either.
struct tlsbench_openssl_library tlsbench_libssl(void);
