#define _GNU_SOURCE
#include "scorer.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif

/* Kernels since 6.3 want to be told that the memory will be executed; those before refuse the flag. */
static int make_memfd(void) {
    int descriptor = memfd_create("instrument", MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_EXEC);
    if (descriptor < 0 && errno == EINVAL) descriptor = memfd_create("instrument", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    return descriptor;
}

static void copy(int from, int to, size_t length) {
    static uint8_t block[64 * 1024];
    size_t done = 0;
    while (done < length) {
        size_t wanted = length - done < sizeof block ? length - done : sizeof block;
        ssize_t count = read(from, block, wanted);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) last_words(XINYU_EXIT_UNREADABLE, "the instrument's file ends early or cannot be read");
        for (ssize_t written = 0; written < count;) {
            ssize_t part = write(to, block + written, (size_t)(count - written));
            if (part < 0 && errno == EINTR) continue;
            if (part <= 0) last_words(XINYU_EXIT_UNREADABLE, "no memory for the instrument's file");
            written += part;
        }
        done += (size_t)count;
    }
}

void plugin_read(plugin_bytes *plugin) {
    struct stat status;
    if (fstat(XINYU_SCORER_PLUGIN, &status) != 0 || !S_ISREG(status.st_mode))
        last_words(XINYU_EXIT_UNREADABLE, "the instrument is not a regular file");
    if (status.st_size <= 0 || status.st_size > (off_t)XINYU_PLUGIN_MAX)
        last_words(XINYU_EXIT_UNREADABLE, "the instrument's file is empty or larger than %u MiB", XINYU_PLUGIN_MAX >> 20);
    int descriptor = make_memfd();
    if (descriptor < 0) last_words(XINYU_EXIT_SANDBOX, "memfd_create is refused");
    size_t length = (size_t)status.st_size;
    copy(XINYU_SCORER_PLUGIN, descriptor, length);
    if (fcntl(descriptor, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        last_words(XINYU_EXIT_SANDBOX, "the memfd cannot be sealed");
    void *bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (bytes == MAP_FAILED) last_words(XINYU_EXIT_SANDBOX, "the memfd cannot be mapped");
    plugin->descriptor = descriptor;
    plugin->bytes = bytes;
    plugin->length = length;
}

void signature_read(char *text, size_t capacity) {
    size_t length = 0;
    for (;;) {
        ssize_t count = read(XINYU_SCORER_SIGNATURE, text + length, capacity - 1 - length);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) last_words(XINYU_EXIT_UNREADABLE, "the signature cannot be read");
        if (count == 0) break;
        length += (size_t)count;
        if (length == capacity - 1) last_words(XINYU_EXIT_SIGNATURE, "the signature file is too long");
    }
    text[length] = 0;
    close(XINYU_SCORER_PLUGIN);
    close(XINYU_SCORER_SIGNATURE);
}
