/*
 * scorer_protocol.h: what the host and xinyu-scorer say to each other.
 *
 * They are two programs of one release on one machine: host byte order, no versions. Not a public interface.
 *
 * The host starts the helper with three descriptors and nothing else (no argument, no environment, 0 to 2 on
 * /dev/null):
 *
 *   3  the channel: one end of a SOCK_STREAM socketpair
 *   4  the instrument's shared object, opened for reading
 *   5  its detached minisign signature, opened for reading
 *
 * A frame is an xinyu_frame_head and `length` bytes. The helper reads one ORDER. It answers VERIFIED before any byte
 * of the instrument has run, so that an instrument cannot speak before it; then READY when the instrument is loaded;
 * then one RESULTS for each BATCH. LAST_WORDS, a text without any data in it, comes before it exits with one of the
 * codes below. The end of the channel is the order to go.
 */
#ifndef XINYU_SCORER_PROTOCOL_H
#define XINYU_SCORER_PROTOCOL_H

#include <stdint.h>

#define XINYU_SCORER_CHANNEL 3
#define XINYU_SCORER_PLUGIN 4
#define XINYU_SCORER_SIGNATURE 5

#define XINYU_FRAME_MAX (8u << 20)
#define XINYU_PLUGIN_MAX (32u << 20)
#define XINYU_MANIFEST_MAX (1u << 20)
#define XINYU_BATCH_MAX 256u
#define XINYU_KEYS_MAX 64u

enum {
    XINYU_FRAME_ORDER = 1,
    XINYU_FRAME_VERIFIED = 2,
    XINYU_FRAME_READY = 3,
    XINYU_FRAME_BATCH = 4,
    XINYU_FRAME_RESULTS = 5,
    XINYU_FRAME_LAST_WORDS = 6,
};

typedef struct xinyu_frame_head {
    uint32_t length; /* of what follows this head */
    uint32_t kind;   /* XINYU_FRAME_* */
} xinyu_frame_head;

enum {
    XINYU_ORDER_SERVE = 1,  /* verify, load, serve */
    XINYU_ORDER_VERIFY = 2, /* verify, say VERIFIED, go */
};

#define XINYU_HASH_BYTES 32
#define XINYU_PUBLIC_KEY_BYTES 42 /* as in a minisign key file: "Ed", 8 bytes of key number, 32 of key */

/* Followed by key_count public keys, then manifest_length bytes of manifest.json. */
typedef struct xinyu_load_order {
    uint32_t task;                           /* XINYU_ORDER_* */
    uint32_t pinned;                         /* 1: content_hash must be met; 0: tell which it is */
    uint8_t content_hash[XINYU_HASH_BYTES];  /* see xinyu_verified */
    char id[64];                             /* what the signature must be about, with its NUL */
    char version[64];
    uint32_t key_count;
    uint32_t manifest_length;
} xinyu_load_order;

/*
 * The signature holds, over these bytes. content_hash is what a campaign pins:
 * BLAKE2b-256("xinyu instrument 1\n" || plugin_hash || manifest_hash), both BLAKE2b-256 of the file.
 */
typedef struct xinyu_verified {
    uint8_t plugin_hash[XINYU_HASH_BYTES];
    uint8_t manifest_hash[XINYU_HASH_BYTES];
    uint8_t content_hash[XINYU_HASH_BYTES];
    uint8_t key_number[8];
    uint32_t comment_abi; /* the ABI named in the trusted comment */
    uint32_t reserved;
} xinyu_verified;

enum {
    XINYU_GUARD_SECCOMP = 1u << 0,
    XINYU_GUARD_LANDLOCK = 1u << 1, /* missing where the kernel has it switched off: seccomp alone then holds */
};

/*
 * Followed by texts, each ended by a NUL: id, version; for each scale its id and, for each of its bands, the band's;
 * the ids of derived values; the ids of flags. Between a scale's id and its bands stands their number in decimal
 * digits, as a text of its own.
 */
typedef struct xinyu_ready_head {
    uint32_t guards; /* XINYU_GUARD_* */
    uint32_t abi;    /* of the instrument */
    uint32_t item_count;
    uint32_t scale_count;
    uint32_t derived_count;
    uint32_t flag_count;
} xinyu_ready_head;

/* Followed by sheet_count times an xinyu_wire_context and item_count answers (int64_t). */
typedef struct xinyu_batch_head {
    uint32_t batch; /* echoed */
    uint32_t sheet_count;
    uint32_t item_count;
    uint32_t reserved;
} xinyu_batch_head;

typedef struct xinyu_wire_context {
    uint32_t informant;
    uint32_t sex;
    uint32_t stage;
    int32_t age_months;
    int32_t grade;
    uint32_t form;
} xinyu_wire_context;

/*
 * Followed by sheet_count times: an xinyu_wire_sheet_result, scale_count xinyu_wire_scale, derived_count int64_t,
 * flag_count uint32_t and, if that is odd, one more of padding.
 */
typedef struct xinyu_results_head {
    uint32_t batch;
    uint32_t sheet_count;
    uint32_t scale_count;
    uint32_t derived_count;
    uint32_t flag_count;
    uint32_t reserved;
} xinyu_results_head;

typedef struct xinyu_wire_sheet_result {
    uint32_t outcome; /* XINYU_OK, XINYU_SHEET_REFUSED */
    uint32_t reserved;
} xinyu_wire_sheet_result;

typedef struct xinyu_wire_scale {
    int64_t raw;
    int64_t standard;
    int64_t mean;
    uint32_t answered;
    uint32_t state;
    uint32_t band;
    uint32_t prorated;
} xinyu_wire_scale;

/* How the helper ends. Zero is the end of the channel. */
enum {
    XINYU_EXIT_CHANNEL = 10,    /* the host said something that makes no sense */
    XINYU_EXIT_UNREADABLE = 11, /* plugin or signature cannot be read, or is too large */
    XINYU_EXIT_SIGNATURE = 20,  /* malformed, wrong, or of other bytes */
    XINYU_EXIT_KEY = 21,        /* signed by a key that is not trusted here */
    XINYU_EXIT_COMMENT = 22,    /* the trusted comment is about another id, version or manifest */
    XINYU_EXIT_HASH = 23,       /* not the bytes that are pinned */
    XINYU_EXIT_SANDBOX = 30,    /* the sandbox cannot be set up */
    XINYU_EXIT_LOAD = 40,       /* the dynamic linker refuses */
    XINYU_EXIT_ENTRY = 41,      /* xinyu_instrument_entry is not there */
    XINYU_EXIT_ABI = 42,        /* a field that does not fit; the last words say which */
    XINYU_EXIT_CRASHED = 50,    /* the instrument crashed */
    XINYU_EXIT_OVERRUN = 51,    /* it wrote outside of its buffers */
    XINYU_EXIT_RESULT = 52,     /* it gave a result that cannot be */
};

#endif
