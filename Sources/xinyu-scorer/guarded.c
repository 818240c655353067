#define _GNU_SOURCE
#include "scorer.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PATTERN 0xC5
/* Looked at after every sheet; the rest of the slack after every batch. */
#define NEAR 64

void guarded_make(guarded *buffer, size_t length) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t usable = (length + NEAR + page - 1) / page * page;
    uint8_t *region = mmap(NULL, usable + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (region == MAP_FAILED || mprotect(region + page, usable, PROT_READ | PROT_WRITE) != 0)
        last_words(XINYU_EXIT_SANDBOX, "no memory for the buffers");
    crash_handler_guard(region, page);
    crash_handler_guard(region + page + usable, page);
    buffer->length = length;
    buffer->slack = region + page;
    buffer->slack_length = usable - length;
    /* The end of the buffer is the end of what can be touched. */
    buffer->start = buffer->slack + buffer->slack_length;
    memset(buffer->slack, PATTERN, buffer->slack_length);
}

static bool is_pattern(const uint8_t *bytes, size_t length) {
    /* All bytes are equal if each is equal to the next, and one is the pattern. */
    return bytes[0] == PATTERN && memcmp(bytes, bytes + 1, length - 1) == 0;
}

bool guarded_holds(const guarded *buffer) {
    return is_pattern(buffer->slack + buffer->slack_length - NEAR, NEAR);
}

bool guarded_holds_wholly(const guarded *buffer) { return is_pattern(buffer->slack, buffer->slack_length); }
