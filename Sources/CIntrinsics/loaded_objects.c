#define _GNU_SOURCE
#include "loaded_objects.h"

#include <elf.h>
#include <link.h>
#include <string.h>

struct list {
    struct tlsbench_object *objects;
    size_t capacity, count;
};

// Name and contents of a note are padded to four octets (System V ABI, "Note Section").
static size_t padded(size_t length) { return (length + 3) & ~(size_t)3; }

static void find_build_id(const uint8_t *notes, size_t length, struct tlsbench_object *object) {
    while (length >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) header;
        memcpy(&header, notes, sizeof header);
        size_t name = padded(header.n_namesz), contents = padded(header.n_descsz);
        size_t whole = sizeof header + name + contents;
        if (name > length || contents > length || whole > length) return;
        if (header.n_type == NT_GNU_BUILD_ID && header.n_namesz == 4 && memcmp(notes + sizeof header, "GNU", 4) == 0) {
            object->build_id = notes + sizeof header + name;
            object->build_id_length = header.n_descsz;
            return;
        }
        notes += whole;
        length -= whole;
    }
}

static uint64_t digest(uint64_t hash, const uint8_t *code, size_t length) {
    for (; length >= 8; code += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, code, 8);
        hash = (hash ^ word) * 0x100000001B3u;
        // Without this the upper octets of a word would never reach the lower ones of the hash.
        hash ^= hash >> 32;
    }
    for (; length > 0; code++, length--) hash = (hash ^ *code) * 0x100000001B3u;
    return hash;
}

static int add(struct dl_phdr_info *information, size_t size, void *context) {
    (void)size;
    struct list *list = context;
    // What the kernel lends has no file.
    if (list->count > 0 && strchr(information->dlpi_name, '/') == NULL) return 0;
    if (list->count++ >= list->capacity) return 0;
    struct tlsbench_object *object = &list->objects[list->count - 1];
    *object = (struct tlsbench_object){.path = list->count == 1 ? "" : information->dlpi_name};
    for (int index = 0; index < information->dlpi_phnum; index++) {
        const ElfW(Phdr) *header = &information->dlpi_phdr[index];
        const uint8_t *place = (const uint8_t *)(information->dlpi_addr + header->p_vaddr);
        if (header->p_type == PT_NOTE && object->build_id == NULL) find_build_id(place, header->p_memsz, object);
    }
    if (object->build_id != NULL) return 0;
    uint64_t hash = 0xCBF29CE484222325u;
    for (int index = 0; index < information->dlpi_phnum; index++) {
        const ElfW(Phdr) *header = &information->dlpi_phdr[index];
        if (header->p_type != PT_LOAD || (header->p_flags & (PF_X | PF_W)) != PF_X) continue;
        hash = digest(hash, (const uint8_t *)(information->dlpi_addr + header->p_vaddr), header->p_filesz);
    }
    object->code_digest = hash;
    return 0;
}

size_t tlsbench_loaded_objects(struct tlsbench_object *objects, size_t capacity) {
    struct list list = {objects, capacity, 0};
    dl_iterate_phdr(add, &list);
    return list.count;
}
