#define _GNU_SOURCE
#include "include/library_file.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__x86_64__)
enum { own_machine = EM_X86_64 };
#elif defined(__aarch64__)
enum { own_machine = EM_AARCH64 };
#endif

struct file {
    const uint8_t *octets;
    size_t size;
};

static bool has(const struct file *file, uint64_t offset, uint64_t size) {
    return offset <= file->size && size <= file->size - offset;
}

static const char *machine_name(uint16_t machine) {
    switch (machine) {
    case EM_386: return "i386";
    case EM_ARM: return "arm";
    case EM_X86_64: return "x86-64";
    case EM_AARCH64: return "aarch64";
    case EM_PPC64: return "ppc64";
    case EM_S390: return "s390x";
    case EM_RISCV: return "riscv64";
    default: return NULL;
    }
}

/// Another machine's header has the same fields up to `e_machine`, whatever its class; not so the order of octets.
static bool is_other_machine(const struct file *file, char *detail, size_t size) {
    ElfW(Ehdr) header;
    memcpy(&header, file->octets, sizeof header);
    bool is_swapped = header.e_ident[EI_DATA] != ELFDATA2LSB;
    uint16_t machine = is_swapped ? __builtin_bswap16(header.e_machine) : header.e_machine;
    if (machine == own_machine && header.e_ident[EI_CLASS] == ELFCLASS64 && !is_swapped) return false;
    const char *name = machine_name(machine);
    const char *bits = header.e_ident[EI_CLASS] == ELFCLASS64 ? "64" : "32";
    if (name != NULL) snprintf(detail, size, "%s, %s bits", name, bits);
    else snprintf(detail, size, "machine %u of ELF, %s bits", machine, bits);
    return true;
}

static ElfW(Phdr) segment(const struct file *file, const ElfW(Ehdr) *header, size_t index) {
    ElfW(Phdr) segment;
    memcpy(&segment, file->octets + header->e_phoff + index * sizeof segment, sizeof segment);
    return segment;
}

/// Where the file has what is loaded at an address; its size where it has not.
static uint64_t offset_of(const struct file *file, const ElfW(Ehdr) *header, uint64_t address) {
    for (size_t index = 0; index < header->e_phnum; index++) {
        ElfW(Phdr) part = segment(file, header, index);
        if (part.p_type == PT_LOAD && address >= part.p_vaddr && address - part.p_vaddr < part.p_filesz)
            return part.p_offset + (address - part.p_vaddr);
    }
    return file->size;
}

static void read_name(const struct file *file, const ElfW(Ehdr) *header, const ElfW(Phdr) *dynamic, char *name, size_t size) {
    uint64_t strings = 0, place = UINT64_MAX;
    for (uint64_t offset = 0; offset + sizeof(ElfW(Dyn)) <= dynamic->p_filesz; offset += sizeof(ElfW(Dyn))) {
        ElfW(Dyn) entry;
        memcpy(&entry, file->octets + dynamic->p_offset + offset, sizeof entry);
        if (entry.d_tag == DT_NULL) break;
        if (entry.d_tag == DT_STRTAB) strings = entry.d_un.d_ptr;
        if (entry.d_tag == DT_SONAME) place = entry.d_un.d_val;
    }
    if (place == UINT64_MAX) return;
    uint64_t begin = offset_of(file, header, strings + place);
    if (!has(file, begin, 1)) return;
    snprintf(name, size, "%.*s", (int)strnlen((const char *)file->octets + begin, file->size - begin), file->octets + begin);
}

static enum tlsbench_openssl_failure inspect(const struct file *file, char *name, char *detail, size_t size) {
    if (file->size < SELFMAG || memcmp(file->octets, ELFMAG, SELFMAG) != 0) return TLSBENCH_OPENSSL_NO_LIBRARY;
    ElfW(Ehdr) header;
    if (file->size < sizeof header) return TLSBENCH_OPENSSL_TRUNCATED;
    memcpy(&header, file->octets, sizeof header);
    if (is_other_machine(file, detail, size)) return TLSBENCH_OPENSSL_OTHER_MACHINE;
    if (header.e_type != ET_DYN || header.e_phentsize != sizeof(ElfW(Phdr))) return TLSBENCH_OPENSSL_NO_LIBRARY;
    // The table of sections is at a file's end; nothing that is loaded lies behind it.
    if (!has(file, header.e_phoff, (uint64_t)header.e_phnum * sizeof(ElfW(Phdr)))
        || !has(file, header.e_shoff, (uint64_t)header.e_shnum * header.e_shentsize))
        return TLSBENCH_OPENSSL_TRUNCATED;
    bool is_dynamic = false;
    for (size_t index = 0; index < header.e_phnum; index++) {
        ElfW(Phdr) part = segment(file, &header, index);
        if (!has(file, part.p_offset, part.p_filesz)) return TLSBENCH_OPENSSL_TRUNCATED;
        if (part.p_type == PT_DYNAMIC) {
            is_dynamic = true;
            read_name(file, &header, &part, name, size);
        }
    }
    return is_dynamic ? TLSBENCH_OPENSSL_LOADED : TLSBENCH_OPENSSL_NO_LIBRARY;
}

enum tlsbench_openssl_failure tlsbench_inspect_library(const char *path, char *name, char *detail, size_t size) {
    name[0] = detail[0] = 0;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        if (errno == ENOENT || errno == ENOTDIR) return TLSBENCH_OPENSSL_NOT_FOUND;
        snprintf(detail, size, "%s", strerror(errno));
        return TLSBENCH_OPENSSL_UNREADABLE;
    }
    struct stat status;
    enum tlsbench_openssl_failure found = TLSBENCH_OPENSSL_UNREADABLE;
    if (fstat(descriptor, &status) != 0 || S_ISDIR(status.st_mode)) {
        snprintf(detail, size, "%s", strerror(EISDIR));
    } else if (!S_ISREG(status.st_mode) || status.st_size == 0) {
        found = TLSBENCH_OPENSSL_NO_LIBRARY;
    } else {
        void *octets = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (octets == MAP_FAILED) {
            snprintf(detail, size, "%s", strerror(errno));
        } else {
            found = inspect(&(struct file){octets, (size_t)status.st_size}, name, detail, size);
            munmap(octets, (size_t)status.st_size);
        }
    }
    close(descriptor);
    return found;
}
