/* The parts of xinyu-scorer, in the order in which they run. Each is one file; main.c is the sequence. */
#ifndef XINYU_SCORER_H
#define XINYU_SCORER_H

#include "scorer_protocol.h"
#include "xinyu_instrument.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* channel.c: frames on the inherited socket. */

/* Reads exactly `length` bytes; false at the end of the channel before the first of them. Anything else exits. */
bool channel_read(void *bytes, size_t length);
void channel_write(uint32_t kind, const void *bytes, size_t length);
/* Says why, and ends the process with `code`. The text carries no answer and no score. Safe in a signal handler. */
_Noreturn void last_words(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* order.c: what the host wants. */

typedef struct order {
    xinyu_load_order head;
    const uint8_t *keys; /* head.key_count of XINYU_PUBLIC_KEY_BYTES */
    const uint8_t *manifest;
} order;

void order_read(order *order);

/* read_plugin.c: the bytes that are verified are the bytes that are loaded. */

typedef struct plugin_bytes {
    int descriptor; /* of a sealed memfd: nobody, this process included, can change it any more */
    const uint8_t *bytes;
    size_t length;
} plugin_bytes;

void plugin_read(plugin_bytes *plugin);
/* Reads the signature file into `text`, ends it with a NUL and closes both inherited files. */
void signature_read(char *text, size_t capacity);

/* verify.c: minisign signature, trusted comment and pinned hash. Exits unless all of them hold. */
void verify(const order *order, const plugin_bytes *plugin, const char *signature, xinyu_verified *verified);

/* sandbox.c: limits, privileges, paths. Returns the guards that hold. */
uint32_t sandbox_enter(int plugin_descriptor);

/* filter.c: system calls. */

/* What the dynamic linker needs to load one object. */
void filter_for_loading(void);
/* Reading and writing the channel, private memory, and leaving. */
void filter_for_serving(void);

/* crash.c: the last words of an instrument that has crashed. */

void crash_handler_install(void);
/* Memory that an instrument must not touch: touching it is an overrun, not just any crash. */
void crash_handler_guard(const void *start, size_t length);

/* load.c: from bytes to a checked instrument. */
const xinyu_instrument *instrument_load(const plugin_bytes *plugin, const order *order);
const xinyu_scale *instrument_scale(const xinyu_instrument *instrument, uint32_t index);
void instrument_describe(const xinyu_instrument *instrument, uint32_t guards);

/* guarded.c: buffers without room before or after. */

typedef struct guarded {
    void *start;
    size_t length;
    uint8_t *slack; /* between the first page's start and `start`, filled with a pattern */
    size_t slack_length;
} guarded;

void guarded_make(guarded *buffer, size_t length);
/* Looks at the bytes just before `start`; what comes after is a page that cannot be touched. */
bool guarded_holds(const guarded *buffer);
bool guarded_holds_wholly(const guarded *buffer);

/* serve.c: batches in, results out, until the channel ends. */

typedef struct bench {
    const xinyu_instrument *instrument;
    guarded context, answers, scales, derived, flags;
    uint8_t *incoming, *outgoing; /* XINYU_FRAME_MAX each */
} bench;

void bench_prepare(bench *bench, const xinyu_instrument *instrument);
_Noreturn void bench_serve(bench *bench);

#endif
