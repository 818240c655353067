#include "scorer.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool channel_read(void *bytes, size_t length) {
    uint8_t *at = bytes;
    size_t missing = length;
    while (missing > 0) {
        ssize_t count = read(XINYU_SCORER_CHANNEL, at, missing);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) _exit(XINYU_EXIT_CHANNEL);
        if (count == 0) {
            if (missing == length) return false;
            /* The host is gone in the middle of a word: nobody listens to last words. */
            _exit(XINYU_EXIT_CHANNEL);
        }
        at += count;
        missing -= (size_t)count;
    }
    return true;
}

static bool write_all(const void *bytes, size_t length) {
    const uint8_t *at = bytes;
    while (length > 0) {
        ssize_t count = write(XINYU_SCORER_CHANNEL, at, length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        at += count;
        length -= (size_t)count;
    }
    return true;
}

void channel_write(uint32_t kind, const void *bytes, size_t length) {
    xinyu_frame_head head = {.length = (uint32_t)length, .kind = kind};
    if (!write_all(&head, sizeof head) || !write_all(bytes, length)) _exit(XINYU_EXIT_CHANNEL);
}

void last_words(int code, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0) length = 0;
    if ((size_t)length >= sizeof text) length = (int)sizeof text - 1;
    xinyu_frame_head head = {.length = (uint32_t)length, .kind = XINYU_FRAME_LAST_WORDS};
    if (write_all(&head, sizeof head)) write_all(text, (size_t)length);
    _exit(code);
}
