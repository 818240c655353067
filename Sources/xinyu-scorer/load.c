#define _GNU_SOURCE
#include "scorer.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

/* What a struct must hold to be of ABI 1; a later ABI appends, and asks for more only from those who name it. */
#define SMALLEST_INSTRUMENT 80u
#define SMALLEST_SCALE 32u

const xinyu_scale *instrument_scale(const xinyu_instrument *instrument, uint32_t index) {
    const uint8_t *first = (const uint8_t *)instrument->scales;
    return (const xinyu_scale *)(first + (size_t)index * instrument->scales->size);
}

static void check_abi(const char *what, uint32_t abi) {
    if (abi < 1 || abi > XINYU_INSTRUMENT_ABI)
        last_words(XINYU_EXIT_ABI, "%s.abi is %u; this host takes 1 to %u", what, abi, XINYU_INSTRUMENT_ABI);
}

static void check_size(const char *what, uint32_t size, uint32_t smallest) {
    if (size < smallest || size > 4096 || size % 8 != 0)
        last_words(XINYU_EXIT_ABI, "%s.size is %u; ABI 1 needs at least %u, a multiple of 8", what, size, smallest);
}

static void check_count(const char *what, uint32_t count, uint32_t least, uint32_t most) {
    if (count < least || count > most)
        last_words(XINYU_EXIT_ABI, "instrument.%s is %u; it may be %u to %u", what, count, least, most);
}

/* Letters, digits and a few signs: ids are printed, compared and used as keys. */
static void check_id_bytes(const char *what, const char *id, size_t length) {
    if (length == 0 || length > XINYU_MAX_ID_BYTES)
        last_words(XINYU_EXIT_ABI, "%s is empty or longer than %u bytes", what, XINYU_MAX_ID_BYTES);
    for (size_t index = 0; index < length; index++) {
        unsigned char byte = (unsigned char)id[index];
        bool fits = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                    byte == '_' || byte == '-' || byte == '.' || byte == '+';
        if (!fits) last_words(XINYU_EXIT_ABI, "%s has a byte that is not a letter, a digit or one of _-.+", what);
    }
}

static void check_id(const char *what, const char *id) {
    if (id == NULL) last_words(XINYU_EXIT_ABI, "%s is NULL", what);
    check_id_bytes(what, id, strnlen(id, XINYU_MAX_ID_BYTES + 1));
}

/* An id, or "table:part", each an id. */
static void check_part_ids(const char *what, const char *const *ids, uint32_t count) {
    if (count > 0 && ids == NULL) last_words(XINYU_EXIT_ABI, "%s is NULL", what);
    for (uint32_t index = 0; index < count; index++) {
        char name[64];
        snprintf(name, sizeof name, "%s[%u]", what, index);
        if (ids[index] == NULL) last_words(XINYU_EXIT_ABI, "%s is NULL", name);
        size_t length = strnlen(ids[index], XINYU_MAX_PART_BYTES + 1);
        const char *colon = memchr(ids[index], ':', length);
        size_t table = colon == NULL ? length : (size_t)(colon - ids[index]);
        check_id_bytes(name, ids[index], table);
        if (colon != NULL) check_id_bytes(name, colon + 1, length - table - 1);
    }
}

static void check_ids(const char *what, const char *const *ids, uint32_t count) {
    if (count > 0 && ids == NULL) last_words(XINYU_EXIT_ABI, "%s is NULL", what);
    for (uint32_t index = 0; index < count; index++) {
        char name[64];
        snprintf(name, sizeof name, "%s[%u]", what, index);
        check_id(name, ids[index]);
    }
}

static void check_scales(const xinyu_instrument *instrument) {
    if (instrument->scale_count == 0) return;
    if (instrument->scales == NULL) last_words(XINYU_EXIT_ABI, "instrument.scales is NULL");
    uint32_t stride = instrument->scales->size;
    for (uint32_t index = 0; index < instrument->scale_count; index++) {
        char name[64];
        snprintf(name, sizeof name, "scales[%u]", index);
        check_size(name, stride, SMALLEST_SCALE);
        const xinyu_scale *scale = instrument_scale(instrument, index);
        if (scale->size != stride) last_words(XINYU_EXIT_ABI, "%s.size is %u; scales[0] has %u", name, scale->size, stride);
        check_abi(name, scale->abi);
        check_id(name, scale->id);
        if (scale->band_count > XINYU_MAX_BANDS)
            last_words(XINYU_EXIT_ABI, "%s.band_count is %u; it may be 0 to %u", name, scale->band_count, XINYU_MAX_BANDS);
        snprintf(name, sizeof name, "scales[%u].band_ids", index);
        check_ids(name, scale->band_ids, scale->band_count);
    }
}

static void check_instrument(const xinyu_instrument *instrument, const order *order) {
    check_abi("instrument", instrument->abi);
    check_size("instrument", instrument->size, SMALLEST_INSTRUMENT);
    check_id("instrument.id", instrument->id);
    check_id("instrument.version", instrument->version);
    if (strcmp(instrument->id, order->head.id) != 0)
        last_words(XINYU_EXIT_ABI, "instrument.id is %s; the manifest says %s", instrument->id, order->head.id);
    if (strcmp(instrument->version, order->head.version) != 0)
        last_words(XINYU_EXIT_ABI, "instrument.version is %s; the manifest says %s", instrument->version,
                   order->head.version);
    check_count("item_count", instrument->item_count, 1, XINYU_MAX_ITEMS);
    check_count("scale_count", instrument->scale_count, 0, XINYU_MAX_SCALES);
    check_count("derived_count", instrument->derived_count, 0, XINYU_MAX_DERIVED);
    check_count("flag_count", instrument->flag_count, 0, XINYU_MAX_FLAGS);
    check_scales(instrument);
    check_part_ids("instrument.derived_ids", instrument->derived_ids, instrument->derived_count);
    check_ids("instrument.flag_ids", instrument->flag_ids, instrument->flag_count);
    if (instrument->score == NULL) last_words(XINYU_EXIT_ABI, "instrument.score is NULL");
}

const xinyu_instrument *instrument_load(const plugin_bytes *plugin, const order *order) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", plugin->descriptor);
    void *object = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (object == NULL) {
        const char *reason = dlerror();
        last_words(XINYU_EXIT_LOAD, "the instrument cannot be loaded: %s", reason == NULL ? "no reason given" : reason);
    }
    const xinyu_instrument *(*entry)(uint32_t) = NULL;
    /* ISO C has no conversion from an object pointer to a function pointer; POSIX says that this one works. */
    *(void **)&entry = dlsym(object, "xinyu_instrument_entry");
    if (entry == NULL) last_words(XINYU_EXIT_ENTRY, "the instrument does not export xinyu_instrument_entry");
    const xinyu_instrument *instrument = entry(XINYU_INSTRUMENT_ABI);
    if (instrument == NULL)
        last_words(XINYU_EXIT_ABI, "the instrument needs a newer host than one of ABI %u", XINYU_INSTRUMENT_ABI);
    check_instrument(instrument, order);
    return instrument;
}

typedef struct text_buffer {
    uint8_t bytes[1u << 20];
    size_t length;
} text_buffer;

static void append(text_buffer *buffer, const char *text) {
    size_t length = strnlen(text, XINYU_MAX_PART_BYTES + 1);
    if (length > XINYU_MAX_PART_BYTES || buffer->length + length + 1 > sizeof buffer->bytes)
        last_words(XINYU_EXIT_ABI, "the instrument's description does not fit");
    memcpy(buffer->bytes + buffer->length, text, length);
    buffer->length += length;
    buffer->bytes[buffer->length++] = 0;
}

void instrument_describe(const xinyu_instrument *instrument, uint32_t guards) {
    static text_buffer buffer;
    xinyu_ready_head head = {
        .guards = guards,
        .abi = instrument->abi,
        .item_count = instrument->item_count,
        .scale_count = instrument->scale_count,
        .derived_count = instrument->derived_count,
        .flag_count = instrument->flag_count,
    };
    memcpy(buffer.bytes, &head, sizeof head);
    buffer.length = sizeof head;
    append(&buffer, instrument->id);
    append(&buffer, instrument->version);
    for (uint32_t index = 0; index < instrument->scale_count; index++) {
        const xinyu_scale *scale = instrument_scale(instrument, index);
        char count[16];
        snprintf(count, sizeof count, "%u", scale->band_count);
        append(&buffer, scale->id);
        append(&buffer, count);
        for (uint32_t band = 0; band < scale->band_count; band++) append(&buffer, scale->band_ids[band]);
    }
    for (uint32_t index = 0; index < instrument->derived_count; index++) append(&buffer, instrument->derived_ids[index]);
    for (uint32_t index = 0; index < instrument->flag_count; index++) append(&buffer, instrument->flag_ids[index]);
    channel_write(XINYU_FRAME_READY, buffer.bytes, buffer.length);
}
